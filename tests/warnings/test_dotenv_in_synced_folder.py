import pytest

from tests.builders import GOOD, dotenv, evidence, snapshot
from tests.surroundings import ENV_FILE, amid
from tui.domain.found.machine import Exposure, Surroundings
from tui.domain.found.synced import service_of
from tui.domain.reporting.warning import WarningLine
from tui.warnings.dotenv_in_synced_folder import WARNING


def lines(*exposures: Exposure) -> tuple[WarningLine, ...]:
    return WARNING.find(evidence(amid(snapshot(dotenv(GOOD)), Surroundings(exposures=exposures))))


def test_fires_for_a_folder_that_a_service_copies() -> None:
    (line,) = lines(Exposure(ENV_FILE, synced_by="Dropbox"))
    assert (line.id, line.origin.label) == ("dotenv-in-synced-folder", "~/project/.env")
    assert line.text.startswith("Dropbox copies this file")


def test_near_miss_a_folder_that_stays_here() -> None:
    assert lines(Exposure(ENV_FILE)) == ()


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("Dropbox (Personal)/code/project", "Dropbox"),
        ("OneDrive - Example Ltd/project", "OneDrive"),
        ("Library/CloudStorage/GoogleDrive-ada@example.com/My Drive/project", "Google Drive"),
        ("Library/Mobile Documents/com~apple~CloudDocs/project", "iCloud Drive"),
        ("Nextcloud/project", "Nextcloud"),
        ("code/dropboxes/project", ""),
        ("code/mega-menu/box/project", ""),
    ],
)
def test_the_service_is_told_by_the_names_of_its_folders(path: str, service: str) -> None:
    assert service_of(path.split("/")) == service
