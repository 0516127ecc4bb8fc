"""Layouts: how tables stand on the page. ``compose`` makes a book of several invented tables in one layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from bench.fidelity.kinds import KINDS
from bench.fidelity.tables import UP, Sheet
from bench.fidelity.words import KALIMAT, several

Rules = Literal["grid", "levels", "rows", "three", "columns", "none"]
Finish = Literal["", "sideways", "two-up", "watermark"]
Line = Literal["solid", "dashed", "dotted", "double"]
ALL = tuple(KINDS)
FLAT = ("rkt", "belanja", "skm", "multi_tahun", "pegawai")  # one row a record, nothing merged
BESIDE = (("skm", "belanja"), ("belanja", "pk_anggaran"), ("pendidikan", "skm"), ("skm", "skm"))
MERGED = ("pk", "capaian", "kelompok", "anggaran")


@dataclass(frozen=True, slots=True)
class Layout:
    """How the tables of a book are drawn.

    ``rules``: "grid" all; "levels" all but those between the levels of the header; "rows" level ones only; "three"
    above and under the header and at the end; "columns" a frame and upright ones; "none". ``group``: the bar it is
    held against. ``size``: how many rows. ``pair``: two tables that touch, or stand side by side. ``parts``: cut by
    hand into parts with the caption "(lanjutan)". ``turn``: degrees of the page's /Rotate. ``font``: points.
    ``squeeze``: share of the width that the table takes. ``line``: how rules are drawn. ``paint``: rules are white,
    and cells painted. ``finish``: what is done to the pages afterwards. ``padding``: points above and beside the text
    of a cell. ``zebra``: every other row tinted. ``middle``: cells centred on the height of their row; None leaves it
    to the seed.
    """

    name: str
    group: Literal["ruled", "borderless"] = "ruled"
    rules: Rules = "grid"
    kinds: tuple[str, ...] = ALL
    size: tuple[int, int] = (4, 8)
    shade: bool = False
    repeat: bool = True
    split: bool = False
    numbered: bool = False
    landscape: bool = False
    turn: int = 0
    pair: Literal["", "touching", "beside"] = ""
    parts: bool = False
    font: float = 9.0
    squeeze: float = 1.0
    line: Line = "solid"
    padding: tuple[float, float] = (2.5, 4.0)
    zebra: bool = False
    paint: bool = False
    finish: Finish = ""
    middle: bool | None = None


LAYOUTS: dict[str, Layout] = {x.name: x for x in (
    Layout("ruled"),
    Layout("shaded", shade=True, numbered=True),
    Layout("merged", kinds=MERGED, size=(6, 10), shade=True),
    Layout("three-levels", kinds=("capaian_tiga", "capaian", "sp2d"), numbered=True),
    Layout("group-rows", kinds=("kelompok",), size=(6, 10)),
    Layout("bullets", kinds=("hambatan",), size=(3, 5)),
    Layout("pages-repeat", size=(26, 40), shade=True),
    Layout("pages-numbered", size=(26, 40), numbered=True),
    Layout("pages-bare", size=(26, 40), repeat=False),
    Layout("rows-split", kinds=("hambatan", "pk", "rkt", "capaian"), size=(12, 18), split=True),
    Layout("rows-split-bare", kinds=("hambatan", "pk", "rkt", "capaian"), size=(12, 18), split=True, repeat=False),
    Layout("continued", kinds=("rkt", "anggaran", "pegawai", "capaian", "skm"), size=(8, 14), parts=True),
    Layout("touching", pair="touching"),
    Layout("beside", pair="beside", size=(3, 5)),
    Layout("landscape", landscape=True, size=(8, 14)),
    Layout("rotated", landscape=True, turn=90, size=(8, 14)),
    Layout("rotated-270", landscape=True, turn=270, size=(8, 14)),
    Layout("narrow", squeeze=0.62, kinds=("rkt", "pk", "capaian", "anggaran", "pegawai", "sp2d", "multi_tahun")),
    Layout("large", font=12, landscape=True, padding=(4, 6)),
    Layout("small", font=7.5, padding=(1, 2.5)),
    Layout("dashed", line="dashed"),
    Layout("dotted", line="dotted"),
    Layout("double", line="double"),
    Layout("zebra", zebra=True, shade=True),
    Layout("bare-levels", rules="levels", kinds=("capaian", "capaian_tiga", "pendidikan", "sp2d")),
    Layout("painted", paint=True, shade=True),
    Layout("watermark", finish="watermark"),
    Layout("sideways", finish="sideways", landscape=True),
    Layout("two-up", finish="two-up", size=(4, 14)),
    Layout("half-ruled", "borderless", "rows"),
    Layout("three-rules", "borderless", "three", FLAT + MERGED[:2]),
    Layout("columns", "borderless", "columns", FLAT + MERGED[:2]),
    Layout("shaded-header", "borderless", "none", (*FLAT, "anggaran"), shade=True),
    Layout("borderless", "borderless", "none", (*FLAT, "anggaran", "sp2d")),
    Layout("borderless-zebra", "borderless", "none", (*FLAT, "anggaran", "sp2d"), zebra=True, shade=True),
    Layout("borderless-levels", "borderless", "none", ("capaian", "capaian_tiga", "sp2d", "pendidikan", "pk")),
    Layout("borderless-groups", "borderless", "none", ("kelompok",)),
    Layout("borderless-large", "borderless", "none", (*FLAT, "pk"), font=11, padding=(3, 5)),
    Layout("borderless-tight", "borderless", "none", FLAT, font=9, padding=(0, 4)),
    Layout("borderless-middle", "borderless", "none", (*FLAT, "pk", "capaian"), middle=True),
    Layout("half-ruled-groups", "borderless", "rows", ("kelompok",)),
    Layout("half-ruled-middle", "borderless", "rows", middle=True),
    Layout("three-rules-levels", "borderless", "three", ("capaian", "capaian_tiga", "pendidikan", "kelompok")),
)}


@dataclass(frozen=True, slots=True)
class Text:
    """A line or paragraph outside tables: running text, a heading or a caption (both bold)."""

    text: str
    bold: bool = False
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Break:
    """A new page."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tables side by side."""

    left: Sheet
    right: Sheet


Item = Text | Break | Pair | Sheet


@dataclass(frozen=True, slots=True)
class Book:
    """A document: its layout, what varies with the seed, what stands on its pages, and the tables a reader finds."""

    layout: Layout
    serif: bool
    middle: bool  # cells centred on the height of their row
    items: tuple[Item, ...]
    tables: tuple[Sheet, ...]


def compose(layout: Layout, seed: int, count: int = 6) -> Book:
    """A book of ``count`` tables (pairs count as one), the same for the same seed."""
    rng = Random(f"{layout.name}/{seed}")
    kinds = list(layout.kinds) * (1 + count // len(layout.kinds))
    first = rng.randrange(len(layout.kinds))
    items: list[Item] = [Text("BAB III AKUNTABILITAS KINERJA", bold=True, centred=True)]
    tables: list[Sheet] = []
    for number, kind in enumerate(kinds[first:first + count] if first + count <= len(kinds) else kinds[:count], 1):
        placed, found = _placed(layout, rng, KINDS[kind](rng, rng.randint(*layout.size)), f"Tabel 3.{number}")
        items += [Text(f"3.{number} {found[0].title}", bold=True), *_prose(rng), *placed, *_prose(rng)]
        tables += found
    serif = rng.random() < 0.5
    middle = layout.group == "ruled" and not layout.split and rng.random() < 0.5
    return Book(layout, serif, middle if layout.middle is None else layout.middle, tuple(items), tuple(tables))


def _prose(rng: Random) -> list[Item]:
    return [Text(" ".join(several(rng, KALIMAT, rng.randint(2, 4)))) for _ in range(rng.randint(1, 2))]


def _placed(layout: Layout, rng: Random, sheet: Sheet, label: str) -> tuple[Sequence[Item], Sequence[Sheet]]:
    """What is put on the page for one table, and the tables a reader sees there."""
    if layout.pair == "beside":
        left, right = (KINDS[k](rng, rng.randint(*layout.size)) for k in rng.choice(BESIDE))
        return [_caption(f"{label} {left.title} dan {right.title}"), Pair(left, right)], [left, right]
    if layout.pair == "touching":
        above = KINDS[rng.choice(["pk", "rkt"])](rng, rng.randint(3, 6))
        below = KINDS[rng.choice(["pk_anggaran", "belanja"])](rng, 3)
        return [_caption(f"{label} {above.title} Tahun 2023"), above, below], [above, below]
    title = _caption(f"{label} {sheet.title} Tahun 2023")
    if layout.parts:
        cut = _between_groups(sheet, len(sheet.rows) // 2)
        again = _caption(f"{label} {sheet.title} (lanjutan)")
        return [title, sheet.cut(0, cut), Break(), again, sheet.cut(cut, len(sheet.rows))], [sheet]
    return [title, sheet], [sheet]


def _caption(text: str) -> Text:
    return Text(text, bold=True, centred=True)


def _between_groups(sheet: Sheet, row: int) -> int:
    """The first row from ``row`` on that does not belong to a merged cell above it."""
    while row < len(sheet.rows) - 1 and UP in sheet.rows[row]:
        row += 1
    return row
