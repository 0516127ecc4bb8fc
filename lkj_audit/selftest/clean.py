"""A whole clean report, by seed."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from lkj_audit.selftest import layout, middle, opening, results, world
from lkj_audit.selftest.pieces import Flow, Grid, Line


@dataclass(slots=True)
class Draft:
    """A made-up report before it is a document; a planter changes ``flow``."""

    world: world.World
    layout: layout.Layout
    flow: Flow
    rng: Random

    def grid(self, tag: str) -> Grid:
        """The table ``tag``; LookupError when this report has none."""
        for piece in self.flow:
            if isinstance(piece, Grid) and piece.tag == tag:
                return piece
        raise LookupError(tag)

    def line(self, tag: str) -> Line:
        """The text ``tag``; LookupError when this report has none."""
        for piece in self.flow:
            if isinstance(piece, Line) and piece.tag == tag:
                return piece
        raise LookupError(tag)

    def after(self, piece: Line | Grid, new: Line | Grid) -> None:
        self.flow.insert(self.flow.index(piece) + 1, new)


def report(seed: int, *, rounding: bool = False) -> Draft:
    """The clean report ``seed``; the same seed gives the same report."""
    rng = Random(f"{seed}-{rounding}")
    w, form = world.draw(rng, rounding), layout.draw(rng)
    out = layout.Writer(form)
    opening.front(out, w, rng)
    opening.unit(out, w, rng)
    middle.plans(out, w, rng)
    results.results(out, w, rng)
    if form.annex:
        middle.annex(out, w)
    if form.contents:
        _contents(out.flow)
    return Draft(w, form, out.flow, rng)


def _contents(flow: Flow) -> None:
    """The table of contents after its heading, with made-up page numbers."""
    heads = [p.text for p in flow if isinstance(p, Line) and p.bold]
    at = next(i for i, p in enumerate(flow) if isinstance(p, Line) and p.tag == "toc-head")
    flow[at + 1:at + 1] = [Line(f"{text} {'.' * 12} {i + 1}", "toc") for i, text in enumerate(heads)]
