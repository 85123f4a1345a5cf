"""Evidence for code as it stands in a file, answered by the stand-in's own rules: nothing is decided by a test."""

from tests.builders import api_key, dotenv, process, snapshot
from tests.causes.answers import Reply, answered
from tui.adapters.network.wire_request import request_headers
from tui.domain.clients.client import ClientId
from tui.domain.code.calls import find_calls
from tui.domain.code.client_headers import find_betas, find_client_calls
from tui.domain.code.text import SourceText, language_of, source_text
from tui.domain.found.finding import Finding
from tui.domain.judging.evidence import Evidence
from tui.domain.origin import Origin, OriginKind
from tui.domain.probing import answer
from tui.domain.probing.probe import ProbeOutcome, ProbeRequest
from tui.domain.record import replace
from tui.domain.resolving.snapshot import Reading, Snapshot
from tui.practice.answer import Case
from tui.practice.judgement import judge
from tui.practice.rules import Rules, SeenRequest

GOOD = api_key("g")
URL = "https://api.anthropic.com/v1/messages"


def by_rules(rules: Rules) -> Reply:
    """Return a reply in which the stand-in judges what the prober would send."""

    def reply(request: ProbeRequest) -> ProbeOutcome:
        headers = tuple((name.decode(), value.decode("latin-1")) for name, value in request_headers(request))
        said = judge(Case(rules, SeenRequest(request.method, request.path, headers), "req_01"))
        named = {name.lower(): value for name, value in said.headers} | {"content-type": said.content_type}
        named |= {"request-id": "req_01"} if said.is_api else {}
        return answer.judge(request, said.status, named, said.body, complete=True, milliseconds=1.0)

    return reply


def project(*findings: Finding, **files: str) -> Snapshot:
    """Return a snapshot of a project with these files of code; `_` in their names stands for the dot."""
    sources: list[SourceText] = []
    for name, text in files.items():
        path = name.replace("_", ".")
        language = language_of(path)
        assert language is not None
        origin = Origin(OriginKind.SOURCE, f"~/project/{path}", f"/home/ada/project/{path}")
        sources.append(source_text(origin, path, language, text.replace("URL", URL).encode()))
    reading = Reading(
        raw_calls=tuple(call for source in sources for call in find_calls(source)),
        client_calls=tuple(call for source in sources for call in find_client_calls(source)),
        betas=tuple(beta for source in sources for beta in find_betas(source)),
    )
    shot = snapshot(*findings)
    return replace(shot, readings=(*shot.readings, reading))


def asked(
    shot: Snapshot, rules: Rules | None = None, *, client: ClientId = ClientId.CURL, version: str = "2.12.0"
) -> Evidence:
    """Return evidence for this project, in which the API knows the good key."""
    return answered(shot, by_rules(rules or Rules(keys=(GOOD,))), client=client, version=version)


KEY_IN_ENV = dotenv(GOOD)
KEY_IN_PROCESS = process(GOOD)
