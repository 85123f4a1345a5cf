"""A key has a name by which a build tool puts it into the code for browsers."""

from tui.domain.found.key_files import holds_key
from tui.domain.found.names import is_anthropic_key
from tui.domain.judging.evidence import Evidence
from tui.domain.reporting.warning import WarningLine, WarningRule

_ID = "key-in-frontend-variable"
# What Next, Vite, Create React App, SvelteKit and Astro, Expo, Nuxt, Gatsby and Vue CLI hand to the browser.
PREFIXES = (
    "NEXT_PUBLIC_",
    "VITE_",
    "REACT_APP_",
    "PUBLIC_",
    "EXPO_PUBLIC_",
    "NUXT_PUBLIC_",
    "GATSBY_",
    "VUE_APP_",
)


def _find(evidence: Evidence) -> tuple[WarningLine, ...]:
    return tuple(
        WarningLine(_ID, f"what is named {finding.variable} is put into the code that browsers load", finding.origin)
        for finding in evidence.snapshot.findings
        if finding.is_active
        and finding.variable.startswith(PREFIXES)
        and is_anthropic_key(finding.value)
        and holds_key(finding)
    )


WARNING = WarningRule(
    id=_ID,
    title="A key is named so that it reaches the browser",
    what=(
        "Build tools copy every variable with such a prefix (NEXT_PUBLIC_, VITE_, REACT_APP_, PUBLIC_ and their like) "
        "into the scripts of the page, where every visitor can read it."
    ),
    repair="Give the key a name without the prefix, call the API from a server, and replace the key in the Console.",
    find=_find,
)
