"""A proxy, or an exception from it, is set in a way that this client passes by."""

from tui.domain.clients.address import shown_host
from tui.domain.clients.client import ClientId
from tui.domain.clients.proxies import is_socks, proxy_host
from tui.domain.found.finding import Finding
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, Reach, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.judging.ways_out import exceptions_passed_by, is_of_the_api, own_proxy, passed_by_proxy, rules_of
from tui.domain.origin import OriginKind
from tui.domain.probing.probe import ProxyUnusable, UntrustedIssuer
from tui.domain.remedies.proxy import proxy_lines, with_exceptions, without_proxy
from tui.domain.remedies.wording import client_name, endpoint_host, place_of, said, step
from tui.domain.shell.syntax import copy_command

_RULES = {
    ClientId.TYPESCRIPT_SDK: "Node's `fetch` reads no proxy variable of itself, as curl and Python do.",
    ClientId.PYTHON_SDK: "Python takes HTTP_PROXY for `http://` addresses only.",
    ClientId.CLAUDE_CODE: "Claude Code reads HTTPS_PROXY and HTTP_PROXY, and no ALL_PROXY.",
    ClientId.CURL: "curl reads `http_proxy` in lower case only, and takes it for `http://` addresses only.",
}


def _find(evidence: Evidence) -> Diagnosis | None:
    return _passed_by(evidence) or _exceptions_passed_by(evidence) or _socks(evidence)


def _passed_by(evidence: Evidence) -> Diagnosis | None:
    setting, outcome, through = passed_by_proxy(evidence), evidence.as_found, evidence.through_proxy
    if setting is None or outcome is None or through is None:
        return None
    is_enough = is_of_the_api(through)
    if not is_enough and not isinstance(through, UntrustedIssuer):
        return None
    client, host = client_name(evidence), endpoint_host(evidence)
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=Certainty.PROVEN if is_enough else Certainty.LIKELY,
        title=f"{client} does not follow {setting.variable}, and without the proxy {host} is not reached",
        explanation=(
            f"{setting.variable} in {place_of(setting)} names the proxy `{proxy_host(setting.text)}`. "
            f"{_RULES[evidence.resolution.client.id]} Straight on: {said(outcome)}. Through the proxy: {said(through)}."
        ),
        evidence=proxy_lines(evidence, setting),
        remedies=_followed(evidence, setting),
    )


def _followed(evidence: Evidence, setting: Finding) -> tuple[Remedy, ...]:
    if evidence.resolution.client.id is ClientId.TYPESCRIPT_SDK:
        return _followed_by_node(setting)
    name = _own_variable(evidence)
    title = f"give {name} the proxy of {setting.variable}"
    if setting.origin.kind is not OriginKind.PROCESS:
        return (step("copy-variable", f"{title} in {place_of(setting)}", file=setting.origin.shown),)
    command = copy_command(evidence.snapshot.project.shell, name, setting.variable)
    sets = ((name, setting.value.secret),)
    return (Remedy("copy-variable", f"{title} in this shell", Reach.SHELL, command=command, sets=sets),)


def _followed_by_node(setting: Finding) -> tuple[Remedy, ...]:
    is_read = setting.variable.lower() in {"https_proxy", "http_proxy"}
    also = "" if is_read else f", and HTTPS_PROXY to the proxy of {setting.variable}, which Node never reads"
    agent = f"`new Anthropic({{ fetchOptions: {{ dispatcher: new ProxyAgent(process.env.{setting.variable}) }} }})`"
    return (
        step("use-env-proxy", f"with Node 22.21, 24 or newer set NODE_USE_ENV_PROXY=1 for its `fetch`{also}"),
        step("pass-proxy-agent", f"with an older Node pass it in code, by the package `undici`: {agent}"),
    )


def _own_variable(evidence: Evidence) -> str:
    """Return the variable in which this client does look for its proxy."""
    scheme = "https" if evidence.resolution.endpoint.lower().startswith("https:") else "http"
    name = f"{scheme}_proxy"
    return name if evidence.resolution.client.id is ClientId.CURL else name.upper()


def _exceptions_passed_by(evidence: Evidence) -> Diagnosis | None:
    exceptions, proxy, outcome = exceptions_passed_by(evidence), own_proxy(evidence), evidence.as_found
    if exceptions is None or proxy is None or outcome is None or not is_of_the_api(evidence.direct):
        return None
    host = shown_host(evidence.resolution.endpoint)
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=Certainty.PROVEN,
        title=(
            f"{client_name(evidence)} does not understand {exceptions.variable} as it is written, and sends calls to "
            f"{endpoint_host(evidence)} through the proxy"
        ),
        explanation=(
            f"`{exceptions.text}` in {place_of(exceptions)} names the host in a way that other clients understand. "
            f"Through the proxy: {said(outcome)}. Past it: {said(evidence.direct) if evidence.direct else ''}."
        ),
        evidence=proxy_lines(evidence, proxy),
        remedies=with_exceptions(evidence, host.rpartition(":")[0] or host),
    )


def _socks(evidence: Evidence) -> Diagnosis | None:
    setting, outcome, client = own_proxy(evidence), evidence.as_found, evidence.resolution.client
    if setting is None or not isinstance(outcome, ProxyUnusable) or not is_socks(setting.text):
        return None
    proxying, _ = rules_of(client, evidence.snapshot)
    is_python = client.id is ClientId.PYTHON_SDK
    need = "without the package `socksio`" if is_python else "at all"
    install = step("install-socksio", "install it where the program runs: `python -m pip install socksio`")
    other = step("use-http-proxy", "name an HTTP proxy instead, where there is one")
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=Certainty.PROVEN if is_python and proxying.speaks_socks is False else Certainty.LIKELY,
        title=f"{client_name(evidence)} cannot use the SOCKS proxy of {setting.variable} {need}",
        explanation=(
            f"{setting.variable} in {place_of(setting)} names `{setting.text}`. curl speaks SOCKS by itself; "
            f"{client_name(evidence)} does not. No call was made."
        ),
        evidence=proxy_lines(evidence, setting),
        remedies=(*((install,) if is_python else ()), other, *without_proxy(evidence)),
    )


CAUSE = Cause(
    id="proxy-ignored-by-client",
    title="This client does not follow the proxy as it is set",
    what=(
        "Clients differ in which proxy variables they read: Node's fetch reads none, Claude Code no ALL_PROXY, curl no "
        "HTTP_PROXY in capitals, Python HTTP_PROXY for plain http only; and in how NO_PROXY may be written. Here the "
        "way that this client takes fails, and the way that another would take works. Or the proxy speaks SOCKS, which "
        "curl does by itself and Python with the package `socksio` only."
    ),
    repair=(
        "Name the proxy, or the exception from it, in the way that your client reads; for SOCKS install `socksio`, or "
        "name an HTTP proxy."
    ),
    find=_find,
)
