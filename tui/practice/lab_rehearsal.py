"""Carries out the repair of a lab in its throw-away set-up: nobody can, while the wizard holds the terminal."""

from dataclasses import replace

from tui.practice.lab import Repair
from tui.practice.set_up import Practice, rules_of, write_files


class LabRehearsal:
    """Does to a lab that stands what its commands and steps say."""

    def __init__(self, place: Practice, repair: Repair) -> None:
        self._place = place
        self._repair = repair

    @property
    def cause_id(self) -> str:
        """The cause that the lab is about."""
        return self._place.lab.expected_cause

    def carry_out(self) -> str:
        """Change the environment, the files and what the API says; return in one line what was done."""
        place, repair = self._place, self._repair
        for name in repair.unset:
            place.environment.pop(name, None)
        write_files(place.home, repair.home, place.url)
        write_files(place.project, repair.files, place.url)
        if repair.stand_in:
            place.server.rules = rules_of(replace(place.lab, stand_in=repair.stand_in))
        return repair.done


def rehearsal_of(place: Practice) -> LabRehearsal | None:
    """Return the rehearsal of a lab that commands or steps repair, None for every other."""
    return LabRehearsal(place, place.lab.repair) if place.lab.repair else None
