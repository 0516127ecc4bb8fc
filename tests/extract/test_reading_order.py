"""The order of what is read, and the printed numbers of pages."""

from __future__ import annotations

from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from lkj_audit.extract import read
from lkj_audit.extract.words.labels import page_labels
from lkj_audit.model import Block, Word
from tests.extract.drawing import text, write

SENTENCE = "Realisasi anggaran dinas meningkat dibandingkan dengan tahun sebelumnya karena tambahan kegiatan prioritas "


def test_two_columns(tmp_path: Path) -> None:
    """The left column is read before the right one; a paragraph goes on from one to the other and over the page."""
    path = tmp_path / "kolom.pdf"
    frames = [Frame(56, 56, 230, 720, id="kiri"), Frame(310, 56, 230, 720, id="kanan")]
    template = BaseDocTemplate(str(path), pagesize=A4)
    template.addPageTemplates([PageTemplate(id="dua", frames=frames)])
    style = ParagraphStyle("isi", fontSize=10, leading=12, alignment=4)
    template.build([Paragraph(f"Alinea {i} dimulai. {SENTENCE * 5} pada alinea {i}.", style) for i in range(1, 23)])
    document = read(path)
    assert len(document.pages) > 1
    begun = [b.text for b in document.blocks if b.text.startswith("Alinea")]
    assert [t.split()[1] for t in begun] == [str(i) for i in range(1, 23)]
    whole = [t for t in begun if t.count("Realisasi anggaran dinas") == 5 and t.rstrip(".").split()[-1] == t.split()[1]]
    assert len(whole) >= 18  # a page may begin with a new sentence


def test_pairs_are_no_columns(tmp_path: Path) -> None:
    """Names and values side by side are read line by line."""
    lines = "".join(text(80, 100 + 14 * i, f"Uraian {i}") + text(330, 100 + 14 * i, f": Rp {i}.000.000")
                    for i in range(1, 15))
    words = " ".join(b.text for b in read(write(tmp_path / "pasangan.pdf", [lines])).blocks)
    assert "Uraian 3 : Rp 3.000.000" in words


def test_page_numbers_are_no_column(tmp_path: Path) -> None:
    """A list of contents whose dots end far from the page numbers is read line by line."""
    lines = "".join(text(70, 100 + 14 * i, f"Bagian {i} {'.' * 75}") + text(525, 100 + 14 * i, str(i // 2 + 1))
                    for i in range(1, 15))
    blocks = [b.text for b in read(write(tmp_path / "isi.pdf", [text(260, 90, "DAFTAR ISI") + lines])).blocks]
    assert [b.split()[1] for b in blocks[1:]] == [str(i) for i in range(1, 15)]
    assert all(int(b.split()[-1]) == int(b.split()[1]) // 2 + 1 for b in blocks[1:])


def furniture(page: int, value: str) -> Block:
    words = tuple(Word(t, page, (0, 0, 1, 1)) for t in value.split())
    return Block("paragraph", value, words, tuple(range(len(words))))


def test_printed_page_numbers() -> None:
    """Roman ones first, then from 1; the chapter and the year in a running header are none."""
    roman = [furniture(p, f"Laporan Kinerja 2024 {r}") for p, r in ((2, "ii"), (3, "iii"), (4, "iv"))]
    plain = [furniture(p, f"BAB III | Halaman {p - 4} dari 60") for p in range(5, 10)]
    assert page_labels([*roman, *plain]) == {2: "ii", 3: "iii", 4: "iv", 5: "1", 6: "2", 7: "3", 8: "4", 9: "5"}
    assert page_labels(plain[:2]) == {}


def test_a_document_without_words(tmp_path: Path) -> None:
    document = read(write(tmp_path / "kosong.pdf", [""]))
    assert (document.flow, document.pages[0].kind) == ((), "blank")
