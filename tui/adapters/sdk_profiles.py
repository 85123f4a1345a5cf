"""The profiles that the SDKs can sign in with; whether there is one is all that is looked at."""

from tui.adapters.places import Places
from tui.adapters.text_file import is_regular_file
from tui.domain.finding import Reading, UnreadSource
from tui.domain.origin import Origin, OriginKind
from tui.domain.unread import SDKS


class SdkProfiles:
    """Looks for a profile in the SDKs' own folder."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def read(self) -> Reading:
        """Return the folder as a source that was not read, where it holds a profile."""
        folder = self._places.folder("ANTHROPIC_CONFIG_DIR", ".config", "anthropic")
        try:
            has_profile = any(path.suffix == ".json" for path in (folder / "configs").iterdir())
        except OSError:
            has_profile = False
        if not has_profile and not is_regular_file(folder / "active_config"):
            return Reading()
        shown = self._places.shown(folder)
        origin = Origin(OriginKind.CLAUDE_LOGIN, shown, str(folder))
        what = f"an SDK profile in `{shown}` may supply the credential"
        return Reading(unread_sources=(UnreadSource(what, origin, SDKS),))
