"""Calls over the D-Bus session bus that end by a deadline, whatever the other side does."""

# jeepney has no type information; what leaves this file is typed.
# pyright: reportMissingTypeStubs=false, reportUnknownVariableType=false
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false

import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from jeepney.io.blocking import DBusConnection


class BusCallError(Exception):
    """A call was answered with an error; `name` is its D-Bus name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class SessionBus:
    """An open connection; every call raises `TimeoutError` once the deadline of the whole connection has passed."""

    def __init__(self, address: str, deadline: float) -> None:
        self._connection = _connect(address, time.monotonic() + deadline)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def call(
        self, bus_name: str, path: str, interface: str, member: str, signature: str | None = None, *body: object
    ) -> tuple[object, ...]:
        """Return the reply's values, or raise `BusCallError`."""
        from jeepney import DBusAddress, HeaderFields, MessageType, new_method_call  # noqa: PLC0415 - Linux only

        address = DBusAddress(path, bus_name=bus_name, interface=interface)
        reply = self._connection.send_and_get_reply(new_method_call(address, member, signature, body))
        if reply.header.message_type is MessageType.error:
            raise BusCallError(str(reply.header.fields.get(HeaderFields.error_name, "")))
        return tuple(reply.body)


def _connect(address: str, give_up_at: float) -> "DBusConnection":
    from jeepney.bus import get_bus  # noqa: PLC0415 - Linux only
    from jeepney.io.blocking import DBusConnection, prep_socket  # noqa: PLC0415 - as above
    from jeepney.low_level import Message  # noqa: PLC0415 - as above

    class BoundedConnection(DBusConnection):
        """Bounds also the greeting in the constructor, for which the library knows no time limit."""

        def receive(self, *, timeout: float | None = None) -> Message:
            remaining = give_up_at - time.monotonic()
            if remaining <= 0:
                raise TimeoutError
            return super().receive(timeout=remaining if timeout is None else min(timeout, remaining))

    connected = prep_socket(get_bus(address), timeout=max(0.01, give_up_at - time.monotonic()))
    try:
        return BoundedConnection(connected)
    except BaseException:
        connected.close()
        raise
