"""What the connection of a call tells about the way it took; noted while the call is made, at no extra cost."""

from tui.domain.probing.certificate import Certificate
from tui.domain.record import Record


class Passage(Record):
    """The way of one call, as far as it came; times in milliseconds, 0 for what did not happen.

    `address` is what took the connection, the proxy's where there is one; `connecting` holds the
    look-up of the name as well, `tunnelling` is the wait for the proxy's answer. `certificate` is one
    that the client trusts. `answering` is from the request to the head of the answer, `their_clock`
    (Unix seconds) the answer's `Date`. `override` is the line of the hosts file that gave the address.
    """

    address: str = ""
    proxy: str = ""
    connecting: float = 0.0
    tunnelling: float = 0.0
    shaking_hands: float = 0.0
    protocol: str = ""
    certificate: Certificate = Certificate()
    answering: float = 0.0
    own_clock: float = 0.0
    their_clock: float = 0.0
    override: str = ""

    @property
    def is_fresh(self) -> bool:
        """Whether a connection was made for the call, and not one used that another call had made."""
        return self.address != ""
