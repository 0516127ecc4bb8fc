"""PDFs written by hand, operator by operator, to set the traps that producers set by chance."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lkj_audit.extract import read

PROSE = "Capaian diukur setiap triwulan dan dibahas bersama seluruh bidang pada rapat evaluasi."

WIDTH, HEIGHT = 595, 842
CMAP = ("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /L def 1 begincodespacerange <00> <FF> "
        "endcodespacerange 4 beginbfrange <20> <5A> <0020> <5C> <5C> <005C> <5F> <5F> <005F> <61> <7A> <0061> "
        "endbfrange 5 beginbfchar <5B> <00740069> <5D> <F0B7> <5E> <00AD> <60> <2010> <7B> <74006900> endbfchar "
        "endcmap end end")
# In font L "[" is the ligature "ti", "]" the bullet of Symbol, "^" a soft hyphen, "`" another hyphen, "{" the ligature
# "ti" with its bytes swapped, as Ghostscript writes it.
ROWS = (("No", "Indikator Kinerja", "Target"), ("1", "Persentase desa terlayani", "85,00%"),
        ("2", "Jumlah dokumen selesai", "12"))
XS, YS = (80, 120, 330, 420), (200, 225, 250, 275)


def write(path: Path, contents: Sequence[str], *, page: str = "", tree: str = "", form: str = "",
          form_matrix: str = "1 0 0 1 0 0", box: bool = True) -> Path:
    """A PDF with one page for each of ``contents``. ``page`` and ``tree`` are more entries for the pages and the page
    tree, ``form`` the content of the form object /X; without ``box`` the pages have no MediaBox of their own."""
    fonts = "<< /F 4 0 R /B 5 0 R /L 6 0 R >>"
    kids = [8 + 2 * i for i in range(len(contents))]
    media = f"/MediaBox [0 0 {WIDTH} {HEIGHT}]"
    resources = f"/Resources << /Font {fonts} /XObject << /X 3 0 R >> >>"
    objects = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{' '.join(f'{k} 0 R' for k in kids)}] /Count {len(kids)} {tree} >>",
        3: _stream(form, f"/Type /XObject /Subtype /Form /BBox [-2000 -2000 2000 2000] /Matrix [{form_matrix}] "
                         f"/Resources << /Font {fonts} >>"),
        4: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        5: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        6: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 7 0 R >>",
        7: _stream(CMAP, ""),
    }
    for kid, content in zip(kids, contents, strict=True):
        own = f"{media if box else ''} {resources} {page}"
        objects[kid] = f"<< /Type /Page /Parent 2 0 R {own} /Contents {kid + 1} 0 R >>"
        objects[kid + 1] = _stream(content, "")
    out, places = b"%PDF-1.7\n", []
    for number in sorted(objects):
        places.append(len(out))
        out += f"{number} 0 obj\n{objects[number]}\nendobj\n".encode("latin-1")
    table = "".join(f"{at:010} 00000 n \n" for at in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n" \
        f"startxref\n{len(out)}\n%%EOF\n"
    path.write_bytes(out + end.encode())
    return path


def _stream(content: str, more: str) -> str:
    return f"<< /Length {len(content.encode('latin-1'))} {more} >>\nstream\n{content}\nendstream"


def text(x: float, top: float, value: str, font: str = "F", size: float = 9) -> str:
    """``value`` with its baseline ``top`` points below the top of the page."""
    escaped = value.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{font} {size} Tf {x} {HEIGHT - top} Td ({escaped}) Tj ET\n"


def line(x0: float, top: float, x1: float, bottom: float) -> str:
    return f"{x0} {HEIGHT - top} m {x1} {HEIGHT - bottom} l S\n"


def bar(x0: float, top: float, x1: float, bottom: float) -> str:
    """A filled rectangle."""
    return f"{x0} {HEIGHT - bottom} {x1 - x0} {bottom - top} re f\n"


def rules(xs: Sequence[float] = XS, ys: Sequence[float] = YS) -> str:
    """All ruling lines of a table with columns at ``xs`` and rows at ``ys``."""
    return "0.6 w\n" + "".join(line(xs[0], y, xs[-1], y) for y in ys) + "".join(line(x, ys[0], x, ys[-1]) for x in xs)


def words(rows: Sequence[Sequence[str]] = ROWS, xs: Sequence[float] = XS, ys: Sequence[float] = YS,
          font: str = "F") -> str:
    """The cells' texts, lines parted by newlines, the first row bold."""
    out = ""
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            for i, part in enumerate(cell.split("\n")):
                out += text(xs[c] + 4, ys[r] + 11 + 11 * i, part, "B" if r == 0 else font) if part else ""
    return out


def table(rows: Sequence[Sequence[str]] = ROWS, xs: Sequence[float] = XS, ys: Sequence[float] = YS) -> str:
    return rules(xs, ys) + words(rows, xs, ys)


def grids(path: Path) -> list[list[list[str]]]:
    """Headers and rows of the tables that are read of the PDF at ``path``."""
    return [[list(t.header), *([c.text for c in row] for row in t.rows)] for t in read(path).tables]
