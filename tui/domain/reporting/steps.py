"""The five steps of a walk: their order, number and name."""

from enum import IntEnum


class Step(IntEnum):
    """The steps, in the order in which they are taken."""

    DETECT = 1
    KEYS = 2
    PROBE = 3
    FIX = 4
    VERIFY = 5

    @property
    def title(self) -> str:
        """The step's name as people read it."""
        return self.name.capitalize()

    @property
    def following(self) -> "Step":
        """The step after this one; the last is followed by itself."""
        return Step(min(self + 1, Step.VERIFY))

    @property
    def previous(self) -> "Step":
        """The step before this one; the first is preceded by itself."""
        return Step(max(self - 1, Step.DETECT))
