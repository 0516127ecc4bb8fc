"""How far from its target a result is said to be: "lebih rendah 4% dari target", "3 menit lebih cepat dari target"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from lkj_audit.model import Block, Quantity, Report, Value
from lkj_audit.normalize.narrative.roles import NUMBER, readings_of, values_in
from lkj_audit.normalize.once import once
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.sentences import sentences

_MORE: Final = r"lebih\s+(?:tinggi|rendah|besar|kecil|banyak|sedikit|cepat|lambat|lama|singkat)"
_SIZE: Final = (rf"(?:Rp\.?\s?)?(?P<size>{NUMBER})(?:,-)?(?:\s*(?:%|persen\b))?"
                r"(?:\s+(?!(?:di|dari|lebih|masih|telah|sudah|juga|dan|atau)\b)[a-z]+)?")
_THAN: Final = r"\s+(?:dari(?:pada)?|di ?bawah|di ?atas|terhadap|dibanding\w*(?:\s+dengan)?)\s+target\b"
_TOLD: Final = tuple(Cued(pattern, "target") for pattern in (
    rf"\b(?:{_MORE}|kurang|selisih|terpaut)\s+(?:sebesar\s+|sebanyak\s+)?{_SIZE}{_THAN}",
    rf"(?<!mencapai )(?<!sebesar )(?<!adalah )(?<!terealisasi ){_SIZE}\s+{_MORE}\s+(?:dari(?:pada)?|dibanding\w*)\s+"
    r"target\b",
    rf"\b(?:masih|terpaut|selisih|hanya|berada)\s+{_SIZE}\s+di ?(?:bawah|atas)\s+target\b",
    rf"\b(?:melampaui|melebihi)\s+target(?:nya)?\s+(?:yang\s+(?:telah\s+)?ditetapkan\s+)?(?:sebesar|sebanyak)\s+"
    rf"{_SIZE}"))
_THIS: Final = re.compile(r"\b(?:ini|itu|tersebut)\b", re.I)
# Of money spent, or of another target than this year's.
_OTHER: Final = re.compile(
    r"\b(?:anggaran|pagu|\w*serapan|belanja|renstra|rpjm\w*|jangka menengah|akhir(?! tahun\b)|nasional|provinsi|"
    r"standar|triwulan|semester|tahun (?:lalu|sebelumnya|depan)|masing-masing|rata-rata capaian)\b", re.I)


class Distance(NamedTuple):
    """The ``size`` with what it may be read as, the other figures of its sentence, and of that before, to which it may
    say that it ``refers``: "angka ini"."""

    block: Block
    size: Value
    readings: tuple[Quantity, ...]
    beside: frozenset[Decimal]
    before: frozenset[Decimal]
    refers: bool


@once
def distances(report: Report) -> tuple[Distance, ...]:
    """All such statements of the paragraphs."""
    return tuple(_distances(report))


def _distances(report: Report) -> Iterator[Distance]:
    seen: set[tuple[int, int]] = set()
    for pattern in _TOLD:
        for index, block, m in pattern.over(report.document):
            start, end, before = _sentence(block.text, m.start())
            if block.kind != "paragraph" or (index, m.start("size")) in seen or _OTHER.search(block.text, start, end):
                continue
            seen.add((index, m.start("size")))
            rest = f"{block.text[start:m.start('size')]} {block.text[m.end('size'):end]}"
            yield Distance(block, value_of(block, *m.span("size")), readings_of(m["size"]),
                           frozenset(values_in(rest)), frozenset(values_in(block.text[before:start])),
                           _THIS.search(rest) is not None)


def _sentence(text: str, at: int) -> tuple[int, int, int]:
    """Where the sentence at ``at`` begins and ends, and where the one before it begins."""
    spans = sentences(text)
    n = next((i for i, (start, end) in enumerate(spans) if start <= at < end), 0)
    return *spans[n], spans[max(n - 1, 0)][0]
