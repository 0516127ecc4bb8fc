"""Faults of structure: numbers, headings, references, leftovers."""

from __future__ import annotations

import re

from lkj_audit.selftest.clean import Draft
from lkj_audit.selftest.pieces import Grid, Line, Spot
from lkj_audit.selftest.plants.register import insert_after, need, plants, replace_in

FUNCTION_WORDS = ("yang", "dan", "dengan", "serta", "untuk", "pada", "dari", "dalam", "oleh", "adalah", "menjadi",
                  "sehingga", "dapat", "kepada", "sebagai", "bagi", "di", "ialah", "atau", "berdasarkan")


def _captioned(d: Draft) -> list[Grid]:
    return [p for p in d.flow if isinstance(p, Grid) and p.caption]


def _heads(d: Draft) -> list[Line]:
    return [p for p in d.flow if isinstance(p, Line) and p.bold and p.tag != "chapter"]


@plants("STR101")
def missing_part(d: Draft) -> list[Spot]:
    chapter = [p for p in d.flow if isinstance(p, Line) and p.tag == "chapter"][2]
    at = next(i for i, p in enumerate(d.flow) if isinstance(p, Line) and p.bold and "Tahun Sebelumnya" in p.text)
    end = d.flow.index(d.line("rise")) + 1
    need(not d.layout.years)
    del d.flow[at:end]
    d.flow[:] = [p for p in d.flow if not (isinstance(p, Line) and p.tag == "toc" and "Tahun Sebelumnya" in p.text)]
    return [Spot(chapter)]


@plants("STR102")
def table_number(d: Draft) -> list[Spot]:
    grids = _captioned(d)
    at = d.rng.randrange(1, len(grids))
    label = grids[at - 1].caption.split()[1]
    need(label[0] == grids[at].caption.split()[1][0])
    grids[at].caption = re.sub(r"[\d.]+", label, grids[at].caption, count=1)
    return [Spot(grids[at]), Spot(grids[at - 1]), *([Spot(grids[at + 1])] if at + 1 < len(grids) else [])]


@plants("STR103")
def figure_number(d: Draft) -> list[Spot]:
    d.line("figure")
    figures = [p for p in d.flow if isinstance(p, Line) and p.tag == "figure"]
    figures[1].text = figures[1].text.replace("3.2", d.rng.choice(("3.1", "3.3")))
    return [Spot(f) for f in figures]


@plants("STR104")
def section_number(d: Draft) -> list[Spot]:
    need(not d.layout.contents)
    head = next(p for p in d.flow if isinstance(p, Line) and p.bold and "Efisiensi" in p.text)
    number = head.text.split()[0]
    new = f"{chr(ord(number[0]) + 2)}." if d.layout.letters else f"3.{int(number.split('.')[1]) + 3}"
    return [replace_in(head, number, new)]


@plants("STR105")
def row_number(d: Draft) -> list[Spot]:
    grid = d.grid("past")
    at = d.rng.randrange(1, len(grid.rows) - 1)
    for row in grid.rows[at:]:
        row[0] = str(int(row[0] or 0) + 1)
    return [Spot(grid, at), Spot(grid, at - 1)]


@plants("STR106")
def contents(d: Draft) -> list[Spot]:
    entries = [p for p in d.flow if isinstance(p, Line) and p.tag == "toc" and "BAB" not in p.text]
    need(entries)
    entry = d.rng.choice(entries)
    if d.rng.random() < 0.5:
        title = entry.text.split(" ....")[0]
        d.flow.remove(entry)
        return [Spot(p) for p in _heads(d) if p.text == title]
    body = entry.text.split(" ", 1)
    entry.text = f"{body[0]} Tata Letak Gedung Kantor {'.' * 12} 9"
    return [Spot(entry), *(Spot(p) for p in _heads(d) if p.text.startswith(body[0]))]


@plants("STR107")
def reference(d: Draft) -> list[Spot]:
    line = d.line("refer")
    number = re.search(r"Tabel 3\.\d+", line.text)
    need(number)
    assert number
    return [replace_in(line, number[0], f"Tabel 3.{d.rng.randint(31, 58)}")]


@plants("STR108")
def no_caption(d: Draft) -> list[Spot]:
    grid = d.grid("kinds")
    grid.caption = ""
    return [Spot(grid)]


@plants("STR109")
def empty_section(d: Draft) -> list[Spot]:
    need(not d.layout.contents)
    heads = [h for h in _heads(d) if "Latar Belakang" in h.text]
    number = "A." if d.layout.letters else "1.1"
    return [insert_after(d, heads[0], heads[0].text.replace("Latar Belakang", "Maksud dan Tujuan").replace(
        number, "B." if d.layout.letters else "1.2"), bold=True), Spot(heads[0])]


@plants("STR110")
def leftover(d: Draft) -> list[Spot]:
    text = d.rng.choice(("(sesuaikan dengan renstra)", "(diisi sesuai kondisi unit kerja)", "(silakan disesuaikan)",
                         "(sebutkan nama kegiatannya)", "(isi sesuai data terakhir)"))
    line = d.line(d.rng.choice(("issues", "closing", "background")))
    line.text += f" {text}"
    return [Spot(line)]


@plants("STR111")
def column_numbers(d: Draft) -> list[Spot]:
    grids = [p for p in d.flow if isinstance(p, Grid) and p.numbering]
    need(grids)
    grid = d.rng.choice(grids)
    grid.numbering[-1] = ""
    return [Spot(grid)]


@plants("STR112")
def doubled_word(d: Draft) -> list[Spot]:
    line = d.line(d.rng.choice(("issues", "closing", "background", "efficiency")))
    words = line.text.split()
    at = d.rng.choice([i for i, w in enumerate(words) if w in FUNCTION_WORDS])  # a noun twice may be its plural
    line.text = " ".join([*words[:at + 1], words[at], *words[at + 1:]])
    return [Spot(line)]


@plants("STR113")
def doubled_paragraph(d: Draft) -> list[Spot]:
    line = d.line(d.rng.choice(("background", "issues", "efficiency")))
    return [Spot(line), insert_after(d, d.line("closing"), line.text)]


@plants("STR114")
def summary_without_figures(d: Draft) -> list[Spot]:
    d.flow.remove(d.line("summary-money"))
    line = d.line("summary")
    line.text = f"{d.world.unit} menetapkan tujuan dan sasaran yang diturunkan dari rencana jangka menengah."
    return [Spot(line), Spot(d.line("summary-head"))]


@plants("STR115")
def empty_column(d: Draft) -> list[Spot]:
    grid = d.grid("past")
    grid.header.append("Penanggung Jawab")
    for row in grid.rows:
        row.append("")
    return [Spot(grid)]
