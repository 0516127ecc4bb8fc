"""Small PDFs, good and bad, made when a test asks for them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from pypdfium2 import PdfDocument
from reportlab.lib import colors
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

HEADER = ["No", "Uraian", "Pagu (Rp)", "Realisasi (Rp)", "Sisa (Rp)", "%"]
RIGHT = [["1", "Belanja Pegawai", "2.000.000.000", "1.900.000.000", "100.000.000", "95,00"],
         ["2", "Belanja Barang", "1.000.000.000", "800.000.000", "200.000.000", "80,00"],
         ["", "Jumlah", "3.000.000.000", "2.700.000.000", "300.000.000", "90,00"]]
WRONG = [RIGHT[0], [*RIGHT[1][:4], "250.000.000", "80,00"], RIGHT[2]]  # 1.000 - 800 is 200 million


def budget_report(path: Path, rows: Sequence[Sequence[str]], password: str | None = None,
                  unit: str = "DINAS PERIKANAN KABUPATEN LUMAJANG") -> Path:
    """A short report with one table of the budget by kind of expenditure."""
    style = getSampleStyleSheet()["BodyText"]
    table = Table([HEADER, *rows], style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
    return _build(path, [
        Paragraph("LAPORAN KINERJA TAHUN 2024", style),
        Paragraph(unit, style), Spacer(1, 20),
        Paragraph("Tabel 3.1 Realisasi Anggaran menurut Jenis Belanja Tahun 2024", style), Spacer(1, 6), table,
    ], password)


def no_pages() -> bytes:
    """A sound PDF without a page."""
    out = io.BytesIO()
    PdfDocument.new().save(out)
    return out.getvalue()


def prose(path: Path) -> Path:
    """A report without a single table."""
    style = getSampleStyleSheet()["BodyText"]
    return _build(path, [Paragraph("Laporan ini disusun tanpa tabel apa pun di dalamnya.", style) for _ in range(20)])


def paged(path: Path, texts: Sequence[str]) -> Path:
    """A page for each of ``texts``."""
    style = getSampleStyleSheet()["BodyText"]
    return _build(path, [part for text in texts for part in (Paragraph(text, style), PageBreak())])


def _build(path: Path, story: list[Flowable], password: str | None = None) -> Path:
    lock = StandardEncryption(password, canPrint=1) if password else None
    SimpleDocTemplate(str(path), encrypt=lock).build(story)
    return path
