"""The line of a start-up file that takes a key from the keyring, so that it stands in no file."""

from tui.domain.shell.syntax import quoted

_START_UP = {
    "bash": "~/.bashrc",
    "zsh": "~/.zshrc",
    "fish": "~/.config/fish/config.fish",
    "powershell": "$PROFILE",
}
_LOOK_UP = {
    "darwin": "security find-generic-password -s {service} -a {user} -w",
    "linux": "secret-tool lookup service {service} username {user}",
}
# The command line of the library by which the key is stored; it comes along with it.
_LIBRARY = "keyring get {service} {user}"
_SET = {
    "fish": "set -gx {name} ({command})",
    "powershell": "$env:{name} = {command}",
    "cmd": 'for /f "delims=" %a in (\'{command}\') do @set "{name}=%a"',
}


def start_up_file(shell: str) -> str:
    """Return the file that every new terminal of this shell reads; empty for cmd.exe, which has none."""
    return "" if shell == "cmd" else _START_UP.get(shell, "~/.profile")


def keyring_line(shell: str, platform: str, name: str, service: str, user: str) -> str:
    """Return the line that gives a variable the value of an entry of the keyring, exported."""
    look_up = _LOOK_UP.get(platform, _LIBRARY)
    command = look_up.format(service=quoted(shell, service), user=quoted(shell, user))
    return _SET.get(shell, 'export {name}="$({command})"').format(name=name, command=command)
