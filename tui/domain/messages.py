"""The API's own words where one status has several meanings, in current and older wording.

A status and an `error.type` come first wherever they are enough. Sources: public threads and
the API's documentation, 2023 to 2026.
"""

from enum import StrEnum


class Topic(StrEnum):
    """What an answer's text can be about."""

    CREDIT = "credit"
    SPEND_LIMIT = "spend limit"
    LONG_CONTEXT = "long context"
    ADDRESS = "address"
    LOGIN = "login"
    NOT_JUDGED = "not judged"


_WORDS: dict[Topic, tuple[str, ...]] = {
    Topic.CREDIT: ("credit balance", "purchase credits", "insufficient credit", "out of credit", "no credits"),
    Topic.SPEND_LIMIT: ("usage limit", "spend limit", "spend_limit", "usage threshold", "monthly threshold"),
    Topic.LONG_CONTEXT: ("long context", "extra usage", "usage credits are required"),
    Topic.ADDRESS: ("ip address",),
    Topic.LOGIN: ("oauth token has been revoked", "oauth access token", "oauth token has expired"),
    Topic.NOT_JUDGED: ("cors request", "header is required"),
}


def is_about(message: str, *topics: Topic) -> bool:
    """Return whether the text speaks of one of the topics."""
    text = message.lower()
    return any(word in text for topic in topics for word in _WORDS[topic])
