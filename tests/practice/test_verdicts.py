"""The real readers, the real prober and the real causes find in each lab what the lab is about."""

import pytest

from tui.adapters.network.http_prober import HttpProber
from tui.adapters.reading.claude_settings import ClaudeSettings
from tui.adapters.reading.env_files import EnvFiles
from tui.adapters.reading.places import real_places
from tui.adapters.reading.process_env import ProcessEnvironment
from tui.adapters.reading.project_code import ProjectCode
from tui.adapters.reading.project_folder import ProjectFolder
from tui.adapters.reading.shell_profiles import ShellProfiles
from tui.causes.registry import cause
from tui.domain.judging.diagnosis import Certainty
from tui.domain.judging.evidence import Evidence
from tui.domain.questions.requests import follow_up_requests, requests_for
from tui.domain.reporting.verdict import Verdict, VerdictKind
from tui.domain.resolving.resolution import resolve
from tui.domain.resolving.snapshot import Snapshot
from tui.flow.cancellation import StopSignal
from tui.flow.detect import choose_client
from tui.flow.probe import conclude
from tui.practice.lab import Lab, load_labs
from tui.practice.set_up import Practice, practice

LABS = load_labs()
REPAIRED = [lab for lab in LABS if lab.repair]
SECONDS = 10.0


def check(place: Practice) -> Verdict:
    places = real_places(place.home, place.project, place.environment)
    readers = (
        ProcessEnvironment(places),
        EnvFiles(places),
        ShellProfiles(places),
        ClaudeSettings(places),
        ProjectCode(places),
    )
    project = ProjectFolder(places).project()
    snapshot = Snapshot(project, place.url, tuple(reader.read() for reader in readers))
    evidence = Evidence(snapshot, resolve(choose_client(place.lab.client, snapshot), snapshot))
    prober, never = HttpProber(place.environment), StopSignal()
    first = list(prober.send(requests_for(evidence), never, deadline=SECONDS))
    follow_up = follow_up_requests(evidence, first, hello=place.lab.needs_hello)
    return conclude(evidence, [*first, *prober.send(follow_up, never, deadline=SECONDS)])


@pytest.mark.parametrize("lab", LABS, ids=[lab.id for lab in LABS])
def test_the_lab_shows_its_cause_and_nothing_else(lab: Lab) -> None:
    with practice(lab) as place:
        verdict = check(place)
    assert verdict.evidence.snapshot.problems == ()
    assert verdict.also == ()
    if lab.expected_cause == "nothing-wrong":
        assert (verdict.kind, verdict.primary) == (VerdictKind.OK, None)
        return
    assert verdict.primary is not None
    assert (verdict.primary.cause_id, verdict.primary.certainty) == (lab.expected_cause, Certainty.PROVEN)
    assert cause(lab.expected_cause) is not None


@pytest.mark.parametrize("lab", REPAIRED, ids=[lab.id for lab in REPAIRED])
def test_what_is_carried_out_is_what_is_offered_and_not_another_way(lab: Lab) -> None:
    with practice(lab) as place:
        primary = check(place).primary
    assert primary is not None
    assert lab.repair is not None
    steps = [remedy for remedy in primary.remedies if not remedy.is_other_way]
    assert {name for remedy in steps for name in remedy.unsets} == set(lab.repair.unset)
    assert all(remedy.unsets for remedy in steps if remedy.kind == "command")
    assert bool(lab.repair.files) <= (steps[0].kind == "manual")


def test_without_the_hello_an_empty_purse_looks_healthy() -> None:
    (poor,) = (lab for lab in LABS if lab.needs_hello)
    with practice(poor) as place:
        evidence = check(place).evidence
    free = [outcome for outcome in evidence.outcomes if outcome.request.kind.value != "hello"]
    assert conclude(evidence, free).kind is VerdictKind.OK
