"""The connections of httpcore, which lives in another file."""

from typing import Protocol


class NetworkStream(Protocol):
    """What httpcore's trace hands over when a connection was made."""

    def get_extra_info(self, info: str) -> object:
        """Return the `socket`, among others."""
        ...

    def close(self) -> None:
        """Close the connection."""
        ...
