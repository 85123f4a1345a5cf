import pytest

from tests.builders import ENV, GOOD, OLD, dotenv, evidence, process, shows, snapshot
from tui.causes.text.dotenv_encoding import CAUSE
from tui.domain.clients.client import ClientId
from tui.domain.dotenv.edit import RewriteAsUtf8
from tui.domain.dotenv.loader import Encoding, LoaderKind, MisencodedFile
from tui.domain.found.finding import Finding
from tui.domain.judging.diagnosis import Certainty
from tui.domain.judging.evidence import Evidence
from tui.domain.origin import Origin, OriginKind
from tui.domain.record import replace


def written(
    encoding: Encoding,
    *findings: Finding,
    line: int = 1,
    client: ClientId = ClientId.PYTHON_SDK,
    loader: LoaderKind | None = None,
    keeps_mark: bool = False,
    told: str = "",
) -> Evidence:
    """Return evidence in which the project's `.env` is written so."""
    shot = snapshot(*findings, loader=loader)
    reading = shot.readings[0]
    loaders = tuple(replace(item, keeps_mark=keeps_mark, encoding=told) for item in reading.loaders)
    file = Origin(OriginKind.DOTENV, "~/project/.env", ENV, line)
    files = (replace(file, line=None),)
    bad = (MisencodedFile(file, encoding),)
    readings = (replace(reading, misencoded=bad, loaders=loaders, env_files=files),)
    return evidence(replace(shot, readings=readings), accepted=(GOOD,), client=client)


@pytest.mark.parametrize("client", [ClientId.PYTHON_SDK, ClientId.TYPESCRIPT_SDK])
def test_fires_for_utf_16(client: ClientId) -> None:
    diagnosis = CAUSE.find(written(Encoding.UTF_16, dotenv(GOOD), client=client))
    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("dotenv-encoding", Certainty.PROVEN)
    assert diagnosis.title.endswith("cannot be read by what loads it: the file is UTF-16")
    assert [remedy.edit for remedy in diagnosis.remedies] == [RewriteAsUtf8(ENV, "~/project/.env")]
    assert not shows(diagnosis, GOOD)


def test_a_mark_counts_for_a_loader_that_keeps_it_and_on_its_own_line() -> None:
    diagnosis = CAUSE.find(written(Encoding.MARK, dotenv(GOOD), keeps_mark=True))
    assert diagnosis is not None
    assert diagnosis.title.endswith("the file begins with a byte order mark")
    assert CAUSE.find(written(Encoding.MARK, dotenv(GOOD))) is None
    assert CAUSE.find(written(Encoding.MARK, dotenv(GOOD, line=2), keeps_mark=True)) is None


def test_a_byte_that_is_no_utf_8_stops_python_alone() -> None:
    diagnosis = CAUSE.find(written(Encoding.OTHER, dotenv(GOOD), line=4))
    assert diagnosis is not None
    assert diagnosis.title.endswith("the file is not UTF-8 in line 4")
    assert CAUSE.find(written(Encoding.OTHER, dotenv(GOOD), client=ClientId.TYPESCRIPT_SDK)) is None


def test_a_file_that_stops_the_program_is_named_whatever_the_key() -> None:
    diagnosis = CAUSE.find(written(Encoding.UTF_16, process(GOOD)))
    assert diagnosis is not None
    assert diagnosis.title.startswith("loading `~/project/.env` stops the program")
    assert CAUSE.find(written(Encoding.UTF_16, process(GOOD), client=ClientId.TYPESCRIPT_SDK)) is None


def test_is_likely_and_asks_for_another_key_where_this_one_is_refused() -> None:
    diagnosis = CAUSE.find(written(Encoding.UTF_16, dotenv(OLD)))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY
    assert [remedy.id for remedy in diagnosis.remedies] == ["rewrite-as-utf-8", "create-key"]


def test_near_miss_a_loader_that_is_told_the_encoding() -> None:
    assert CAUSE.find(written(Encoding.UTF_16, process(GOOD), told="utf-16")) is None


def test_near_miss_a_plain_file() -> None:
    assert CAUSE.find(evidence(snapshot(dotenv(GOOD)), accepted=(GOOD,))) is None


def test_belongs_to_another_when_the_file_is_not_loaded() -> None:
    assert CAUSE.find(written(Encoding.OTHER, process(GOOD), loader=LoaderKind.JS_DOTENV)) is None
