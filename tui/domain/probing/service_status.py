"""What the public status page says of the API; of its other parts, and of the page as a whole, nothing is taken."""

from collections.abc import Mapping

from tui.domain.clients.official_api import HOST
from tui.domain.json_values import mapping, objects
from tui.domain.origin import printable
from tui.domain.record import Record

# The component `Claude API (api.anthropic.com)`: recorded payloads, August to September 2026.
_COMPONENT_ID = "k8w3r06qmzrp"
_OVER = frozenset({"resolved", "postmortem", "completed"})
_MOST_INCIDENTS = 2
_LONGEST = 100
_WORDS = {
    "operational": "in operation",
    "degraded_performance": "slower than usual",
    "partial_outage": "partly out of order",
    "major_outage": "out of order",
    "under_maintenance": "under maintenance",
}
_Object = Mapping[str, object]


class ServiceStatus(Record):
    """The API's component: on which page, in which state (Statuspage's own word), and what incidents are not over."""

    page: str
    state: str
    incidents: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What the page says, for people."""
        known = f": {'; '.join(self.incidents)}" if self.incidents else ", and knows of no incident"
        return f"says that the API is {_WORDS[self.state]}{known}"


def read_summary(page: str, summary: object) -> ServiceStatus | None:
    """Return what a page's `summary.json` says of the API; None where it says nothing of it."""
    data = mapping(summary)
    component = next((item for item in objects(data.get("components")) if _is_api(item)), None)
    state = component.get("status") if component else None
    if component is None or not isinstance(state, str) or state not in _WORDS:
        return None
    incidents = (item for item in objects(data.get("incidents")) if _is_about(item, component.get("id")))
    names = [printable(name)[:_LONGEST] for item in incidents if isinstance(name := item.get("name"), str)]
    return ServiceStatus(page, state, tuple(names[:_MOST_INCIDENTS]))


def _is_api(component: _Object) -> bool:
    return component.get("id") == _COMPONENT_ID or HOST in str(component.get("name", ""))


def _is_about(incident: _Object, component_id: object) -> bool:
    if incident.get("status") in _OVER:
        return False
    concerned = list(objects(incident.get("components")))
    return any(item.get("id") == component_id for item in concerned)
