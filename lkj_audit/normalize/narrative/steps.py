"""Steps that sentences give with what they lead from and to: "naik 0,31 poin dari 3,31 menjadi 3,52"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lkj_audit.model import Block, Document
from lkj_audit.normalize.narrative.roles import NUMBER
from lkj_audit.normalize.once import once
from lkj_audit.normalize.text.sentences import sentences

_CUES: Final = ("naik", "turun", "tumbuh", "meningkat", "peningkatan", "bertambah", "berkurang", "menurun", "selisih",
                "lebih")
_UNIT = r"(?:\s*(?:%|persen\b))?"
_WAY = (r"\b(?P<way>naik|turun|tumbuh|(?:ke|pe|me)(?:naik|nurun|ningkat)\w*|bertambah|berkurang|selisih|"
         r"lebih (?:tinggi|besar|banyak|rendah|kecil|sedikit|cepat|lambat|singkat|lama))\b")
_STEP = rf"{_WAY}\s*(?:sebesar\s+|sebanyak\s+)?(?P<step>{NUMBER})(?P<share>{_UNIT})\s*(?P<points>po[ie]n\b)?"
_GAP = r"[^.;:\d]{0,60}?"
# What may stand between a figure and its step: no other figure's name.
_THEN = r"(?:(?!\b(?:realisasi|capaian|target)\b)[^.;:\d]){0,60}?"
_OLD, _NEW = (rf"(?P<{name}>{NUMBER}){_UNIT}" for name in ("old", "new"))
_ENDED = r"(?:\s+[a-z]+)?(?=\s*(?:[.,;)]|$|dibanding|dari|selama|dalam|pada|tahun))"
_TOLD: Final = tuple(re.compile(pattern, re.I) for pattern in (
    rf"{_STEP},?{_GAP}\b(?:dari|semula)\b{_GAP}{_OLD}{_GAP}\bmenjadi\b{_GAP}{_NEW}",
    rf"\b(?:dari|semula)\b{_GAP}{_OLD}{_GAP}\bmenjadi\b{_GAP}{_NEW}(?:\s+[a-z]+)?(?:\s+pada)?\W*(?:atau|berarti|artinya|"
    rf"sehingga)?\s*(?:ada|terdapat|terjadi|mengalami)?\s*{_STEP}{_ENDED}",
    rf"{_NEW}{_THEN}{_STEP}(?:\s+[a-z]+)?\s+(?:dari(?:pada)?|dibanding\w*)\b{_GAP}(?:\b(?:sebesar|sebanyak|mencapai|"
    rf"adalah|yaitu|yang|tercatat|berjumlah)\s+|\(){_OLD}",
    rf"\b(?:dibanding\w*|dari)\b{_GAP}\b(?:sebesar|mencapai|adalah|yaitu|yang)\s+{_OLD}\s*,?{_GAP}{_STEP}"
    rf"{_GAP}\bmenjadi\b{_GAP}{_NEW}"))
# Where the figures are of two things, or of no step: "naik 2 kali lipat", "… dan melampaui target sebesar 82".
_OTHER: Final = re.compile(r"\b(?:target\w*|dan|serta|sedangkan|namun|nasional|provinsi|rata-rata|melampaui|melebihi|"
                           r"semester|triwulan)\b", re.I)
_BUDGET: Final = re.compile(r"\b(?:pagu|anggaran|dipa|dpa|apb[dn]|alokasi)\b", re.I)
_TIMES: Final = re.compile(r"\s*kali\b", re.I)
# "21.034 ton, naik 3.228 ton atau 18,13%"
_GROWN: Final = re.compile(
    rf"{_NEW}(?:\s+[^\W\d]+)?,?\s+(?:yang\s+|atau\s+)?{_WAY}\s*(?:sebesar\s+|sebanyak\s+)?(?P<step>{NUMBER})"
    rf"(?:\s+[^\W\d]+)?"
    rf"\s*(?:\batau\s+|\()(?:sebesar\s+)?(?P<share>{NUMBER})\s*(?:%|persen\b)"
    r"(?!\)?\s+(?:dari|terhadap|untuk)\b(?!\s+(?:tahun|realisasi|capaian|semula)\b))", re.I)
_PLANNED: Final = re.compile(r"\btarget\w*\s+(?:sebesar\s+|sebanyak\s+)?$", re.I)
_AND_SO: Final = re.compile(rf"\b(?:dan|serta)\s+(?:\w+\s+)?(?={_WAY})", re.I)  # "… bermutu B dan naik 1,46 poin"
# Two figures, which a sentence must have to be looked at.
_TWO: Final = re.compile(r"\d\D+\d")
# Years, and the sign of an amount, which part a figure from what is said of it.
_ASIDE: Final = re.compile(r"\(?\b(?:tahun\s+)?(?:19|20)\d\d\b\)?(?![.,]\d)|\bRp\.?\s?(?=\d)", re.I)


@once
def told_steps(document: Document) -> tuple[tuple[Block, re.Match[str]], ...]:
    """What the paragraphs say so: groups way, step, old and new, and points where the step is called so."""
    return tuple(_steps(document))


def _steps(document: Document) -> Iterator[tuple[Block, re.Match[str]]]:
    for _, block in document.holding(*_CUES):
        if block.kind != "paragraph":
            continue
        text = _ASIDE.sub(lambda m: " " * len(m[0]), block.text)
        for start, end in sentences(block.text):
            if not _TWO.search(text, start, end):
                continue
            m = next((m for pattern in _TOLD if (m := pattern.search(text, start, end))), None)
            if m is not None and "Rp" in block.text[m.start():m.end()] and _BUDGET.search(block.text, start, end):
                continue  # ANG115 follows these
            if m is not None and not _OTHER.search(_AND_SO.sub(" ", m[0])) and not _TIMES.match(
                    text, m.end("step")) and not _PLANNED.search(text, start, m.start("new")):
                yield block, m


@once
def told_growths(document: Document) -> tuple[tuple[Block, re.Match[str]], ...]:
    """Steps told as a number and as growth in per cent: groups way, new, step and share."""
    return tuple(_growths(document))


def _growths(document: Document) -> Iterator[tuple[Block, re.Match[str]]]:
    for _, block in document.holding(*_CUES):
        found = _GROWN.finditer(block.text) if block.kind == "paragraph" else ()
        yield from ((block, m) for m in found if not _PLANNED.search(block.text, 0, m.start()))
