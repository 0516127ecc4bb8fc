"""What the text points to by number: "Tabel 3.1", "Gambar 2", "Lampiran II"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lkj_audit import facts
from lkj_audit.model import Block, CrossReference, Document
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of

NUMBERED = Cued(
    r"\b((?i:Tabel|Gambar|Grafik|Bagan|Diagram|Foto|Lampiran))\s+"
    r"(\d+(?:[.\-]\d+)*(?:[.\-]?[A-Za-z])?|[IVX]+(?:[.\-]\d+)?)(?![\w/%])"
    r"(?!\s*(?:\(|(?:orang|buah|halaman|hari|minggu|bulan|triwulan|semester|tahun|kolom|baris|lembar|dimensi|jenis|"
    r"macam)\b))", "tabel", "gambar", "grafik", "bagan", "diagram", "foto", "lampiran", flags=0)
_ANNEXED = re.compile(r"^\W*(?:Perjanjian|Laporan)\b", re.I)
_RUNS_ON = re.compile(r"^\W*(?:di\s?atas|di\s?bawah|berikut|tersebut|dapat|menunjuk|menjelas|menggambar|menyaji|"
                      r"membanding|menguraikan|merinci|merangkum|mencantum|"
                      r"memuat|memperlihat|menampil|(?:merupakan|adalah|ini|dan|serta|maka|bahwa|yang)\b|terlihat|"
                      r"diketahui)", re.I)


def find_references(document: Document) -> tuple[CrossReference, ...]:
    """All that the paragraphs point to by number, less captions and what stands in other documents."""
    return tuple(r for i, block in enumerate(document.flow) if isinstance(block, Block) and block.kind == "paragraph"
                 for r in _of_block(block, i))


def plain_number(number: str) -> str:
    """The number of a caption, or of what points to it, in one spelling: 3-1a and 3.1.A are 3.1.a."""
    return re.sub(r"(?<=\d)[.\-]?([A-Za-z])$", lambda m: f".{m[1].lower()}", number).replace("-", ".")


def runs_on(text: str, end: int) -> bool:
    """Whether the sentence goes on after a label and number that end at ``end``; a caption has its title there."""
    return _RUNS_ON.match(text[end:]) is not None


@cache
def elsewhere() -> re.Pattern[str]:
    """"Tabel 3.1 Renstra", "Lampiran II Peraturan …" and the like stand in other documents."""
    words = "|".join(facts.structure()["dokumen_lain"]).replace("*", r"\w*")
    return re.compile(rf"^\W*(?:(?:dalam|pada|dari|di|dokumen|buku)\s+)*(?:{words})\b", re.I)


def _of_block(block: Block, index: int) -> Iterator[CrossReference]:
    for m in NUMBERED.finditer(block.text):
        after = block.text[m.end():]
        title = m.start() < 3 and not runs_on(block.text, m.end())  # a caption that was read as a paragraph
        other = elsewhere().match(after) or _ANNEXED.match(after)
        if not title and not other and "peraturan" not in block.text[:m.start()].casefold()[-60:]:
            yield CrossReference(m[1].capitalize(), plain_number(m[2]), value_of(block, *m.span()), index,
                                 m.start())
