"""All meanings, in the order in which they are tried: what is said in words before what a number says alone.

To teach fix401 another message, add a row, or a phrase to the row that means the same.
"""

from tui.domain.pasted.account import ACCOUNT
from tui.domain.pasted.foreign import FOREIGN
from tui.domain.pasted.general import GENERAL
from tui.domain.pasted.last import LAST
from tui.domain.pasted.meaning import Meaning
from tui.domain.pasted.network import NETWORK
from tui.domain.pasted.refused import REFUSED
from tui.domain.pasted.unsent import UNSENT

MEANINGS: tuple[Meaning, ...] = (*FOREIGN, *REFUSED, *ACCOUNT, *UNSENT, *GENERAL, *NETWORK, *LAST)
