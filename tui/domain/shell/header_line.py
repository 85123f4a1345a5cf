"""Commands that print a header with a key to a pipe: the key is in no argument, which everybody could read."""

from tui.domain.shell.syntax import quoted

_FROM_VARIABLE = {
    "powershell": '"{prefix}$env:{name}"',
    "cmd": "",
}
_FROM_CLEANED = {
    "powershell": "\"{prefix}$($env:{name} -replace '[^A-Za-z0-9_-]','')\"",
    "fish": "printf '{prefix}%s\\n' (string replace -ra '[^A-Za-z0-9_-]' '' -- ${name} | string join '')",
    "cmd": "",
}
_FROM_FILE = {
    "powershell": "\"{prefix}$((Get-Content {path})[{index}] -replace '^[^=]*=','' -replace '[^A-Za-z0-9_-]','')\"",
    "cmd": "",
}
_FROM_PROMPT = {
    "bash": "read -rsp 'key: ' KEY; printf '{prefix}%s\\n' \"$KEY\"",
    "zsh": "read -rs 'KEY?key: '; printf '{prefix}%s\\n' \"$KEY\"",
    "fish": "read -sP 'key: ' KEY; printf '{prefix}%s\\n' $KEY",
    "powershell": "$KEY = Read-Host 'key'; \"{prefix}$KEY\"",
    "cmd": "",
}
_CLEANED_POSIX = "printf '{prefix}%s\\n' \"$(printf %s \"${name}\" | LC_ALL=C tr -cd 'A-Za-z0-9_-')\""
_FILE_POSIX = (
    "sed -n '{line}s/^[^=]*=[[:space:]]*//p' {path} | tr -d \"\\r\\\"'\" | sed 's/[[:space:]].*//; s/^/{prefix}/'"
)
_PROMPT_POSIX = "stty -echo; read -r KEY; stty echo; printf '{prefix}%s\\n' \"$KEY\""


def from_variable(shell: str, prefix: str, name: str) -> str:
    """Return the command that prints the prefix and a variable's value; empty where the shell has none."""
    return _FROM_VARIABLE.get(shell, "printf '{prefix}%s\\n' \"${name}\"").format(prefix=prefix, name=name)


def from_cleaned_variable(shell: str, prefix: str, name: str) -> str:
    """Return the same without the characters that no key has."""
    return _FROM_CLEANED.get(shell, _CLEANED_POSIX).format(prefix=prefix, name=name)


def from_file(shell: str, prefix: str, path: str, line: int) -> str:
    """Return the command that prints the prefix and the value behind the `=` of a file's line, without quotes."""
    place = quoted(shell, path)
    if shell == "powershell":
        return _FROM_FILE[shell].format(prefix=prefix, path=place, index=line - 1)
    return _FROM_FILE.get(shell, _FILE_POSIX).format(prefix=prefix.replace("/", "\\/"), path=place, line=line)


def from_prompt(shell: str, prefix: str) -> str:
    """Return the command that asks for the key without showing it, and prints it behind the prefix."""
    return _FROM_PROMPT.get(shell, _PROMPT_POSIX).format(prefix=prefix)
