import os
from collections.abc import Generator

import pytest

from tests.oracle.sdk import Sdk, real_sdk


@pytest.fixture(scope="session")
def sdk() -> Generator[Sdk]:
    """The real SDK, imported once."""
    if not hasattr(os, "fork"):
        pytest.skip("needs a platform that can fork")
    with real_sdk() as started:
        yield started
