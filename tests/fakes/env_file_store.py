"""Files in memory, which pass the same suite as the real store."""

from dataclasses import dataclass, field

from tui.domain.dotenv.diff import masked_diff
from tui.domain.dotenv.guard import stand_in_written
from tui.flow.ports import FileState, Receipt, Refusal


@dataclass(slots=True)
class FakeEnvFileStore:
    """Set `refusal` to make every read and write fail with it; `files` is what stands where."""

    files: dict[str, bytes] = field(default_factory=dict[str, bytes])
    refusal: Refusal | None = None
    _changes: list[tuple[Receipt, bytes, bytes]] = field(default_factory=list[tuple[Receipt, bytes, bytes]])
    _count: int = 0

    def read(self, path: str) -> FileState | Refusal:
        return self.refusal or FileState(path, self.files.get(path, b""), exists=path in self.files)

    def write(self, before: FileState, after: bytes, shown: str, *, continues: str = "") -> Receipt | Refusal:
        if self.refusal is not None:
            return self.refusal
        exists = before.path in self.files
        if exists != before.exists or self.files.get(before.path, b"") != before.data:
            return Refusal(f"`{shown}` was changed by another program meanwhile")
        if exists and before.data == after:
            return Refusal(f"`{shown}` has that text already")
        if stand_in_written(before.data, after):
            return Refusal(f"`{shown}` is not given a mask, a placeholder or nothing in the place of a key")
        self._count += 1
        moment = f"2030-01-01T00:{self._count // 60:02d}:{self._count % 60:02d}+00:00"
        identifier = f"change-{self._count}"
        receipt = Receipt(identifier, before.path, shown, moment, not exists, continues or identifier)
        self.files[before.path] = after
        self._changes.append((receipt, before.data, after))
        return receipt

    def undo(self, receipt_id: str) -> Receipt | Refusal:
        change = next((change for change in self._changes if change[0].id == receipt_id), None)
        if change is None:
            return Refusal("there is no change to undo")
        receipt, before, after = change
        now = self.files.get(receipt.path)
        if now == (None if receipt.created else before):
            self._changes.remove(change)
            return Refusal(f"`{receipt.shown}` is as it was before that change already")
        if now != after:
            diff = masked_diff(now or b"", before, receipt.shown)
            return Refusal(f"`{receipt.shown}` was edited since that change, so it is not put back", diff=diff)
        self._changes.remove(change)
        if receipt.created:
            del self.files[receipt.path]
        else:
            self.files[receipt.path] = before
        return receipt

    def history(self) -> tuple[Receipt, ...]:
        return tuple(receipt for receipt, _before, _after in reversed(self._changes))
