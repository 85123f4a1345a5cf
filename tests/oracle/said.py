"""What the product says that the client sends, by its own wiring."""

from collections.abc import Iterable

import httpx

from tests.oracle.sdk import Sent
from tui import wiring
from tui.adapters.reading.places import real_places
from tui.domain.clients.header import Header
from tui.domain.judging.evidence import Evidence
from tui.domain.probing.probe import ProbeKind, Variant
from tui.domain.probing.sendable import address, header_along, header_value, why_unsendable
from tui.domain.questions.requests import requests_for
from tui.domain.record import replace
from tui.domain.resolving.resolution import resolve
from tui.flow.detect import choose_client, detect
from tui.flow.ports import Settings
from tui.practice.empty_keyring import EmptyKeyring
from tui.practice.set_up import Practice

_NOTHING = {b"", b"Bearer"}
_NAMES = {Header.BEARER: "authorization", Header.X_API_KEY: "x-api-key"}


def evidence(place: Practice) -> Evidence:
    """Return what is known of the set-up before anything is sent."""
    places = real_places(place.home, place.project, place.environment)
    settings = Settings(official_url=place.url)
    toolkit = wiring._toolkit(  # pyright: ignore[reportPrivateUsage] - the wiring is what is tested
        places, settings, place.state, EmptyKeyring()
    )
    snapshot = detect(toolkit)
    return Evidence(snapshot, resolve(choose_client(place.lab.client, snapshot), snapshot))


def said(place: Practice) -> Sent | None:
    """Return the request that the product calls the client's, as the lab's program sends it; None for none."""
    for request in requests_for(evidence(place)):
        if request.variant is Variant.AS_FOUND:
            if why_unsendable(request):
                return None
            path = httpx.URL(address(replace(request, kind=ProbeKind.HELLO))).raw_path.decode()
            return Sent(_NAMES[request.header], header_value(request), path)
    return None


def said_credentials(place: Practice) -> list[tuple[str, bytes]]:
    """Return every credential's header that the product says is sent, in alphabetical order, empty ones left out."""
    for request in requests_for(evidence(place)):
        if request.variant is Variant.AS_FOUND and not why_unsendable(request):
            lines = [(_NAMES[request.header], header_value(request))]
            for header in request.along:
                name, value = header_along(header, request.client)
                taken = [] if header.doubles else [item for item in lines if item[0] == name.decode().lower()]
                lines = [item for item in lines if item not in taken]
                lines.append((name.decode().lower(), value))
            return with_credentials(lines)
    return []


def with_credentials(lines: Iterable[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """Return the headers that hold a credential, without the blanks at their ends that HTTP drops.

    What is sent as nothing tells versions apart, and proves nothing.
    """
    named = ((name, value.strip(b" \t")) for name, value in lines if name in _NAMES.values())
    return sorted((name, value) for name, value in named if value not in _NOTHING)
