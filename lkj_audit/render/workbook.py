"""What the sheets of the working papers share: looks, safe text, exact figures, live formulas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lkj_audit.phrases import phrase
from lkj_audit.render.text import safe

LONGEST = 32_767  # characters that a cell of a workbook holds
DIGITS = 15  # more digits a spreadsheet does not keep exactly
LINE, TALLEST = 13.5, 400.0  # points
FILLS = {"head": "#1F3864", "error": "#F8CBAD", "warning": "#FFE699", "info": "#DDEBF7", "fill": "#FFF9E5"}


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook being made. ``looks`` are its cell formats by name."""

    book: Any
    lang: str
    looks: dict[str, Any]

    @classmethod
    def of(cls, book: Any, lang: str) -> Book:
        cell = {"valign": "top", "border": 1, "border_color": "#BFBFBF", "font_size": 10}
        made = {
            "head": {**cell, "bold": True, "text_wrap": True, "bg_color": FILLS["head"], "font_color": "#FFFFFF",
                     "valign": "vcenter"},
            "text": {**cell, "text_wrap": True},
            "fill": {**cell, "text_wrap": True, "bg_color": FILLS["fill"]},  # for the reviewer to fill in
            "link": {**cell, "text_wrap": True, "font_color": "#0563C1", "underline": 1},
            "date": {**cell, "num_format": "dd/mm/yyyy", "bg_color": FILLS["fill"]},
            "title": {"bold": True, "font_size": 14},
            "bold": {**cell, "bold": True, "text_wrap": True},
            "plain": {"font_size": 10},
            "caption": {"bold": True, "font_size": 10},  # runs on over the empty cells beside it
            "note": {"italic": True, "font_size": 10, "font_color": "#595959"},
            "percent": {**cell, "num_format": "0%"},
            "wrong": {"bg_color": FILLS["error"], "font_color": "#9C0006", "bold": True},
            **{s: {**cell, "bg_color": FILLS[s]} for s in ("error", "warning", "info")},
            **{f"n{n}": {**cell, "align": "right", "indent": 1, "num_format": "#,##0" + ("." + "0" * n) * (n > 0)}
               for n in range(5)},
        }
        return cls(book, lang, {name: book.add_format(look) for name, look in made.items()})

    def say(self, slug: str, **params: object) -> str:
        return phrase(f"kk-{slug}", self.lang, **params)

    def sheet(self, slug: str, columns: Sequence[tuple[str, float]], first: int = 0, names: int = 1) -> Any:
        """A sheet with a heading row ``first`` that stays in sight with ``names`` columns: (slug, width) a column."""
        sheet = self.book.add_worksheet(self.say(f"sheet-{slug}"))
        for c, (name, width) in enumerate(columns):
            sheet.set_column(c, c, width)
            sheet.write_string(first, c, self.say(name) if name else "", self.looks["head"])
        sheet.freeze_panes(first + 1, names)
        sheet.set_landscape()
        wide = sum(width for _, width in columns) > 200
        sheet.set_paper(8 if wide else 9)  # A3 or A4
        sheet.fit_to_pages(2 if wide else 1, 0)
        sheet.repeat_rows(first)
        sheet.repeat_columns(0, names - 1)
        return sheet

    def texts(self, sheet: Any, row: int, texts: Iterable[str], start: int = 0, look: str = "text") -> None:
        """Text that is written as text, whatever it starts with."""
        for c, text in enumerate(texts, start):
            sheet.write_string(row, c, safe(text)[:LONGEST], self.looks[look])

    def number(self, sheet: Any, row: int, col: int, value: Decimal | int | None, decimals: int | None = None) -> None:
        """An exact figure: as text where a spreadsheet would round it; nothing for None."""
        if value is None:
            sheet.write_blank(row, col, None, self.looks["text"])
        elif len(Decimal(value).as_tuple().digits) > DIGITS:
            self.texts(sheet, row, [f"{value:f}"], col)
        else:
            sheet.write_number(row, col, value, self.amount(value, decimals))

    def formula(self, sheet: Any, row: int, col: int, formula: str, value: Decimal | int,
                decimals: int | None = None) -> None:
        """A live formula with its value, for readers that do not calculate."""
        shown = int(value) if value == int(value) else float(value)  # a spreadsheet's own figures are floats
        sheet.write_formula(row, col, formula, self.amount(value, decimals), shown)

    def height(self, sheet: Any, row: int, texts: Iterable[tuple[str, float]]) -> None:
        """A row high enough for each wrapped text in its column's width (characters): not all readers work it out."""
        lines = (sum(1 + int(len(line) / (width * 1.15)) for line in text.split("\n")) for text, width in texts)
        sheet.set_row(row, min(TALLEST, LINE * max(1, *lines, 1)))

    def amount(self, value: Decimal | int, decimals: int | None = None) -> Any:
        return self.looks[f"n{min(4, decimals_of(Decimal(value)) if decimals is None else decimals)}"]


def decimals_of(value: Decimal) -> int:
    """How many decimals ``value`` is written with."""
    return max(0, -int(value.as_tuple().exponent))
