"""Which configuration files hold keys of tools that start programs, or that call the API themselves."""

from enum import StrEnum

from tui.domain.record import Record


class Form(StrEnum):
    """How a configuration file is written."""

    JSON = "JSON"
    LINES = "lines"
    ENV = "variables"


class Base(StrEnum):
    """The folder that a file's path counts from."""

    PROJECT = "project"
    HOME = "home"
    CONFIG = "configuration"
    DATA = "data"


class ToolFile(Record):
    """A file that a tool reads; one outside the project counts where `sign` stands in the project.

    Without a sign only those of its servers count that belong to the project.
    """

    tool: str
    base: Base
    path: str
    form: Form = Form.JSON
    sign: str = ""


# Sources: the documentation or the source code of each tool, and public threads about keys in these files.
TOOL_FILES = (
    ToolFile("Claude Code", Base.PROJECT, ".mcp.json"),
    ToolFile("VS Code", Base.PROJECT, ".vscode/mcp.json"),
    ToolFile("VS Code", Base.PROJECT, ".vscode/settings.json"),
    ToolFile("VS Code", Base.PROJECT, ".vscode/launch.json"),
    ToolFile("VS Code", Base.PROJECT, ".vscode/tasks.json"),
    ToolFile("Cursor", Base.PROJECT, ".cursor/mcp.json"),
    ToolFile("Roo", Base.PROJECT, ".roo/mcp.json"),
    ToolFile("Zed", Base.PROJECT, ".zed/settings.json"),
    ToolFile("opencode", Base.PROJECT, "opencode.json"),
    ToolFile("opencode", Base.PROJECT, "opencode.jsonc"),
    ToolFile("Continue", Base.PROJECT, ".continue/config.yaml", Form.LINES),
    ToolFile("Continue", Base.PROJECT, ".continue/config.json"),
    ToolFile("Continue", Base.PROJECT, ".continue/.env", Form.ENV),
    ToolFile("aider", Base.PROJECT, ".aider.conf.yml", Form.LINES),
    ToolFile("Codex", Base.PROJECT, ".codex/config.toml", Form.LINES),
    ToolFile("the JetBrains editor", Base.PROJECT, ".idea/workspace.xml", Form.LINES),
    ToolFile("Claude Code", Base.HOME, ".claude.json"),
    ToolFile("Cursor", Base.HOME, ".cursor/mcp.json"),
    ToolFile("Windsurf", Base.HOME, ".codeium/windsurf/mcp_config.json"),
    ToolFile("Claude Desktop", Base.CONFIG, "Claude/claude_desktop_config.json"),
    ToolFile("VS Code", Base.CONFIG, "Code/User/settings.json"),
    ToolFile("VS Code", Base.CONFIG, "Code/User/mcp.json"),
    ToolFile("Cursor", Base.CONFIG, "Cursor/User/settings.json"),
    ToolFile("Zed", Base.CONFIG, "zed/settings.json"),
    ToolFile("Continue", Base.HOME, ".continue/config.yaml", Form.LINES, ".continue"),
    ToolFile("Continue", Base.HOME, ".continue/config.json", Form.JSON, ".continue"),
    ToolFile("Continue", Base.HOME, ".continue/.env", Form.ENV, ".continue"),
    ToolFile("aider", Base.HOME, ".aider.conf.yml", Form.LINES, ".aider.chat.history.md"),
    ToolFile("opencode", Base.DATA, "opencode/auth.json", Form.JSON, "opencode.json"),
    ToolFile("llm", Base.CONFIG, "io.datasette.llm/keys.json", Form.JSON, "llm.toml"),
    ToolFile("Hermes", Base.HOME, ".hermes/.env", Form.ENV, ".hermes"),
)


def tool_of(path: str) -> str:
    """Return the tool that reads the file of this path."""
    normal = path.replace("\\", "/")
    known = (file for file in TOOL_FILES if normal.endswith(f"/{file.path}"))
    return next((file.tool for file in known), "another tool")
