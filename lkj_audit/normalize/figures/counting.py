"""Sentences that tell how many of something there are: "sebanyak 1.250 peserta dari 14 kecamatan"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from lkj_audit.model import Block, Document
from lkj_audit.normalize.once import once
from lkj_audit.normalize.text.sentences import sentences

_COUNT: Final = re.compile(r"(\d(?<![\w.,/-]\d)(?:\d{0,2}(?:\.\d{3})+|\d{1,5}))(?![\w%]|[.,/-]\d|\s*(?:%|persen))")
_YEAR: Final = re.compile(r"\b20\d\d\b(?<!pemilu \d{4})(?<!serentak \d{4})(?<!pilkada \d{4})(?<!pemilihan \d{4})", re.I)
_NOT_A_COUNT: Final = re.compile(r"(?:\b(?:nomor|no|tahun|pasal|rp|tanggal|hal|tabel|sejak)\.?|[(]?\b20\d\d)\s*$", re.I)
_ANOTHER_TIME: Final = re.compile(r"\b(?:target|ditargetkan|rencana|sebelumnya|tahun lalu|semula|naik|turun|kenaikan|"
                           r"penurunan|dibanding\w*|selisih|triwulan|semester (?:i|1|pertama)\b|rata-rata|minimal|"
                           r"maksimal|paling (?:sedikit|kurang|banyak|sering|lama|lambat|tinggi|rendah))\b", re.I)
_SHORT: Final = 20  # characters before a number in which the word stands that says what it is


class Counting(NamedTuple):
    """A sentence with its place (the block's index in ``Document.flow``, where it begins in the block), its whole
    numbers, and the years it names; not one of plans, of changes, or of a part of a year."""

    place: int
    block: Block
    start: int
    text: str
    counts: dict[int, re.Match[str]]
    years: frozenset[int]


@once
def counting_sentences(document: Document) -> tuple[Counting, ...]:
    """All of the paragraphs."""
    return tuple(_found(document))


def _found(document: Document) -> Iterator[Counting]:
    for index, block in enumerate(document.flow):
        if not isinstance(block, Block) or block.kind != "paragraph" or not _COUNT.search(block.text):
            continue
        for start, end in sentences(block.text):
            said = block.text[start:end]
            counts = {int(m[1].replace(".", "")): m for m in _COUNT.finditer(said)
                      if not _NOT_A_COUNT.search(said, max(0, m.start() - _SHORT), m.start())}
            if counts and not _ANOTHER_TIME.search(said):
                yield Counting(index, block, start, said, counts, frozenset(map(int, _YEAR.findall(said))))
