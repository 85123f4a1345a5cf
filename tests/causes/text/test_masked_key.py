import pytest

from tests.builders import GOOD, dotenv, evidence, keyring, process, shows, snapshot
from tui.causes.text.masked_key import CAUSE
from tui.domain.clients.client import ClientId
from tui.domain.dotenv.edit import SetVariable
from tui.domain.judging.diagnosis import Certainty
from tui.domain.key.secret import mask


@pytest.mark.parametrize(
    "text",
    [
        "sk-ant-api03-R2D...igAA",
        "sk-ant-api03-R2D\u2026igAA",
        "sk-ant-api03-R2D...",
        "sk-ant-...igAA",
        "...igAA",
        "sk-ant-api03-********************",
        "sk-ant-api03-R2D****igAA",
        "***",
        "\u2022" * 12,
        "sk-ant-\u2022\u2022\u2022\u2022igAA",
        "[REDACTED]",
        "<masked>",
        "***REDACTED***",
        "<24 characters>",
        mask(GOOD),
        f'"{mask(GOOD)}"',
    ],
)
def test_fires_for_a_copy_of_a_mask(text: str) -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv(text, line=3)), accepted=(GOOD,)))
    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("masked-key", Certainty.PROVEN)
    assert "`~/project/.env:3`" in diagnosis.title
    assert [remedy.kind for remedy in diagnosis.remedies] == ["manual"]


def test_an_accepted_key_is_written_in_its_place() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv("sk-ant-api03-R2D...igAA"), keyring(GOOD)), accepted=(GOOD,)))
    assert diagnosis is not None
    assert isinstance(diagnosis.remedies[0].edit, SetVariable)
    assert "(sk-ant-api03-R2D...igAA)" in diagnosis.title
    assert not shows(diagnosis, GOOD)


def test_a_client_that_cannot_even_send_it_proves_it_too() -> None:
    seen = evidence(snapshot(process("sk-ant-api03-R2D\u2026igAA")), client=ClientId.TYPESCRIPT_SDK)
    diagnosis = CAUSE.find(seen)
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.PROVEN


def test_is_likely_offline() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(process("sk-ant-api03-R2D...igAA")), offline=True))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY


@pytest.mark.parametrize("text", ["sk-ant-...", "sk-ant-api03-...", "...", "\u2026", "sk-ant-xxxx", "your-key..."])
def test_belongs_to_another_when_it_is_sample_text(text: str) -> None:
    assert CAUSE.find(evidence(snapshot(process(text)))) is None


def test_near_miss_a_whole_key_with_stars_around_it() -> None:
    assert CAUSE.find(evidence(snapshot(process(f"**{GOOD}**")), accepted=(GOOD,))) is None
