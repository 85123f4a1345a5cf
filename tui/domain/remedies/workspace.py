"""What sends a workspace along."""

from tui.domain.clients.client import CUSTOM_HEADERS, ClientId
from tui.domain.clients.header import WORKSPACE_HEADER, custom_header_line
from tui.domain.dotenv.edit import SetVariable
from tui.domain.judging.diagnosis import Reach, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.judging.workspaces import NamedWorkspace
from tui.domain.origin import OriginKind
from tui.domain.remedies.wording import client_name, step
from tui.domain.resolving.loading import loads_env_file
from tui.domain.shell.syntax import header_command

_WORKSPACES_PAGE = "https://platform.claude.com/settings/workspaces"
_LINE = f"{WORKSPACE_HEADER}: wrkspc_..."


def send_workspace(evidence: Evidence, workspace: NamedWorkspace | None) -> tuple[Remedy, ...]:
    """Return what has this client send the workspace in every request; without one, where to find its id first."""
    resolution = evidence.resolution
    if workspace is None:
        look = step("find-workspace", f"copy the id of the workspace, `wrkspc_...`, from {_WORKSPACES_PAGE}")
        return (look, _by_hand(evidence, _LINE))
    if not resolution.client.generation.reads_custom_headers or resolution.setting is not None:
        return (_by_hand(evidence, f"{WORKSPACE_HEADER}: ... with the id in {workspace.origin.label}"),)
    whole = custom_header_line(WORKSPACE_HEADER, workspace.id)
    if loads_env_file(resolution.client, evidence.snapshot, CUSTOM_HEADERS):
        project = evidence.snapshot.project
        title = f"write {CUSTOM_HEADERS} with the id in {workspace.origin.label} into `{project.env_shown}`"
        edit = SetVariable(project.env_path, project.env_shown, CUSTOM_HEADERS, whole)
        return (Remedy("send-workspace", title, Reach.PROJECT, edit=edit, file=project.env_shown),)
    if workspace.variable and workspace.origin.kind is OriginKind.PROCESS:
        command = header_command(evidence.snapshot.project.shell, CUSTOM_HEADERS, WORKSPACE_HEADER, workspace.variable)
        title = f"send the id in {workspace.variable} along, from this shell"
        sets = ((CUSTOM_HEADERS, whole),)
        return (Remedy("send-workspace", title, Reach.SHELL, command=command, sets=sets),)
    return (_by_hand(evidence, f"{WORKSPACE_HEADER}: ... with the id in {workspace.origin.label}"),)


def _by_hand(evidence: Evidence, line: str) -> Remedy:
    client = evidence.resolution.client
    if client.id is ClientId.CURL:
        return step("send-workspace", f"send it in every call: the header `{line}`, never an empty one")
    if client.generation.reads_custom_headers:
        return step("send-workspace", f"set {CUSTOM_HEADERS}, where the key is set, to `{line}`, never to an empty one")
    how = "`default_headers`" if client.id is ClientId.PYTHON_SDK else "`defaultHeaders`"
    title = f"hand {client_name(evidence)} {client.version} the header in your code, by {how}: `{line}`"
    return step("send-workspace", f"{title}; it does not read {CUSTOM_HEADERS}", reach=Reach.PROJECT)
