"""What a person agrees to before anything is sent or run."""

from textual.content import Content

from tui.domain.clients.address import shown_host
from tui.domain.clients.claude_code import Helper
from tui.flow.probe import ProbePlan
from tui.widgets.look import Look
from tui.widgets.sheet import Build, pairs, spaced, text, wrapped


def consent(plan: ProbePlan, helper: Helper | None, look: Look, *, is_paid: bool) -> Build:
    """Return the question, with what would be sent to whom, and what it costs."""

    def build(width: int) -> Content:
        question = "May these requests be sent?" if plan.requests else "May the helper be run?"
        rows = [*(_requests(plan, look, is_paid=is_paid) if plan.requests else ())]
        quiet = "Nothing else of yours leaves this machine, and nothing is written."
        if helper is not None:
            rows.extend(_helper(helper, shown_host(plan.evidence.resolution.endpoint), look))
            quiet = "Nothing of yours is written. The helper is run only if you choose so."
        return spaced(
            wrapped(text((question, "bold")), width), pairs(rows, width), wrapped(text((quiet, "$quiet")), width)
        )

    return build


def _requests(plan: ProbePlan, look: Look, *, is_paid: bool) -> list[tuple[str, Content]]:
    count = len(plan.requests)
    sends = f"{count} free {'request' if count == 1 else 'requests'}: GET /v1/models"
    return [
        ("to", text(look.hide(", ".join(plan.hosts)))),
        ("sends", text(f"{sends}, one for each distinct key and form")),
        ("keys", text(", ".join(plan.hints))),
        ("costs", text(_costs(is_paid=is_paid))),
    ]


def _helper(helper: Helper, host: str, look: Look) -> list[tuple[str, Content]]:
    """Return what would be run, and what becomes of what it prints."""
    whose = "this project's own settings name it: " if helper.is_projects else ""
    program = f"`{helper.shown}` in " if helper.shown else ""
    return [
        ("helper", text(look.hide(f"{whose}{program}{helper.origin.label}"))),
        ("", text(look.hide(f"run once, 5 seconds at most; what it prints is sent to {host}, and never shown"))),
    ]


def _costs(*, is_paid: bool) -> str:
    if is_paid:
        return "one paid call of one token if a key is accepted, as --hello asked; the rest is free"
    return "nothing; no tokens are used"
