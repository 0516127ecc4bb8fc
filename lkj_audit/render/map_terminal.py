"""The indicator map on a terminal: what differs from the other sources is red and has a sign."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from lkj_audit.phrases import phrase
from lkj_audit.render.map_grid import OTHER_WORDING, Grid, Part


def print_map(console: Console, grid: Grid, lang: str) -> None:
    """The map without the sources that the report lacks, which are named below it, and what the signs mean."""
    if grid.title:
        console.print(Text(grid.title, "bold"))
    if not grid.rows:
        console.print(Text(phrase("map-empty", lang)))
        return
    used = [c for c in range(len(grid.header) - 2) if not grid.title or any(cells[c] for _, _, cells in grid.rows)]
    table = Table(show_lines=True, expand=True)
    table.add_column(Text(grid.header[0]), justify="right", no_wrap=True)
    table.add_column(Text(grid.header[1]), ratio=4, min_width=24)
    for c in used:
        table.add_column(Text(grid.header[2 + c]), ratio=1, min_width=8)
    for number, name, cells in grid.rows:
        table.add_row(number, Text(name), *(_cell(cells[c]) for c in used))
    console.print(table)
    absent = [grid.header[2 + c] for c in range(len(grid.header) - 2) if c not in used]
    if absent:
        console.print(Text(phrase("map-absent", lang, sources=", ".join(absent)), "dim"))
    console.print(Text(phrase("map-legend", lang), "dim"))
    if grid.scores:
        console.print(Text(phrase("map-score-legend", lang), "dim"))


def _cell(parts: tuple[Part, ...]) -> Text:
    if not parts:
        return Text("–", "dim")
    styled = [(p.text, "bold red" if p.odd else "yellow" if p.text == OTHER_WORDING else "") for p in parts]
    return Text("\n").join(Text(text, style) for text, style in styled)
