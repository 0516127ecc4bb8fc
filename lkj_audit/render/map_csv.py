"""``map --format csv``: the indicator map, one line an indicator."""

from __future__ import annotations

import csv
import io

from lkj_audit.render.grid import defused
from lkj_audit.render.map_grid import Grid


def map_csv(grid: Grid) -> str:
    """The map with the parts of a cell joined by "; "."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(map(defused, grid.header))
    for number, name, cells in grid.rows:
        writer.writerow([number, defused(name), *(defused("; ".join(p.text for p in cell)) for cell in cells)])
    return out.getvalue()
