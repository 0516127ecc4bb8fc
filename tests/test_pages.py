"""Pictures of pages that no screen could hold."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from pypdfium2 import PdfDocument

from lkj_audit.pages import LONGEST, pictures


@pytest.mark.parametrize("height", [9_000.0, 1_000_000.0, 2_147_483_648.0])
def test_endless_pages_are_drawn_small_or_not_at_all(tmp_path: Path, height: float) -> None:
    pdf = PdfDocument.new()
    pdf.new_page(595, height)
    pdf.new_page(595, 842)
    pdf.save(tmp_path / "a.pdf")
    drawn = dict(pictures(tmp_path / "a.pdf", [1, 2]))
    assert 2 in drawn and all(max(Image.open(io.BytesIO(p.data)).size) <= LONGEST for p in drawn.values())
    assert drawn[2][1:] == (595.0, 842.0)
