"""Where things stand: boxes in PDF points, origin at the top left, pages from 1."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from lkj_audit.model.document import Word

BBox = tuple[float, float, float, float]
Source = Literal["table", "text", "ocr", "corrected"]  # corrected: by a person's hand
PageKind = Literal["digital", "scanned", "blank", "failed"]
BlockKind = Literal["paragraph", "heading", "caption", "toc"]
Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Place:
    """A box on a page: ``(x0, top, x1, bottom)`` in points, page from 1."""

    page: int
    bbox: BBox


def union(boxes: Iterable[BBox]) -> BBox:
    """The smallest box around all of ``boxes`` (at least one)."""
    first, *rest = boxes
    x0, top, x1, bottom = first
    for left, upper, right, lower in rest:  # compared one by one, four times as fast as min and max over the sides
        x0 = left if left < x0 else x0
        top = upper if upper < top else top
        x1 = right if right > x1 else x1
        bottom = lower if lower > bottom else bottom
    return x0, top, x1, bottom


def places_of(words: Iterable[Word]) -> tuple[Place, ...]:
    """One box for each page that ``words`` stand on, in page order."""
    by_page: dict[int, list[BBox]] = {}
    for word in words:
        by_page.setdefault(word.page, []).append(word.bbox)
    return tuple(Place(page, union(boxes)) for page, boxes in sorted(by_page.items()))
