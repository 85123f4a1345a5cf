"""Commands to paste, in the syntax of the user's own shell; none of them holds a key."""

from tui.domain.key.shell_repair import ShellRepair
from tui.domain.regex import regex

_UNSET = {
    "fish": "set -e {name}",
    "powershell": "Remove-Item Env:{name}",
    "cmd": "set {name}=",
}
_COPY = {
    "fish": "set -gx {name} ${other}",
    "powershell": "$env:{name} = $env:{other}",
    "cmd": "set {name}=%{other}%",
}
_HEADER = {
    "fish": 'set -gx {name} "{header}: ${other}"',
    "powershell": '$env:{name} = "{header}: $env:{other}"',
    "cmd": "set {name}={header}: %{other}%",
}
_EXPORT = {
    "fish": "set -gx {name} ${name}",
    "powershell": "$env:{name} = ${name}",
    "cmd": "set {name}=%{name}%",
}
_REDUCE = {
    "fish": "set -gx {name} (string replace -ra '[^A-Za-z0-9_-]' '' -- ${name} | string join ''"
    " | string replace -r '^.*sk-ant-' 'sk-ant-')",
    "powershell": "$env:{name} = $env:{name} -replace '[^A-Za-z0-9_-]','' -replace '^.*sk-ant-','sk-ant-'",
    "cmd": "",
}
_CUT = {
    "fish": "set -gx {name} (string split \\n -- ${name} | string join ' '"
    " | string replace -r '^.*(sk-ant-[A-Za-z0-9_-]*).*$' '$1')",
    "powershell": "$env:{name} = $env:{name} -replace '(?s)^.*(sk-ant-[A-Za-z0-9_-]*).*$','$1'",
    "cmd": "",
}
_REDUCE_POSIX = (
    """export {name}="$(printf %s "${name}" | LC_ALL=C tr -cd 'A-Za-z0-9_-' | sed 's/^.*sk-ant-/sk-ant-/')\""""
)
_CUT_POSIX = (
    """export {name}="$(printf %s "${name}" | tr '\\n' ' ' |"""
    """ LC_ALL=C sed 's/^.*\\(sk-ant-[A-Za-z0-9_-]*\\).*$/\\1/')\""""
)
_LOAD = {
    "fish": "for line in (string match -r '^\\w+=.*' < .env); set -l pair (string split -m 1 = -- $line);"
    """ set -gx $pair[1] (string trim -c "\"'" -- $pair[2]); end""",
    "powershell": "Get-Content .env | ForEach-Object { if ($_ -match '^\\s*(\\w+)\\s*=\\s*(.*?)\\s*$')"
    """ { Set-Item "Env:$($Matches[1])" $Matches[2].Trim('"').Trim("'") } }""",
    "cmd": 'for /f "usebackq eol=# tokens=1,* delims==" %a in (".env") do @set "%a=%~b"',
}
_ASSIGN = {
    "fish": "set -gx {name} '{text}'",
    "powershell": "$env:{name} = '{text}'",
    "cmd": "set {name}={text}",
}
_SAFE_IN_ANY_SHELL = regex(r"[A-Za-z0-9:/._~,*\[\]-]+")
_SOURCE = {"fish": "source {path}", "powershell": ". {path}"}


_QUOTES = {"powershell": ("'", "''"), "fish": ("'", "\\'"), "cmd": ('"', "")}
_PLAIN = regex(r"[\w./][\w./-]*")


def move_file_command(shell: str, old: str, new: str) -> str:
    """Return the command that gives a file another name."""
    verb = {"powershell": "Move-Item", "cmd": "move"}.get(shell, "mv")
    return f"{verb} {quoted(shell, old)} {quoted(shell, new)}"


def copy_file_command(shell: str, old: str, new: str) -> str:
    """Return the command that copies a file."""
    verb = {"powershell": "Copy-Item", "cmd": "copy"}.get(shell, "cp")
    return f"{verb} {quoted(shell, old)} {quoted(shell, new)}"


def make_readable_command(shell: str, path: str, *, is_windows: bool) -> str:
    """Return the command that lets this user read and change a file of theirs."""
    if not is_windows:
        return f"chmod u+rw {quoted(shell, path)}"
    user = {"powershell": '"${env:USERNAME}:RW"', "cmd": "%USERNAME%:RW"}.get(shell, '"$USERNAME:RW"')
    return f"icacls {quoted(shell, path)} /grant {user}"


def quoted(shell: str, text: str) -> str:
    """Return the text as one word of the shell."""
    if _PLAIN.fullmatch(text):
        return text.replace("/", "\\") if shell == "cmd" else text
    mark, escaped = _QUOTES.get(shell, ("'", "'\\''"))
    return f"{mark}{text.replace(mark, escaped)}{mark}"


def unset_command(shell: str, name: str) -> str:
    """Return the command that removes a variable from the running shell."""
    return _UNSET.get(shell, "unset {name}").format(name=name)


def join_commands(shell: str, *commands: str) -> str:
    """Return the commands on one line; cmd.exe would take a space before its `&` into the value."""
    return ("&" if shell == "cmd" else "; ").join(commands)


def copy_command(shell: str, name: str, other: str) -> str:
    """Return the command that gives one variable the value of another, exported."""
    return _COPY.get(shell, 'export {name}="${other}"').format(name=name, other=other)


def header_command(shell: str, name: str, header: str, other: str) -> str:
    """Return the command that gives a variable a header's line with the value of another variable, exported."""
    return _HEADER.get(shell, 'export {name}="{header}: ${other}"').format(name=name, header=header, other=other)


def export_command(shell: str, name: str) -> str:
    """Return the command that exports a variable that the shell already has."""
    return _EXPORT.get(shell, "export {name}").format(name=name)


def clean_command(shell: str, name: str, way: ShellRepair) -> str:
    """Return the command that reduces a variable to the key in it; cmd.exe has none."""
    command = _REDUCE.get(shell, _REDUCE_POSIX) if way is ShellRepair.REDUCE else _CUT.get(shell, _CUT_POSIX)
    return command.format(name=name)


def assign_command(shell: str, name: str, text: str) -> str:
    """Return the command that gives a variable this text, exported; empty for a text that needs care in some shell."""
    if not _SAFE_IN_ANY_SHELL.fullmatch(text):
        return ""
    return _ASSIGN.get(shell, "export {name}='{text}'").format(name=name, text=text)


def user_command(shell: str) -> str:
    """Return the command that sets USER to the name of whoever types it; it is for macOS."""
    return "set -gx USER (id -un)" if shell == "fish" else 'export USER="$(id -un)"'


def source_env_command(shell: str) -> str:
    """Return the command that loads `.env` into the running shell."""
    return _LOAD.get(shell, "set -a; . ./.env; set +a")


def source_command(shell: str, path: str) -> str:
    """Return the command that reads a start-up file into the running shell; cmd.exe has none."""
    return "" if shell == "cmd" else _SOURCE.get(shell, ". {path}").format(path=path)
