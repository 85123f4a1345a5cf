"""Which service copies a folder to other machines, told from the names on its path."""

from collections.abc import Iterable

# As the services' own programs name their folders by default; an account or a company may follow.
_NAMES = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "googledrive": "Google Drive",
    "google drive": "Google Drive",
    "icloud drive": "iCloud Drive",
    "iclouddrive": "iCloud Drive",
    "mobile documents": "iCloud Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pcloud drive": "pCloud",
    "pclouddrive": "pCloud",
    "box sync": "Box",
    "box-box": "Box",
    "megasync": "MEGA",
    "proton drive": "Proton Drive",
    "syncthing": "Syncthing",
    "seafile": "Seafile",
    "yandex.disk": "Yandex Disk",
}
# What a service puts into the folder that it copies.
MARKERS = {".dropbox": "Dropbox", ".stfolder": "Syncthing", ".nextcloudsync.log": "Nextcloud"}
_ACCOUNT = (" (", " - ", "-")


def service_of(names: Iterable[str]) -> str:
    """Return the service that copies a folder with one of these names on its path, or an empty text."""
    for name in names:
        lower = name.lower()
        for known, service in _NAMES.items():
            if lower == known or lower.startswith(tuple(known + sign for sign in _ACCOUNT)):
                return service
    return ""
