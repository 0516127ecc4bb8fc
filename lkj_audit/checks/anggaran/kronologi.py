"""ANG115: a chain of amounts in the text (initial, cut, grant, final) does not add up.

Each amount of a paragraph is a level ("menjadi", "total anggaran", "pagu akhir") or a change ("dikurangi", "hibah
sebesar") by the words between the amount before it and itself; an amount that is neither, or a change without an
amount, breaks the chain there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

from lkj_audit.checks.anggaran.kalimat import MONEY
from lkj_audit.checks.anggaran.lines import exact, proof, quantity
from lkj_audit.checks.arithmetic import Span, fits, span
from lkj_audit.checks.judging import graded
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Block, Claim, Evidence, Finding, NotEvaluated, Report

_LESS = re.compile(r"\b(?:(?:di|ber)?kurang\w*|[mp]engurang\w*|turun|[mp]enurun\w*|(?:di)?potong\w*|[mp]emotong\w*|"
                   r"penghematan|dihemat|efisiensi|(?:di)?rasionalisasi(?:kan)?|refocus+ing|recofus+ing|(?:di)?blokir|"
                   r"pemblokiran|dikembalikan|pengembalian|(?:di)?tarik|penarikan)\b", re.I)
_MORE = re.compile(r"\b(?:(?:di|ber)?tambah\w*|[mp]enambah\w*|naik|kenaikan|hibah|(?:mem|di)peroleh|"
                   r"mendapat(?:kan)?|menerima|top ?up)\b", re.I)
_LEVEL = re.compile(r"\b(?:menjadi|(?<!tambahan )alokasi|total|jumlah|berjumlah|pagu|dipa|dpa|semula|awal|murni|induk|"
                    r"pokok|akhir|final|ditetapkan|dialokasikan|mengelola|memiliki)\b", re.I)
_OTHER = re.compile(r"\b(?:realisasi\w*|terealisasi|\w*(?:s|ny)erap\w*|sisa\w*|output|belanja (?:pegawai|barang|modal)|"
                    r"program|kegiatan|terdiri|rincian|yaitu|meliputi|antara lain|di ?antaranya|lalu|sebelumnya|"
                    r"pendapatan|penerimaan)\b", re.I)
_BACKWARDS = re.compile(r"\b(?:setelah|sesudah|atas|dengan|akibat)\s[^.;]{0,60}\b(?:tersebut|itu|ini|dimaksud)\b|"
                        r"\b(?:akibat|karena|dengan adanya)\s[^.;,]{0,60},", re.I)
# What the amount before was for, or came from: "Rp… melalui refocusing sehingga menjadi".
_PURPOSE = re.compile(r"^\s*(?:melalui|karena|untuk|pada|sebagai|berupa|oleh|dari|dalam rangka|akibat)\b[^.;,]{0,80}?"
                      r",?\s(?=(?:sehingga|hingga|maka)\b)", re.I)
_OF_A_PART = re.compile(r"(?<=mbahan|rangan|tongan|ematan) (?:anggaran )?(?:pada )?belanja "
                        r"(?:pegawai|barang|modal)", re.I)
_SHARE = re.compile(r"\b(?:realisasi\w*|terealisasi|\w*(?:s|ny)erap\w*)[^.;]{0,40}?\d+(?:[.,]\d+)?\s?(?:%|persen\b)",
                    re.I)
_FROM = re.compile(r"\bdari\b[^.,;]{0,40}$", re.I)
# "Pagu setelah refocusing adalah …", and "sebelum refocusing pagu sebesar …", which is told after it.
_AFTER = re.compile(r"\b(?:setelah|sesudah|pasca)\b[^.;,]{0,60}\b(?:adalah|ialah|tercatat)\b[^.;]{0,30}$", re.I)
_FIRST = re.compile(r"\b(?:semula|awal(?:nya)?|mula-mula|sebelum(?!\s+tahun))\b", re.I)
Kind = Literal["level", "from", "less", "more", ""]


class _Step(NamedTuple):
    """An amount of the chain: a level, the level that a change starts "from", or a change. ``silent`` when the words
    before it tell of a change that has no amount, ``first`` when they call it the one before all changes."""

    claim: Claim
    kind: Kind
    silent: bool
    first: bool = False


@dataclass(slots=True)
class _Chain:
    """The level last stated and the changes since; ``whole`` while each of them has its amount."""

    start: Claim
    changes: list[_Step] = field(default_factory=list)
    whole: bool = True


def _step(before: str, claim: Claim) -> _Step:
    """What the amount is, by the words ``before`` it since the amount before."""
    text = _SHARE.sub(" ", _BACKWARDS.sub(" ", _OF_A_PART.sub(" ", _PURPOSE.sub(" ", before))))
    if _OTHER.search(text):
        return _Step(claim, "", False)
    if _AFTER.search(text):
        return _Step(claim, "level", True)
    if (start := _FROM.search(text)) and not (_LESS.search(start[0]) or _MORE.search(start[0])):
        return _Step(claim, "from", False)
    last = {kind: max((m.start() for m in cue.finditer(text)), default=-1)
            for kind, cue in (("level", _LEVEL), ("less", _LESS), ("more", _MORE))}
    change = max(last["less"], last["more"])
    # "total", "final" and "menjadi" nearest the amount make it a level, whatever led there; so does a budget by itself
    if last["level"] > change or (change < 0 and MONEY.search(text)):
        return _Step(claim, "level", change >= 0, bool(_FIRST.search(text)))
    if change < 0:
        return _Step(claim, "", False)
    both = min(last["less"], last["more"]) >= 0
    # a cut of a grant is a cut
    return _Step(claim, "less" if last["less"] >= 0 else "more", both and "hibah" not in text.casefold())


def _steps(block: Block, claims: list[Claim]) -> Iterator[_Step]:
    at = 0
    for claim in claims:
        yield _step(block.text[at:claim.start], claim)
        at = claim.start + len(claim.value.text)
        if claim.words:  # its words in brackets
            at = max(at, block.text.find(claim.words.text, at) + len(claim.words.text))


def _chains(steps: Iterator[_Step]) -> Iterator[tuple[Claim, list[_Step], Claim]]:
    """Each level with the changes since the level before, where nothing is missing between them; at last the changes
    from a level that was told after the one that they led to."""
    chain: _Chain | None = None
    reached: Claim | None = None
    before: list[_Step] = []  # a change told before the level that it starts from
    for step in steps:
        if step.kind == "from":
            led = [s for s in before if s.kind in ("less", "more")]
            reached = chain.start if chain and led and chain.changes == led else None
            chain = _Chain(step.claim, led)
        elif step.kind == "level":
            if chain and chain.changes and chain.whole and not step.silent:
                yield chain.start, chain.changes, step.claim
            reached = chain.start if chain and step.first and not any(s.kind for s in chain.changes) else None
            chain = _Chain(step.claim)
        elif chain:
            chain.changes.append(step)
            chain.whole = chain.whole and step.kind != "" and not step.silent
        before = [step]
    if chain and reached and chain.changes and chain.whole:
        yield chain.start, chain.changes, reached


def _reached(start: Claim, changes: list[_Step]) -> Span:
    low, high = span(quantity(start.value))
    for step in changes:
        least, most = span(quantity(step.claim.value))
        low, high = (low - most, high - least) if step.kind == "less" else (low + least, high + most)
    return low, high


@rule("ANG115", "kronologi-revisi", "error")
def kronologi_revisi(report: Report) -> Iterator[Outcome]:
    """A chain of amounts in the text does not add up."""
    by_block: dict[int, list[Claim]] = {}
    for claim in report.claims:
        if claim.kind == "amount" and claim.value.number is not None:
            by_block.setdefault(claim.block, []).append(claim)
    if not any(len(claims) > 2 for claims in by_block.values()):
        yield NotEvaluated("ANG115", "no-revision")
        return
    for index, claims in by_block.items():
        block = report.document.flow[index]
        if isinstance(block, Block) and len(claims) > 2:
            for start, changes, end in _chains(_steps(block, sorted(claims, key=lambda c: c.start))):
                yield CHECKED
                if not fits(quantity(end.value), _reached(start, changes)):
                    yield _finding(start, changes, end)


def _finding(start: Claim, changes: list[_Step], end: Claim) -> Finding:
    signed = [-exact(s.claim.value) if s.kind == "less" else exact(s.claim.value) for s in changes]
    expected = exact(start.value) + sum(signed, Decimal(0))
    off = exact(end.value) - expected
    # a chain that misses by more than its changes was not read as it was meant
    sure = 0.9 if abs(off) < max(map(abs, signed)) else 0.55
    confidence = sure * min(c.value.confidence for c in (start, end, *(s.claim for s in changes)))
    parts: tuple[Evidence, ...] = proof("part", (s.claim.value for s in changes))
    return Finding(
        rule="ANG115", severity=graded("error", confidence), confidence=confidence,
        params={"start": exact(start.value), "change": sum(signed, Decimal(0)), "expected": expected,
                "stated": exact(end.value), "difference": abs(off), "page": end.value.places[0].page},
        evidence=(*proof("stated", (end.value,)), *proof("whole", (start.value,)), *parts),
        item=f"{start.value.text} … {end.value.text}", column="pagu", kind="narasi", expected=expected,
        stated=exact(end.value), difference=off)
