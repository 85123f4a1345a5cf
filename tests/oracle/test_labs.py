"""In every lab the product says what the real SDK sends."""

import pytest

from tests.oracle.said import said
from tests.oracle.sdk import Sdk
from tui.practice.lab import Lab, load_labs
from tui.practice.set_up import practice

LABS = [lab for lab in load_labs() if lab.client == "python-sdk"]
SILENT = {"wrong-variable-name", "dotenv-not-loaded"}


@pytest.mark.parametrize("lab", LABS, ids=[lab.id for lab in LABS])
def test_the_lab_sends_what_the_product_says(lab: Lab, sdk: Sdk) -> None:
    with practice(lab) as place:
        expected = said(place)
        run = sdk.run(place)
    assert run.sent == expected
    assert (run.sent is None) is (lab.id in SILENT)
