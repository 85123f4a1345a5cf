"""The models that the client is told to ask for: by the code that makes its calls, or by Claude Code's variables."""

from tui.domain.clients.client import ClientId
from tui.domain.code.written_call import ModelMention
from tui.domain.judging.evidence import Evidence, is_official
from tui.domain.resolving.variables import variable_of

# code.claude.com/docs: model-config
_VARIABLES = (
    "ANTHROPIC_MODEL",
    "ANTHROPIC_DEFAULT_OPUS_MODEL",
    "ANTHROPIC_DEFAULT_SONNET_MODEL",
    "ANTHROPIC_DEFAULT_HAIKU_MODEL",
    "ANTHROPIC_SMALL_FAST_MODEL",
)
_NAME = "claude-"


def models_named(evidence: Evidence) -> tuple[ModelMention, ...]:
    """Return the models and where each is named; short names, such as `sonnet`, stand for what there is."""
    client, snapshot = evidence.resolution.client, evidence.snapshot
    if client.id is not ClientId.CLAUDE_CODE:
        return snapshot.models
    # A gateway has names of its own, which its list need not tell.
    found = (variable_of(name, client, snapshot, []) for name in _VARIABLES if is_official(evidence))
    # What stands in brackets says how long the context is.
    return tuple(
        ModelMention(item.text.partition("[")[0].strip(), item.origin)
        for item in found
        if item and item.text.startswith(_NAME)
    )
