"""Scanned pages: skewed, on their side, on their head; boxes lie on the page as shown; nothing asks the network."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from lkj_audit.extract import read
from lkj_audit.extract.scanned import ocr
from lkj_audit.model import Document

pytestmark = pytest.mark.skipif(not ocr.available(), reason="the extra ocr is not installed")

ROWS = [
    ["No", "Uraian", "Pagu", "Realisasi", "Persen"],
    ["1", "Belanja Pegawai", "2.505.200.000", "2.409.848.224", "96,19%"],
    ["2", "Belanja Barang", "105.129.782", "104.583.053", "99,48%"],
    ["3", "Belanja Modal", "190.500.000", "182.986.496", "96,06%"],
]


def printed() -> Image.Image:
    """The table on an A4 page, as an image at 200 dpi."""
    buffer = io.BytesIO()
    style = getSampleStyleSheet()["BodyText"]
    text = "Realisasi anggaran dinas pada tahun 2024 menurut jenis belanja tampak pada tabel berikut."
    table = Table(ROWS, colWidths=[30, 150, 100, 100, 60], style=[("GRID", (0, 0), (-1, -1), 0.7, "black")])
    SimpleDocTemplate(buffer, pagesize=A4).build([Paragraph(text, style), Spacer(1, 12), table])
    image: Image.Image = pdfium.PdfDocument(buffer.getvalue())[0].render(scale=200 / 72).to_pil().convert("RGB")
    return image


def scanned(image: Image.Image, folder: Path) -> Path:
    """``image`` as the only thing on a page of its shape."""
    path = folder / "pindai.pdf"
    size = image.width * 72 / 200, image.height * 72 / 200
    page = canvas.Canvas(str(path), pagesize=size)
    page.drawImage(ImageReader(image), 0, 0, *size)
    page.save()
    return path


def rows(document: Document) -> list[list[str]]:
    (table,) = document.tables
    return [list(table.header), *([c.text for c in row] for row in table.rows)]


@pytest.mark.parametrize(("turn", "label"), [(0.6, "skewed"), (90, "on its side"), (180, "on its head")])
def test_a_scan_is_read_however_it_lies(turn: float, label: str, tmp_path: Path) -> None:
    image = printed().rotate(turn, expand=turn >= 90, fillcolor="white", resample=Image.Resampling.BICUBIC)
    path = scanned(image, tmp_path)
    document = read(path)
    assert document.pages[0].kind == "scanned"
    assert rows(document) == ROWS
    cell = document.tables[0].rows[0][2]
    assert cell.source == "ocr" and 0.5 < cell.confidence < 1
    ink = pdfium.PdfDocument(path)[0].render(scale=200 / 72).to_pil().convert("L")
    x0, top, x1, bottom = (v * 200 / 72 for v in cell.places[0].bbox)
    inside = ink.crop((round(x0) + 4, round(top) + 4, round(x1) - 4, round(bottom) - 4))
    assert inside.getextrema()[0] < 100, "the box of the cell shows the figure on the page as it stands"


@pytest.mark.parametrize(("photograph", "read_by_ocr"), [(False, True), (True, False)])
def test_a_picture_of_a_table_on_a_digital_page(photograph: bool, read_by_ocr: bool, tmp_path: Path) -> None:
    """A table that was put into the text as a picture is read; a photograph is not looked at."""
    image = printed()
    image = image.crop((0, 0, image.width, image.height // 3))
    if photograph:
        image = Image.blend(image, Image.linear_gradient("L").resize(image.size).convert("RGB"), 0.9)
    path = tmp_path / "gambar.pdf"
    page = canvas.Canvas(str(path), pagesize=A4)
    for n in range(6):
        page.drawString(60, 780 - 14 * n, "Realisasi menurut sistem keuangan tampak pada gambar di bawah ini.")
    page.drawImage(ImageReader(image), 20, 400, 555, 555 * image.height / image.width)
    page.save()
    document = read(path)
    assert document.pages[0].kind == "digital"
    assert (rows(document) if document.tables else None) == (ROWS if read_by_ocr else None)
    if read_by_ocr:
        x0, top, x1, bottom = document.tables[0].rows[-1][4].places[0].bbox
        assert 20 < x0 < x1 < 575 and 140 < top < bottom < 440
        assert document.tables[0].rows[0][2].source == "ocr"


def test_reading_a_scan_asks_the_network_for_nothing(tmp_path: Path) -> None:
    path = scanned(printed(), tmp_path)
    program = f"""
import socket, subprocess, sys
calls = []
def refuse(*args, **kwargs):
    calls.append(args)
    raise OSError("no network here")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
subprocess.Popen.__init__ = refuse
from pathlib import Path
from lkj_audit.extract import read
assert read(Path({str(path)!r})).tables
assert not any(name.startswith("openvino_telemetry.") for name in sys.modules)
assert not calls, calls
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr


def test_without_the_reader_scans_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    document = read(scanned(printed(), tmp_path))
    assert [(p.page, p.code) for p in document.problems] == [(1, "page-scanned")]
