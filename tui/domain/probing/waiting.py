"""How long a server asks to be left alone."""

from datetime import UTC

from tui.domain.probing.probe import ProbeOutcome, ServerFault, Throttled

_LONGEST = 24 * 60 * 60


def seconds_to_wait(outcome: ProbeOutcome | None, now: float) -> float:
    """Return the seconds of the answer's `retry-after`, which holds seconds or a date; 0 where it asks for nothing.

    `now` is in Unix seconds; more than a day is no wish to be counted down.
    """
    if not isinstance(outcome, Throttled | ServerFault) or not outcome.retry_after:
        return 0.0
    text = outcome.retry_after.strip()
    seconds = float(text) if text.isascii() and text.replace(".", "", 1).isdigit() else _until(text) - now
    return seconds if 0 < seconds <= _LONGEST else 0.0


def _until(date: str) -> float:
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - few servers name a date

    try:
        moment = parsedate_to_datetime(date)
    except (ValueError, TypeError):
        return 0.0
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def in_words(seconds: float) -> str:
    """Return a time that is left, such as `27 s` or `3 min 05 s`."""
    whole = max(1, round(seconds))
    return f"{whole} s" if whole < 60 else f"{whole // 60} min {whole % 60:02} s"
