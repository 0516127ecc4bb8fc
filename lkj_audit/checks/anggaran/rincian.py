"""ANG116: the text states a total and its parts, and the parts do not add up to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from lkj_audit.checks.anggaran.banyak import miscounted
from lkj_audit.checks.anggaran.dipa import of_several
from lkj_audit.checks.anggaran.kalimat import wording
from lkj_audit.checks.anggaran.lines import exact, proof, quantity
from lkj_audit.checks.arithmetic import add, fits
from lkj_audit.checks.judging import graded
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Block, Claim, Finding, NotEvaluated, Report
from lkj_audit.normalize.figures.sums import Summed, sums_of_money

# What leads from a total to all of its parts, to what may be all of them, and to some of them only.
_PARTS = re.compile(r"\b(?:terdiri\s+(?:dari|atas)|terbagi|dibagi|dengan\s+(?:perincian|rincian)|(?:pe)?rincian\w*|"
                    r"dirinci|masing-masing|meliputi|mencakup|bersumber\s+dari|berasal\s+dari|yaitu|yakni)\b", re.I)
_LOOSE = re.compile(r"\b(?:meliputi|mencakup|bersumber|berasal)\b", re.I)
_SOME = re.compile(r"\b(?:antara\s+lain|di\s?antaranya|termasuk|sebagian|salah\s+satu\w*|terutama|sisanya|"
                   r"selebihnya|lain(?:nya|-lain)|sebagainya|seterusnya|dll|dst)\b", re.I)
# Words that make an amount something else than a part of the same thing.
_COLUMNS = {"realisasi": re.compile(r"\b(?:\w*realisasi\w*|\w*(?:s|ny)erap\w*|pencairan)\b", re.I),
            "sisa": re.compile(r"\b(?:sisa\w*|saldo|selisih|efisiensi)\b", re.I),
            "pagu": re.compile(r"\b(?:pagu|alokasi|dialokasikan)\b", re.I)}
_CHANGE = re.compile(r"\b(?:menjadi|semula|revisi|dikurangi|ditambah|bertambah|berkurang|target|"
                     r"tahun\s+(?:20\d\d|lalu)|total|jumlah\w*|keseluruhan|dari)\b", re.I)
_CONSISTS = re.compile(r"\bterdiri\s+(?:dari|atas)\b", re.I)
_LEADING = re.compile(r"\bterdiri\s+(?:dari|atas)\b|\bdengan\s+jumlah\b(?!\s+(?:total|keseluruhan))", re.I)
_ITEM = re.compile(r"\s*(?:\(?\d{1,2}[.)]|\(?[a-z][.)]|[-–•▪])\s*", re.I)


def _columns(text: str) -> set[str]:
    return {name for name, cue in _COLUMNS.items() if cue.search(text)}


def _breakdown(report: Report, total: Claim, by_block: dict[int, list[Claim]]) -> list[Claim]:
    """The amounts that ``total`` is broken down into, by its own sentence or by the list that follows; none where the
    sentence does not say that they are all of it."""
    block = report.document.flow[total.block]
    if not isinstance(block, Block):
        return []
    start = total.start + len(total.value.text)
    if total.words:
        start = max(start, block.text.find(total.words.text, start) + len(total.words.text))
    first = block.text.rfind(total.sentence, 0, total.start + len(total.sentence))
    tail = block.text[start:first + len(total.sentence)]
    lead = _PARTS.search(tail)
    after = [c for c in by_block[total.block] if c.start > total.start and c.sentence == total.sentence]
    if not lead or _SOME.search(tail) or (after and after[0].start < start + lead.start()):
        return []
    if after and _PARTS.search(block.text, after[0].start, after[-1].start):
        return []  # parts of parts
    if after:
        return _uniform(block, start + lead.end(), after, total)
    return _list(report, total, by_block) if tail.rstrip().endswith(":") else []


def _uniform(block: Block, start: int, parts: list[Claim], total: Claim) -> list[Claim]:
    """``parts`` when each is a part of one and the same thing: no pagu beside a realisasi, no change, no total."""
    first = _columns(block.text[block.text.rfind(total.sentence, 0, total.start + len(total.sentence)):total.start])
    at = start
    for part in parts:
        words = _LEADING.sub(" ", block.text[at:part.start])
        if _CHANGE.search(words) or not _columns(words) <= first:
            return []
        at = part.start + len(part.value.text)
    return parts


def _list(report: Report, total: Claim, by_block: dict[int, list[Claim]]) -> list[Claim]:
    """The amounts of the list items after the block of ``total``: one each, in items of one style."""
    parts: list[Claim] = []
    for i in range(total.block + 1, len(report.document.flow)):
        item = report.document.flow[i]
        if not isinstance(item, Block) or item.kind != "paragraph" or not _ITEM.match(item.text):
            break
        claims = by_block.get(i, [])
        if len(claims) != 1 or _CHANGE.search(item.text[:claims[0].start]) or _SOME.search(item.text):
            return []
        parts += claims
    return parts


def _nested(total: Claim, parts: Sequence[Claim]) -> bool:
    """Whether some of the parts are parts of others, so that the rest add up."""
    values = [exact(c.value) for c in parts]
    for i, value in enumerate(values):
        for j in range(i + 3, len(values) + 1):
            if sum(values[i + 1:j]) == value and sum(values[:i + 1] + values[j:]) == exact(total.value):
                return True
    return exact(total.value) in values


def _beyond(report: Report, total: Claim, parts: Sequence[Claim]) -> bool:
    """Whether something that ``total`` is said to consist of is larger than it."""
    block = report.document.flow[total.block]
    between = block.text[total.start:parts[0].start] if isinstance(block, Block) else ""
    return bool(_CONSISTS.search(between)) and max(exact(p.value) for p in parts) > exact(total.value)


@rule("ANG116", "rincian-narasi", "error")
def rincian_narasi(report: Report) -> Iterator[Outcome]:
    """The text states a total and its parts, and the parts do not add up to it; or another number of programmes than
    the budget tables have."""
    by_block: dict[int, list[Claim]] = {}
    for claim in sorted(report.claims, key=lambda c: (c.block, c.start)):
        if claim.kind == "amount" and claim.value.number:
            by_block.setdefault(claim.block, []).append(claim)
    broken_down = [(total, parts) for claims in by_block.values() for total in claims
                   if len(parts := _breakdown(report, total, by_block)) > 1]
    counted = [*miscounted(report), *_summed_up(report), *of_several(report)]
    yield from counted
    if not broken_down and not counted:
        yield NotEvaluated("ANG116", "no-breakdown")
    for total, parts in broken_down:
        right = fits(quantity(total.value), add(quantity(p.value) for p in parts)) or _nested(total, parts)
        far = 3 * abs(exact(total.value) - sum(exact(p.value) for p in parts)) > exact(total.value)
        if not right and far and not _beyond(report, total, parts):
            continue  # prices, or some of the parts
        yield CHECKED
        if not right:
            yield _finding(report, total, parts)


def _summed_up(report: Report) -> Iterator[Outcome]:
    """Sentences that add up amounts of one and the same thing: "a dan b, sehingga seluruhnya c"."""
    for told in sums_of_money(report.document):
        if not told.first and len(set().union(*map(_columns, told.gaps))) > 1:
            continue
        yield CHECKED
        if not told.holds and told.is_near:
            yield _not_the_sum(told)


def _not_the_sum(told: Summed) -> Finding:
    stated, off = exact(told.total), exact(told.total) - told.expected
    confidence = 0.85 * min(v.confidence for v in (told.total, *told.parts))
    return Finding(
        rule="ANG116", severity=graded("error", confidence), confidence=confidence,
        params={"stated": stated, "expected": told.expected, "count": len(told.parts), "difference": abs(off),
                "page": told.total.places[0].page},
        evidence=(*proof("stated", (told.total,)), *proof("part", told.parts)), item=told.total.text, column="",
        kind="narasi", expected=told.expected, stated=stated, difference=off)


def _finding(report: Report, total: Claim, parts: Sequence[Claim]) -> Finding:
    expected = sum((exact(p.value) for p in parts), Decimal(0))
    off = exact(total.value) - expected
    # far off, or after a loose word, the list may be of some of the parts only
    sure = 0.55 if abs(off) * 5 > exact(total.value) or _LOOSE.search(total.sentence) else 0.88
    confidence = sure * min(c.value.confidence for c in (total, *parts))
    return Finding(
        rule="ANG116", severity=graded("error", confidence), confidence=confidence,
        params={"stated": exact(total.value), "expected": expected, "count": len(parts), "difference": abs(off),
                "page": total.value.places[0].page},
        evidence=(*proof("stated", (total.value,)), *proof("part", (p.value for p in parts)), *wording(report, total)),
        item=total.value.text, column=total.about, kind="narasi", expected=expected, stated=exact(total.value),
        difference=off)
