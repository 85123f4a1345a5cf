"""Whether a certificate or this machine's clock is wrong, told by the clock of whoever showed the certificate."""

from enum import Enum

from tui.domain.probing.probe import OutOfDateCertificate


class Fault(Enum):
    """What is wrong."""

    CLOCK = "this machine's clock"
    CERTIFICATE = "the certificate"
    UNKNOWN = "one of the two"


def fault_of(outcome: OutOfDateCertificate) -> Fault:
    """Return what is wrong; without the other side's clock that is not known."""
    if not outcome.their_clock or not outcome.ends:
        return Fault.UNKNOWN
    return Fault.CLOCK if outcome.begins <= outcome.their_clock <= outcome.ends else Fault.CERTIFICATE


def day(seconds: float) -> str:
    """Return a time as a date and a time of day in UTC."""
    from datetime import UTC, datetime  # noqa: PLC0415 - few certificates are out of date

    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M UTC")
