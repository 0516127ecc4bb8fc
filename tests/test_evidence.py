"""Every box that a finding shows covers the text it cites, on the samples and on the shared reports where they are."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from lkj_audit.engine import audit
from lkj_audit.model import Value

ROOT = Path(__file__).resolve().parent.parent
SHARED = sorted((ROOT.parent / "shared" / "reports").glob("*-word.pdf"))
SAMPLES = sorted((ROOT / "samples").glob("*.pdf"))
PAD = 2.0  # points: letters may stick out of the height of their line


def squash(text: str) -> str:
    """Letters and digits alone: ligatures, hyphens at line ends and spaces come out differently from a box."""
    return re.sub(r"\W+", "", text.casefold())


def shown(pdf: pdfium.PdfDocument, value: Value) -> str:
    """The text in the boxes of ``value``."""
    out = []
    for place in value.places:
        page = pdf[place.page - 1]
        x0, top, x1, bottom = place.bbox
        height = page.get_height()
        left, floor, _, _ = page.get_bbox()
        textpage = page.get_textpage()
        out.append(textpage.get_text_bounded(left + x0 - PAD, floor + height - bottom - PAD, left + x1 + PAD,
                                             floor + height - top + PAD))
    return squash("".join(out))


@pytest.mark.parametrize("path", [*SAMPLES, *SHARED], ids=lambda p: p.stem)
def test_boxes_cover_what_is_cited(path: Path) -> None:
    pdf = pdfium.PdfDocument(path)
    missing = []
    checked = 0
    for finding in audit(path).findings:
        for evidence in finding.evidence:
            value = evidence.value
            inside = shown(pdf, value)
            words = [w for w in map(squash, value.text.split()) if w]
            checked += 1
            if value.places and sum(w in inside for w in words) < 0.9 * len(words):
                missing.append((finding.rule, evidence.role, value.text[:60], value.places[0], inside[:60]))
    assert not missing
    assert checked or path.stem.startswith(("kpu-bersih", "kpu-bitung"))
