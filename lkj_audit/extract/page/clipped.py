"""What is seen of a word that is cut off, as in a cell of a spreadsheet."""

from __future__ import annotations

from lkj_audit.model import BBox


def shown(said: str, bbox: BBox, clip: BBox) -> tuple[str, BBox]:
    """The letters of a level word that are seen within ``clip``, and their box. A figure is seen as a whole or not at
    all: a part of it is another."""
    x0, top, x1, bottom = bbox
    left, right = max(x0, clip[0]), min(x1, clip[2])
    if left >= right or not clip[1] < (top + bottom) / 2 < clip[3]:
        return "", bbox
    if any(map(str.isdigit, said)):
        return said if right - left > 0.5 * (x1 - x0) else "", bbox
    first, last = (round(len(said) * (x - x0) / (x1 - x0)) for x in (left, right))
    return said[first:last], (left, top, right, bottom)
