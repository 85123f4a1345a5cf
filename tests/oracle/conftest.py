import os
from collections.abc import Generator
from pathlib import Path

import pytest

from tests.oracle.sdk import Sdk, real_sdk


@pytest.fixture(scope="session")
def sdk() -> Generator[Sdk]:
    """The real SDK, imported once."""
    if not hasattr(os, "fork"):
        pytest.skip("needs a platform that can fork")
    with real_sdk() as started:
        yield started


@pytest.fixture(scope="session")
def packages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where packages are kept from one run to the next."""
    plugins = request.config.pluginmanager
    return request.config.cache.mkdir("sdks") if plugins.hasplugin("cacheprovider") else tmp_path_factory.mktemp("sdks")
