"""How a made-up report is laid out: which tables it has and how they look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from lkj_audit.selftest.pieces import Flow, Grid, Line


@dataclass(frozen=True, slots=True)
class Layout:
    """``letters``: sections "A." instead of "1.1"; ``merged``: a sasaran is printed once over its rows; ``numbering``:
    a row of column numbers; ``amended``: the agreement was changed during the year; ``sheets``: a table of one row for
    each indicator, which it does not name; ``stories``: the text tells each indicator's figures; ``overall``: the
    average is called the value of the organisation; the others say which parts there are."""

    letters: bool
    merged: bool
    numbering: bool
    annex: bool
    contents: bool
    kegiatan: bool
    rkt: bool
    kelompok: bool
    list_of_staff: bool
    survey: bool
    years: bool
    revision: bool
    average: bool
    category: bool
    left: bool
    separate: bool
    kinds_text: bool
    annex_rkt: bool
    figures: bool
    goods: bool
    amended: bool
    sheets: bool
    stories: bool
    overall: bool
    target_head: str
    name_head: str
    goal_head: str
    money_heads: tuple[str, str, str, str]


def draw(rng: Random) -> Layout:
    def flip(share: float = 0.5) -> bool:
        return rng.random() < share

    return Layout(flip(), flip(), flip(), flip(), flip(), flip(), flip(0.8), flip(), flip(0.7), flip(0.6), flip(0.7),
                  flip(0.4), flip(0.4), flip(0.3), flip(0.7), flip(0.25), flip(),
                  flip(0.3), flip(), flip(), flip(0.25), flip(0.35), flip(0.6), flip(0.3),
                  rng.choice(("Target", "Target Kinerja", "Target {year}")),
                  rng.choice(("Indikator Kinerja", "Indikator", "Indikator Kinerja Utama")),
                  rng.choice(("Sasaran", "Sasaran Strategis", "Sasaran Kegiatan")),
                  rng.choice((("Pagu (Rp)", "Realisasi (Rp)", "Sisa (Rp)", "%"),
                              ("Pagu Anggaran", "Realisasi Anggaran", "Sisa Anggaran", "% Realisasi"),
                              ("Pagu", "Realisasi", "Sisa Pagu", "% Serapan"))))


class Writer:
    """Writes pieces in reading order and counts chapters, sections and captions."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.flow: Flow = []
        self.chapter = self.section = self.tables = self.figures = 0

    def say(self, text: str, tag: str = "") -> None:
        self.flow.append(Line(text, tag))

    def chapter_head(self, title: str) -> None:
        self.chapter += 1
        self.section = self.tables = self.figures = 0
        self.flow.append(Line(f"BAB {('I', 'II', 'III', 'IV')[self.chapter - 1]} {title}", "chapter", True))

    def head(self, title: str, tag: str = "head") -> None:
        self.section += 1
        number = f"{chr(64 + self.section)}." if self.layout.letters else f"{self.chapter}.{self.section}"
        self.flow.append(Line(f"{number} {title}", tag, True))

    def figure(self, title: str) -> None:
        """The caption of a chart."""
        self.figures += 1
        self.flow.append(Line(f"Gambar {self.chapter}.{self.figures} {title}", "figure"))

    def next_table(self) -> str:
        """The label that the next captioned table will have."""
        return f"Tabel {self.chapter}.{self.tables + 1}"

    def grid(self, tag: str, title: str, header: list[str], rows: Sequence[Sequence[str | None]],
             numbering: bool = False) -> None:
        """A table, captioned unless ``title`` is empty."""
        caption = ""
        if title:
            caption = f"{self.next_table()} {title}"
            self.tables += 1
        numbers = [f"({i})" for i in range(1, len(header) + 1)] if numbering and self.layout.numbering else []
        self.flow.append(Grid(tag, header, [list(row) for row in rows], caption, numbers))
