"""Text that is none, or lies unseen under a picture: such pages are scans, whatever their text layer says."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from lkj_audit.extract import read
from lkj_audit.extract.page.layer import is_garbage
from lkj_audit.extract.scanned import ocr
from lkj_audit.model import Word
from tests.extract.drawing import bar, write

LINES = ["Lap0ran Kinetja lnstansi Pemer1ntah dan Ang9aran"] * 20


@pytest.fixture(autouse=True)
def without_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)


def page(path: Path, mode: int, *, picture: str) -> Path:
    """A page with lines of text in render ``mode``, and a picture over all of it: "before", "after", "small" or ""."""
    sheet = canvas.Canvas(str(path), pagesize=A4)
    image = ImageReader(Image.new("L", (60, 80), 230))

    def write() -> None:
        text = sheet.beginText(60, 780)
        text.setFont("Helvetica", 9)
        text.setTextRenderMode(mode)
        for line in LINES:
            text.textLine(line)
        sheet.drawText(text)

    if picture in ("after", "small", ""):
        write()
    if picture == "small":
        sheet.drawImage(image, 100, 100, 420, 300)
        sheet.drawImage(image, 100, 410, 420, 300)
    elif picture:
        sheet.drawImage(image, 0, 0, *A4)
    if picture == "before":
        write()
    sheet.save()
    return path


@pytest.mark.parametrize(("mode", "picture", "kind"), [
    pytest.param(3, "after", "scanned", id="invisible"),
    pytest.param(3, "before", "scanned", id="invisible-over-the-picture"),
    pytest.param(0, "after", "scanned", id="under-the-picture"),
    pytest.param(0, "before", "digital", id="on-a-background"),
    pytest.param(0, "small", "digital", id="with-photographs"),
    pytest.param(0, "", "digital", id="plain")])
def test_a_layer_under_a_picture_is_not_believed(mode: int, picture: str, kind: str, tmp_path: Path) -> None:
    document = read(page(tmp_path / "lapis.pdf", mode, picture=picture))
    assert document.pages[0].kind == kind
    assert [p.code for p in document.problems] == (["page-scanned"] if kind == "scanned" else [])


def stamped(path: Path, image: Image.Image, *, body: bool) -> Path:
    """A page under ``image`` with a running line and a signature stamp as text, and paragraphs too if it has a body."""
    sheet = canvas.Canvas(str(path), pagesize=A4)
    sheet.drawImage(ImageReader(image), 0, 0, *A4)
    sheet.drawString(60, 30, "Dokumen ini ditandatangani secara elektronik dengan sertifikat yang diterbitkan BSrE")
    sheet.drawString(330, 200, "Ditandatangani oleh Kepala Dinas")
    for i in range(20 * body):
        sheet.drawString(60, 700 - 20 * i, "Isi laporan ini diketik dan bukan bagian dari gambarnya.")
    sheet.save()
    return path


@pytest.mark.parametrize(("grey", "body", "kind"), [
    pytest.param((250,) * 4, False, "scanned", id="paper"), pytest.param((170,) * 4, False, "scanned", id="dark-paper"),
    pytest.param((250, 90, 60, 120), False, "digital", id="photograph"),
    pytest.param((250,) * 4, True, "digital", id="background")])
def test_a_stamp_makes_no_digital_page(grey: tuple[int, ...], body: bool, kind: str, tmp_path: Path) -> None:
    image = Image.new("L", (60, 80))
    image.putdata([grey[(x // 8 + y // 8) % 4] for y in range(80) for x in range(60)])
    assert read(stamped(tmp_path / "stempel.pdf", image, body=body)).pages[0].kind == kind


@pytest.mark.parametrize(("text", "garbage"), [
    pytest.param("Realisasi anggaran menurut jenis belanja pada tahun berjalan " * 6, False, id="prose"),
    pytest.param("DPRD BPKD KPPS PPK KPU DKPP DPT rapat data kerja jumlah " * 6, False, id="abbreviations"),
    pytest.param("5HDOLVDVL DQJJDUDQ PHQXUXW MHQLV EHODQMD SDGD WDKXQ EHUMDODQ " * 6, True, id="shifted-letters"),
    pytest.param("\ue012\ue013\ue014 \ue015\ue016 \ue017\ue018\ue019 dan", True, id="private-glyphs"),
    pytest.param("!\"# $%&'\"( )*+,!&- '&. /01&$ +&!'&( *(&2", True, id="signs-for-letters"),
    pytest.param("\uf0b7 Terlaksananya kegiatan \uf0b7 Tersusunnya dokumen", False, id="bullets"),
    pytest.param("12.345.678 98,50% 4.000", False, id="figures"),
    pytest.param("", False, id="nothing")])
def test_text_that_is_none(text: str, garbage: bool) -> None:
    assert is_garbage([Word(t, 1, (0, 0, 1, 1)) for t in text.split()]) is garbage


@pytest.mark.parametrize(("letters", "kind"), [
    pytest.param(True, "scanned", id="letters"), pytest.param(False, "blank", id="a-chart")])
def test_text_drawn_as_shapes_is_read_as_a_picture(letters: bool, kind: str, tmp_path: Path) -> None:
    shapes = [bar(60 + 12 * (i % 30), 100 + 15 * (i // 30), 66 + 12 * (i % 30), 107 + 15 * (i // 30))
              for i in range(240 if letters else 24)]
    assert read(write(tmp_path / "kurva.pdf", ["".join(shapes)])).pages[0].kind == kind


def test_text_under_a_picture_in_strips_is_not_believed(tmp_path: Path) -> None:
    """As some scanners cut their pages: no strip covers the page, together they do."""
    path = tmp_path / "jalur.pdf"
    sheet = canvas.Canvas(str(path), pagesize=A4)
    for i, line in enumerate(LINES):
        sheet.drawString(60, 770 - 35 * i, line)
    for i in range(8):
        sheet.drawImage(ImageReader(Image.new("L", (60, 12), 230)), 0, i * A4[1] / 8 - 1, A4[0], A4[1] / 8 + 2)
    sheet.save()
    assert read(path).pages[0].kind == "scanned"
