"""Why nothing can be read from a path where a file should be, and nothing written to it."""

from enum import StrEnum


class Obstacle(StrEnum):
    """What stands in the way, in a word."""

    NONE = "none"
    FOLDER = "folder"
    PIPE = "pipe"
    SOCKET = "socket"
    DEVICE = "device"
    FORBIDDEN = "forbidden"
    OTHER = "other"
