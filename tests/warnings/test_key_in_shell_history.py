from tests.builders import GOOD, evidence, process, profile, snapshot
from tests.surroundings import amid
from tui.domain.found.machine import Surroundings
from tui.domain.origin import Origin, OriginKind
from tui.warnings.key_in_shell_history import WARNING


def test_fires_for_the_line_of_the_history() -> None:
    place = Origin(OriginKind.SHELL_PROFILE, "~/.bash_history", "/home/ada/.bash_history", 12)
    (line,) = WARNING.find(evidence(amid(snapshot(process(GOOD)), Surroundings(histories=(place,)))))
    assert (line.id, line.origin.label) == ("key-in-shell-history", "~/.bash_history:12")


def test_near_miss_a_start_up_file_is_no_history() -> None:
    assert WARNING.find(evidence(snapshot(profile(GOOD)))) == ()
