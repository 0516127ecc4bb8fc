"""What a template left in the text for its user to fill in."""

from __future__ import annotations

from collections.abc import Iterator

from lkj_audit import facts
from lkj_audit.model import Block, Document, Table, Value
from lkj_audit.normalize.once import once
from lkj_audit.normalize.outline.phrases import instructions, may_instruct
from lkj_audit.normalize.outline.skeleton import skeleton
from lkj_audit.normalize.text.cued import holds
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.plain import plain


@once
def remains(document: Document) -> tuple[int, tuple[Value, ...]]:
    """How many blocks and tables were looked at, lists of contents apart, and all that was left in them."""
    bones = skeleton(document)
    items = [item for i, item in enumerate(document.flow)
             if not (bones.listed(i) or (isinstance(item, Block) and item.kind == "toc"))]
    return len(items), tuple(value for item in items for value in _remains(item))


def _remains(item: Block | Table) -> Iterator[Value]:
    if isinstance(item, Block):
        for m in instructions(item.text):
            yield value_of(item, m.start(), m.end())
        return
    cells = [*item.header_cells, *(c for row in item.rows for c in row)]
    whole = "\n".join(c.text for c in cells)
    alone = facts.structure()["templat_sel"]
    for cell in cells if may_instruct(whole) or holds(whole, *alone) else ():
        if not cell.filled and (plain(cell.text) in alone or instructions(" ".join(cell.text.split()))):
            yield Value(cell.text, cell.places, source=cell.source, table=item.id, confidence=cell.confidence)
