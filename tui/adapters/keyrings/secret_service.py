"""Looks up names in the freedesktop Secret Service (GNOME Keyring, KWallet, KeePassXC), never a value.

Nothing here can raise a prompt or block: only properties and searches are asked for, over a
connection with a deadline. `SearchItems({})`, which seems the obvious call, is avoided: one
service answers it with nothing and blocks when its database is closed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from tui.adapters.keyrings.session_bus import BusCallError, SessionBus
from tui.domain.found.keyring import KeyringEntry, KeyringListing, KeyringState
from tui.domain.found.keyring_names import KNOWN_NAMES, SCHEMES, KnownName, NameScheme, is_candidate, names_of

BACKEND = "Secret Service"
_BUS_NAME = "org.freedesktop.secrets"
_SERVICE = "/org/freedesktop/secrets"
_INTERFACE = "org.freedesktop.Secret."
_NO_SUCH_SERVICE = (
    "org.freedesktop.DBus.Error.ServiceUnknown",
    "org.freedesktop.DBus.Error.NameHasNoOwner",
    "org.freedesktop.DBus.Error.Spawn.",
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry is, or where a new one goes; `state` other than OK says why it cannot be used now.

    `items` are the unlocked ones of that name. `ambiguous` says that the name fits further entries,
    which a search by name cannot tell from this one. `creates` says that there is no default
    collection yet, so that one has to be made.
    """

    state: KeyringState
    collection: str = ""
    scheme: NameScheme = SCHEMES[0]
    items: tuple[str, ...] = ()
    ambiguous: bool = False
    creates: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    scheme: NameScheme
    unlocked: tuple[str, ...]
    locked: tuple[str, ...]


def list_entries(address: str, deadline: float) -> KeyringListing:
    """Return the candidate entries of every collection, as far as they can be seen by the deadline."""
    entries: dict[tuple[str, str], KeyringEntry] = {}
    state = _guarded(address, deadline, lambda bus: _collect(bus, entries))
    ordered = tuple(entries[name] for name in sorted(entries))
    return KeyringListing(state, ordered, BACKEND)


def locate(address: str, entry: KeyringEntry, deadline: float) -> Place:
    """Return where the entry is; what a locked keyring does not tell counts as locked."""
    return _place(address, deadline, lambda bus: _locate(bus, entry))


def look_up(address: str, entry: KeyringEntry, deadline: float) -> KeyringState:
    """Return whether an entry of this name is there and open; without a user it is that of any user."""
    return _guarded(address, deadline, lambda bus: _look_up(bus, entry))


def place_for_new(address: str, entry: KeyringEntry, deadline: float) -> Place:
    """Return where the entry is to be replaced or created."""
    return _place(address, deadline, lambda bus: _place_for_new(bus, entry))


# ----------------------------------------------------------------------------------------- listing


def _collect(bus: SessionBus, entries: dict[tuple[str, str], KeyringEntry]) -> KeyringState:
    """Fill `entries` as they come, so that a deadline leaves what was seen."""
    state = KeyringState.OK
    seen: set[str] = set()
    for collection in _collections(bus):
        properties = _properties(bus, collection, "Collection")
        if properties.get("Locked"):
            state = KeyringState.LOCKED
        for item in _paths(properties.get("Items")):
            entry = _entry(_properties(bus, item, "Item"))
            if entry is not None:
                seen.add(item)
                entries.setdefault((entry.service, entry.user), entry)
    if state is KeyringState.LOCKED:
        _collect_hashed(bus, seen, entries)
    return state


def _collect_hashed(bus: SessionBus, seen: set[str], entries: dict[tuple[str, str], KeyringEntry]) -> None:
    """Ask for the known names: a keyring not unlocked since its start has only hashes, which a search compares."""
    for name in sorted(KNOWN_NAMES, key=lambda known: not known.user):
        scheme = next(scheme for scheme in SCHEMES if scheme.name == ("url" if ":" in name.service else "default"))
        unseen = set(_search(bus, scheme, name).locked) - seen
        if unseen:
            seen |= unseen
            entries.setdefault((name.service, name.user), KeyringEntry(name.service, name.user))


def _entry(properties: dict[str, object]) -> KeyringEntry | None:
    attributes = cast("dict[str, str]", properties.get("Attributes") or {})
    label = str(properties.get("Label") or "")
    names = names_of(attributes)
    if names is None or not is_candidate(*names, (label, *attributes.values())):
        return None
    return KeyringEntry(*names, label)


# ---------------------------------------------------------------------------------------- locating


def _locate(bus: SessionBus, entry: KeyringEntry) -> Place:
    default = _default_collection(bus)
    for scheme in SCHEMES:
        found = _search(bus, scheme, KnownName(entry.service, entry.user))
        mine = _without_user(bus, found) if not entry.user else found
        ambiguous = mine != found
        if mine.unlocked:
            collections = sorted({_parent(path) for path in mine.unlocked}, key=lambda path: path != default)
            return Place(KeyringState.OK, collections[0], scheme, mine.unlocked, ambiguous)
        if mine.locked:
            return Place(KeyringState.LOCKED, _parent(mine.locked[0]), scheme, ambiguous=ambiguous)
    if default and _properties(bus, default, "Collection").get("Locked"):
        return Place(KeyringState.LOCKED, default)
    return Place(KeyringState.NOT_FOUND)


def _look_up(bus: SessionBus, entry: KeyringEntry) -> KeyringState:
    found = [_search(bus, scheme, KnownName(entry.service, entry.user)) for scheme in SCHEMES]
    if any(item.unlocked for item in found):
        return KeyringState.OK
    default = _default_collection(bus)
    is_locked = bool(default) and bool(_properties(bus, default, "Collection").get("Locked"))
    return KeyringState.LOCKED if is_locked or any(item.locked for item in found) else KeyringState.NOT_FOUND


def _place_for_new(bus: SessionBus, entry: KeyringEntry) -> Place:
    place = _locate(bus, entry)
    if place.state is not KeyringState.NOT_FOUND:
        return place
    default = _default_collection(bus)
    return Place(KeyringState.OK, default, creates=not default)


def _without_user(bus: SessionBus, found: _Found) -> _Found:
    """Keep the items that name no user; the search, given no user, returns those of every user."""

    def nameless(path: str) -> bool:
        attributes = cast("dict[str, str]", _properties(bus, path, "Item").get("Attributes") or {})
        names = names_of(attributes)
        return names is not None and not names[1]

    return _Found(found.scheme, tuple(filter(nameless, found.unlocked)), tuple(filter(nameless, found.locked)))


# ------------------------------------------------------------------------------------------- calls


def _place(address: str, deadline: float, step: Callable[[SessionBus], Place]) -> Place:
    places: list[Place] = []

    def remember(bus: SessionBus) -> KeyringState:
        places.append(step(bus))
        return KeyringState.OK

    state = _guarded(address, deadline, remember)
    return places[0] if places else Place(state)


def _guarded(address: str, deadline: float, step: Callable[[SessionBus], KeyringState]) -> KeyringState:
    try:
        bus = SessionBus(address, deadline)
    except TimeoutError:
        return KeyringState.NO_ANSWER
    except Exception:  # noqa: BLE001 - no jeepney, no socket, no address: each way there is no bus
        return KeyringState.ABSENT
    with bus:
        try:
            return step(bus)
        except TimeoutError:
            return KeyringState.NO_ANSWER
        except BusCallError as error:
            return KeyringState.ABSENT if error.name.startswith(_NO_SUCH_SERVICE) else KeyringState.FAILED
        except Exception:  # noqa: BLE001 - a connection that breaks or a reply of another form, in any way
            return KeyringState.FAILED


def _collections(bus: SessionBus) -> tuple[str, ...]:
    return _paths(_properties(bus, _SERVICE, "Service").get("Collections"))


def _default_collection(bus: SessionBus) -> str:
    (path,) = bus.call(_BUS_NAME, _SERVICE, f"{_INTERFACE}Service", "ReadAlias", "s", "default")
    return "" if path == "/" else str(path)


def _search(bus: SessionBus, scheme: NameScheme, name: KnownName) -> _Found:
    attributes = {scheme.service: name.service}
    if name.user:
        attributes[scheme.user] = name.user
    unlocked, locked = bus.call(_BUS_NAME, _SERVICE, f"{_INTERFACE}Service", "SearchItems", "a{ss}", attributes)
    return _Found(scheme, _paths(unlocked), _paths(locked))


def _properties(bus: SessionBus, path: str, kind: str) -> dict[str, object]:
    (reply,) = bus.call(_BUS_NAME, path, "org.freedesktop.DBus.Properties", "GetAll", "s", f"{_INTERFACE}{kind}")
    variants = cast("dict[str, tuple[str, object]]", reply)
    return {name: value for name, (_signature, value) in variants.items()}


def _paths(value: object) -> tuple[str, ...]:
    return tuple(cast("list[str]", value or []))


def _parent(path: str) -> str:
    return path.rpartition("/")[0]
