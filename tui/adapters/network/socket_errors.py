"""What a failed look-up and a failed connection are called, told by the kinds and codes of exceptions."""

import errno
import socket

_NO_WAY = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL})


def why_unresolved(name: str, *, is_silent: bool) -> str:
    """Return why a name leads nowhere; `is_silent` tells that no name server answered."""
    words = "could not be looked up: no name server answered" if is_silent else "has no address"
    return f"the name {name} {words}"


def is_silence(failure: object) -> bool:
    """Return whether a look-up failed because no name server answered."""
    return isinstance(failure, socket.gaierror) and failure.errno == socket.EAI_AGAIN


def why_unconnected(failure: object, address: str) -> str:
    """Return why no connection was made, an empty text for what fails otherwise or later."""
    if isinstance(failure, ConnectionRefusedError):
        return f"nothing listens at {address}"
    if isinstance(failure, OSError) and failure.errno in _NO_WAY:
        return f"there is no way through the network to {address}"
    return ""
