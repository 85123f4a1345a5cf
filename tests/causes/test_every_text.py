"""Whatever text the API refuses, something is said about it, and nothing of it is shown."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import GOOD, OLD, api_key, evidence, process, snapshot
from tui.causes.registry import diagnose
from tui.domain.clients.client import TOKEN, ClientId
from tui.domain.judging.evidence import Evidence
from tui.domain.probing.probe import Rejected

KEYS = (GOOD, OLD, api_key("a", "sk-ant-admin01-"))
WORDS = ("sk-", "sk-ant-", "your", "key", "None", "Bearer ", "://", "1", "a", "A")
SIGNS = ("...", "\u2026", "***", *"$%#=,\"'<>[]{} \n", "\u200b", "\u00a0")
PIECES = st.sampled_from((*KEYS, *WORDS, *SIGNS))
TEXTS = st.lists(PIECES, min_size=1, max_size=6).map("".join) | st.text(min_size=1, max_size=40)


def refused(text: str, client: ClientId, variable: str) -> Evidence:
    return evidence(snapshot(process(text, variable)), client=client)


@settings(max_examples=400)
@given(TEXTS, st.sampled_from(ClientId), st.sampled_from(["ANTHROPIC_API_KEY", TOKEN]))
def test_every_refused_text_has_a_cause(text: str, client: ClientId, variable: str) -> None:
    seen = refused(text, client, variable)
    if isinstance(seen.as_found, Rejected):
        assert diagnose(seen), (seen.winner and seen.winner.value.shape, client)


@settings(max_examples=400)
@given(TEXTS, st.sampled_from(ClientId))
def test_no_diagnosis_shows_a_key(text: str, client: ClientId) -> None:
    for seen in (refused(text, client, "ANTHROPIC_API_KEY"), evidence(snapshot(process(text)), offline=True)):
        shown = repr(diagnose(seen))
        assert not any(key[16:60] in shown for key in (GOOD, OLD))


@pytest.mark.parametrize("prefix", ["sk-ant-api03-", "sk-ant-usr-", "sk-ant-svc-", "sk-ant-api01-", "sk-ant-new-"])
def test_every_kind_of_key_is_left_to_the_api(prefix: str) -> None:
    for length in (100, 106, 108, 120):
        text = (api_key("k", prefix) + "kx7_Q-" * 5)[:length]
        assert diagnose(evidence(snapshot(process(text)), accepted=(text,))) == ()
        assert diagnose(evidence(snapshot(process(text)), offline=True)) == ()
