"""The API's own words where one status has several meanings, in current and older wording.

A status and an `error.type` come first wherever they are enough. A row is a topic and texts of
which one stands in the message, in lower case; an error's code counts as part of its message.
Sources: public threads and the API's documentation, 2023 to 2026.
"""

from enum import StrEnum

from tui.domain.clients.official_api import VERSION_HEADER


class Topic(StrEnum):
    """What an answer's text can be about."""

    CREDIT = "credit"
    SPEND_LIMIT = "spend limit"
    LONG_CONTEXT = "long context"
    ADDRESS = "address"
    LOGIN = "login"
    EXPIRED = "expired"
    ORGANISATION = "organisation"
    WORKSPACE = "workspace"
    VERSION = "version"
    BETA = "beta"
    CORS = "calls from web pages"
    NO_CREDENTIAL = "no credential"
    OWN_KEY = "a key of the gateway's own"
    NOT_JUDGED = "not judged"


_WORDS: dict[Topic, tuple[str, ...]] = {
    Topic.CREDIT: ("credit balance", "purchase credits", "insufficient credit", "out of credit", "no credits"),
    Topic.SPEND_LIMIT: ("usage limit", "spend limit", "spend_limit", "usage threshold", "monthly threshold"),
    Topic.LONG_CONTEXT: ("long context", "extra usage", "usage credits are required"),
    Topic.ADDRESS: ("ip address",),
    Topic.LOGIN: ("oauth token has been revoked", "oauth access token", "oauth token has expired"),
    Topic.EXPIRED: ("has expired", "key expired", "expired key", "expired_key", "key is expired"),
    Topic.ORGANISATION: ("organization has been disabled", "disabled organization", "organization_on_hold"),
    Topic.WORKSPACE: ("anthropic-workspace-id", "not scoped to a workspace", "workspace `"),
    Topic.VERSION: (VERSION_HEADER,),
    Topic.BETA: ("anthropic-beta",),
    Topic.CORS: ("cors request",),
    Topic.NO_CREDENTIAL: (
        "header is required",
        "token required",
        "no api key",
        "missing api key",
        "api key is required",
        "missing authentication",
        "no auth credentials",
        "no authorization",
    ),
    Topic.OWN_KEY: ("virtual key", "litellm", "\u65e0\u6548\u7684\u4ee4\u724c"),
}
# A refusal that is about one of these says nothing about the key: nobody looked at it.
_WORDS[Topic.NOT_JUDGED] = _WORDS[Topic.CORS] + _WORDS[Topic.NO_CREDENTIAL]


def is_about(message: str, *topics: Topic) -> bool:
    """Return whether the text speaks of one of the topics."""
    text = message.lower()
    return any(word in text for topic in topics for word in _WORDS[topic])
