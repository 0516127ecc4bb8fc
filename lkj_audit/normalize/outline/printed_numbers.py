"""The numbers under which tables, figures, annexes and sections are printed."""

from __future__ import annotations

import re

from lkj_audit.model import Block, Document
from lkj_audit.normalize.once import once
from lkj_audit.normalize.outline.skeleton import skeleton
from lkj_audit.normalize.text.cued import holds
from lkj_audit.normalize.text.references import NUMBERED, plain_number, runs_on


@once
def printed_numbers(document: Document) -> set[tuple[str, str]]:
    """Label and number of all that is printed as a caption or heading; "" is a number without label."""
    bones, out = skeleton(document), set[tuple[str, str]]()
    for i, item in enumerate(document.flow):
        if bones.listed(i):
            continue
        lines = [item.text] if isinstance(item, Block) else [
            item.caption or "", *item.header, *(c.text for row in item.rows for c in row)]
        lines = lines if holds("\n".join(lines), *NUMBERED.cues) else []
        if isinstance(item, Block) and item.number:
            out.add((item.label.capitalize(), plain_number(item.number)))
        if isinstance(item, Block) and item.number and re.search(r"\b(?:Grafik|Gambar|Tabel|Bagan)\b", item.text[:30]):
            out.add((item.text[len(item.number):].split()[0].capitalize(), item.number))
        for line in lines:
            for m in NUMBERED.finditer(line[:200]):
                caption = m.start() < 3 and not runs_on(line, m.end())
                if caption or _begins_inside(line, m.start(), m.end()):
                    out.add((m[1].capitalize(), m[2].replace("-", ".")))
    return out


def _begins_inside(line: str, start: int, end: int) -> bool:
    """Whether a caption was joined to the text before it: it stands after a full stop and before a title."""
    return bool(re.search(r"[.:]\s+$", line[:start]) and re.match(r"[.:]?\s+[A-Z]", line[end:]))
