import pytest

from tests.builders import GOOD, dotenv, process, shows, snapshot
from tests.causes.answers import Reply, accepts, answered, says, to_hello
from tui.causes.registry import diagnose
from tui.causes.request.workspace_header_missing import CAUSE
from tui.domain.clients.client import CUSTOM_HEADERS, ClientId
from tui.domain.clients.header import WORKSPACE_HEADER
from tui.domain.code.written_call import WorkspaceMention
from tui.domain.dotenv.edit import SetVariable
from tui.domain.found.finding import Finding, ProfileFolder, SdkProfile
from tui.domain.found.names import read_finding
from tui.domain.judging.diagnosis import Certainty, Diagnosis
from tui.domain.key.secret import Secret
from tui.domain.origin import Origin, OriginKind
from tui.domain.probing.probe import BadRequest, NotFound, ProbeOutcome, ProbeRequest
from tui.domain.record import replace
from tui.domain.resolving.snapshot import Reading, Snapshot

ID = "wrkspc_01JwQvzr7rXLA5AGx3HKfFUJ"
VARIABLE = "ANTHROPIC_WORKSPACE_ID"
NOW = "This API key is not scoped to a workspace, so this request must include the anthropic-workspace-id header."
BEFORE = "anthropic-workspace-id is required when authenticating with an identity-linked API key."
asks_for_it = says(BadRequest, 400, "invalid_request_error", NOW)


def knows(*ids: str, otherwise: Reply = asks_for_it) -> Reply:
    def reply(request: ProbeRequest) -> ProbeOutcome:
        named = [item.value.reveal() for item in request.along if item.name == WORKSPACE_HEADER]
        if not named:
            return otherwise(request)
        missing = says(NotFound, 404, "not_found_error", f"Workspace `{named[0]}` not found.")
        return accepts(request) if named[0] in ids else missing(request)

    return reply


def found(
    *findings: Finding, reply: Reply, client: ClientId = ClientId.PYTHON_SDK, version: str = "", loads: bool = True
) -> Diagnosis:
    (diagnosis,) = diagnose(answered(snapshot(*findings, loads=loads), reply, client=client, version=version))
    assert diagnosis.cause_id == "workspace-header-missing"
    assert not shows(diagnosis, GOOD)
    return diagnosis


@pytest.mark.parametrize("words", [NOW, BEFORE], ids=["current", "older"])
def test_fires_when_the_api_asks_for_the_header(words: str) -> None:
    diagnosis = found(dotenv(GOOD, line=3), reply=says(BadRequest, 400, "invalid_request_error", words))

    assert diagnosis.certainty is Certainty.PROVEN
    assert "`~/project/.env:3`" in diagnosis.title
    assert [remedy.kind for remedy in diagnosis.remedies] == ["manual", "manual", "manual"]
    assert f"{WORKSPACE_HEADER}: wrkspc_..." in diagnosis.remedies[1].title
    assert "never" in diagnosis.remedies[1].title


def test_fires_when_only_the_paid_call_asks_for_it() -> None:
    assert CAUSE.find(answered(snapshot(dotenv(GOOD)), to_hello(asks_for_it, GOOD), hello=True)) is not None


@pytest.mark.parametrize(
    ("client", "version"),
    [
        (ClientId.PYTHON_SDK, "0.98.0"),
        (ClientId.PYTHON_SDK, "2.12.0"),
        (ClientId.TYPESCRIPT_SDK, "0.92.0"),
    ],
)
def test_an_id_in_the_env_file_is_sent_along_from_there(client: ClientId, version: str) -> None:
    diagnosis = found(dotenv(GOOD), dotenv(ID, VARIABLE, line=2), reply=knows(ID), client=client, version=version)
    edit = diagnosis.remedies[0].edit
    assert isinstance(edit, SetVariable)
    assert (edit.variable, edit.secret) == (CUSTOM_HEADERS, Secret(f"{WORKSPACE_HEADER}:{ID}"))
    assert "With the id in ~/project/.env:2 it is accepted" in diagnosis.explanation


def test_an_id_in_the_environment_is_sent_along_by_a_command() -> None:
    diagnosis = found(process(GOOD), process(ID, VARIABLE), reply=knows(ID), client=ClientId.CLAUDE_CODE)
    remedy = diagnosis.remedies[0]
    assert remedy.command == f'export {CUSTOM_HEADERS}="{WORKSPACE_HEADER}: ${VARIABLE}"'
    assert remedy.sets == ((CUSTOM_HEADERS, Secret(f"{WORKSPACE_HEADER}:{ID}")),)


@pytest.mark.parametrize(
    ("client", "version", "words"),
    [
        (ClientId.PYTHON_SDK, "0.97.0", "by `default_headers`"),
        (ClientId.TYPESCRIPT_SDK, "0.91.0", "by `defaultHeaders`"),
        (ClientId.CURL, "", "send it in every call"),
    ],
)
def test_what_reads_no_custom_headers_gets_it_in_the_code(client: ClientId, version: str, words: str) -> None:
    diagnosis = found(process(GOOD), process(ID, VARIABLE), reply=knows(ID), client=client, version=version)
    assert diagnosis.remedies[0].kind == "manual"
    assert words in diagnosis.remedies[0].title


def test_an_id_in_a_profile_or_in_the_code_is_tried_too() -> None:
    place = Origin(OriginKind.SDK_PROFILE, "~/.config/anthropic/configs/default.json", "/c/default.json")
    folder = ProfileFolder(place, profiles=(SdkProfile("default", place, workspace=ID),))
    code = Origin(OriginKind.SOURCE, "~/project/main.py", "/home/ada/project/main.py", 9)
    for reading in (Reading(profile_folders=(folder,)), Reading(workspaces=(WorkspaceMention(ID, code),))):
        shot = snapshot(dotenv(GOOD))
        diagnosis = CAUSE.find(answered(replace(shot, readings=(*shot.readings, reading)), knows(ID)))
        assert diagnosis is not None
        assert isinstance(diagnosis.remedies[0].edit, SetVariable)


def test_an_id_that_does_not_help_is_said_so_and_not_written() -> None:
    diagnosis = found(dotenv(GOOD), dotenv(ID, VARIABLE, line=2), reply=knows())
    assert "refused too" in diagnosis.explanation
    assert {remedy.kind for remedy in diagnosis.remedies} == {"manual"}


@pytest.mark.parametrize(
    "words", ["anthropic-workspace-id header must be a valid workspace ID.", f"Workspace `{ID}` not found."]
)
def test_a_wrong_workspace_that_is_sent_is_said_to_be_wrong(words: str) -> None:
    kind, status = (NotFound, 404) if "not found" in words else (BadRequest, 400)
    origin = Origin(OriginKind.PROCESS, "the environment")
    setting = read_finding(CUSTOM_HEADERS, f"{WORKSPACE_HEADER}: {ID}", origin)
    tested = answered(_shot(setting), knows(otherwise=says(kind, status, "not_found_error", words)))
    diagnosis = CAUSE.find(tested)
    assert diagnosis is not None
    assert "may not be used in the workspace" in diagnosis.title


def test_near_miss_the_key_is_accepted() -> None:
    assert CAUSE.find(answered(snapshot(dotenv(GOOD), process(ID, VARIABLE)), accepts)) is None


def test_belongs_to_another_when_the_key_is_accepted_without_the_header() -> None:
    origin = Origin(OriginKind.PROCESS, "the environment")
    setting = read_finding(CUSTOM_HEADERS, f"{WORKSPACE_HEADER}: my-team", origin)
    found = diagnose(answered(_shot(setting), knows(otherwise=accepts)))
    assert [item.cause_id for item in found] == ["custom-headers-interfere"]


def _shot(setting: Finding) -> Snapshot:
    return snapshot(dotenv(GOOD), setting)
