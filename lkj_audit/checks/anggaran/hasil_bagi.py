"""ANG111 without a table: "terealisasi Rp… dari pagu Rp… atau 97 %": a percentage and the two amounts that it is of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Final

from lkj_audit.checks.anggaran.lines import exact, proof, quantity
from lkj_audit.checks.arithmetic import fits, percent, printed
from lkj_audit.checks.judging import graded
from lkj_audit.model import Block, Claim, Finding, Quantity, Report

FAR: Final = 25  # per cent; a figure that is more off may be the share of something else
_WHOLE: Final = re.compile(r"\b(?:pagu|anggaran|di(?:anggar|alokasi|sedia)kan|belanja|alokasi\w*|dana|dipa|dpa|"
                           r"total|jumlah|sebesar|"
                           r"plafon)\b", re.I)
_PART: Final = re.compile(r"\b(?:(?:te|di|me)?realisasi\w*|\w*(?:s|ny)erap\w*|digunakan|dibelanjakan|dicairkan|"
                          r"dimanfaatkan)\b", re.I)
_LEFT: Final = re.compile(r"\b(?:sisa\w*|tersisa|selisih|efisiensi|penghematan|tidak ter\w+|belum ter\w+)\b", re.I)
# Between the amounts and the percentage, these make it of something else.
_ELSE: Final = re.compile(
    r"\b(?:naik|turun|(?:me|pe)ningkat\w*|(?:me|pe)nurun\w*|kenaikan|bertambah|berkurang|tumbuh|pertumbuhan|"
    r"(?:di)?banding\w*|fisik|kinerja|output|target\w*|tahun\s+(?:lalu|sebelumnya)|semula|menjadi|hampir|sekitar|"
    r"kurang lebih|lebih dari|di ?atas|di ?bawah|masing-masing|rata-rata|per|deviasi|gap|capaian\s+(?!anggaran|"
    r"realisasi))\b",
    re.I)
_THAT_IS: Final = re.compile(r"\s*(?:%|persen\b)?\s*[,(]?\s*(?:yaitu|yakni|atau)\s+"
                             r"(?:(?:sebesar|senilai|realisasi|rp)\W*)*", re.I)
_OF: Final = re.compile(r"\W*(?:dari|terhadap)\b", re.I)
_OR: Final = re.compile(r"(?:\W|\b(?:atau|dengan|yaitu|yakni|sehingga|setara|sebesar|mencapai|telah|persentase|"
                        r"prosentase|"
                        r"presentase|tingkat|penyerapan\w*|serapan\w*|daya|serap|realisasi\w*|terealisasi|terserap|"
                        r"capaian|anggaran|keuangan|adalah|hanya|baru|rp|dari|pagu|total|sisa|tersisa)\b)*", re.I)


def told_shares(report: Report) -> Iterator[tuple[Claim, Finding | None]]:
    """Each percentage that stands with a whole and a part of it, with the finding where it is not the share."""
    for (index, _), group in groupby(report.claims, key=lambda c: (c.block, c.sentence)):
        block, told = report.document.flow[index], [c for c in group if c.value.number is not None]
        if isinstance(block, Block) and {"percent", "amount"} <= {c.kind for c in told}:
            for claim, amounts in _pairs(told):
                if shares := _shares(block, claim, amounts):
                    right = any(fits(quantity(claim.value), s) for s in shares)
                    yield claim, None if right else _finding(claim, amounts, shares[0])


def _pairs(told: Sequence[Claim]) -> Iterator[tuple[Claim, tuple[Claim, Claim]]]:
    """The percentages that close a run of just two amounts, or stand between the only two, or right before two, with
    these."""
    run: list[Claim] = []
    money = [c for c in told if c.kind == "amount"]
    shares = [c for c in told if c.kind == "percent"]
    for i, claim in enumerate(told):
        following = told[i + 1:i + 3]
        if claim.kind == "percent" and [c.kind for c in following] == ["amount"] * 2:
            yield claim, (following[0], following[1])
        if claim.kind == "amount":
            run.append(claim)
        elif claim.kind == "percent":
            if len(run) == 2 or (len(run) == len(shares) == 1 and len(money) == 2):
                yield claim, (run[0], run[1]) if len(run) == 2 else (money[0], money[1])
            run = []


def _shares(block: Block, claim: Claim, amounts: tuple[Claim, Claim]) -> list[tuple[Decimal, Decimal]]:
    """What the percentage may be: the smaller amount in the larger, where the words say that it is a part of it."""
    one, other = amounts
    text, at = block.text, max(block.text.rfind(claim.sentence, 0, claim.start + 1), 0)
    if claim.start < one.start:
        return _told_first(text[at:claim.start], text[_end(claim):one.start], text[_end(one):other.start], amounts)
    if claim.start < other.start:  # "sisa Rp1 atau 10 % dari pagu Rp10"
        return _in_between(text[at:one.start], text[_end(one):claim.start], text[_end(claim):other.start], amounts)
    first, between = text[at:one.start], text[_end(one):other.start]
    behind = text[_end(other):claim.start]
    for spelt in (one.words, other.words):
        behind = behind.replace(f"({spelt.text})", " ") if spelt else behind
    small, large = sorted((quantity(c.value) for c in amounts), key=lambda q: q.value or Decimal(0))
    rising = small is quantity(one.value)  # the part was told first: "Rp9 dari pagu Rp10"
    linked = re.search(r"\bdari\b", between, re.I) if rising else (_PART.search(between) or _LEFT.search(between))
    if not small.value or small.value == large.value or not linked:
        return []
    if _ELSE.search(between) or not _OR.fullmatch(behind):
        return []
    if (rising and not (_PART.search(first) or _LEFT.search(first))) or (not rising and not _WHOLE.search(first)):
        return []
    share = percent(small, large)
    rest = (100 - share[1], 100 - share[0])
    left = _LEFT.search(first if rising else between)
    again = _LEFT.search(behind) or (left and _PART.search(behind))
    return [share, rest] if left or again else [share]


def _in_between(first: str, behind: str, after: str, amounts: tuple[Claim, Claim]) -> list[tuple[Decimal, Decimal]]:
    """The same where the percentage stands between the amounts, the part first."""
    part, whole = (quantity(c.value) for c in amounts)
    told = (_PART.search(first) or _LEFT.search(first)) and _OR.fullmatch(behind) and _OF.match(after)
    if not told or _ELSE.search(after) or not part.value or not whole.value or part.value >= whole.value:
        return []
    return [percent(part, whole)]


def _told_first(first: str, behind: str, between: str, amounts: tuple[Claim, Claim]) -> list[tuple[Decimal, Decimal]]:
    """The same where the percentage is told first: "terserap 97,04% yaitu Rp9,7 miliar dari Rp10 miliar"."""
    part, whole = (quantity(c.value) for c in amounts)
    told = _PART.search(first) and _THAT_IS.fullmatch(behind) and _OF.match(between)
    other = _ELSE.search(between) or _ELSE.search(first.rpartition(", ")[2])  # "naik 2,10% yaitu …"
    if not told or other or not part.value or not whole.value or part.value >= whole.value:
        return []
    return [percent(part, whole)]


def _end(claim: Claim) -> int:
    return claim.start + len(claim.value.text)


def _finding(claim: Claim, amounts: tuple[Claim, Claim], share: tuple[Decimal, Decimal]) -> Finding:
    stated: Quantity = quantity(claim.value)
    expected = printed((share[0] + share[1]) / 2, stated.step)
    far = abs(exact(claim.value) - expected) > FAR
    sure = (0.5 if far else 0.85) * min(c.value.confidence for c in (claim, *amounts))
    part, whole = sorted((c.value for c in amounts), key=exact)
    return Finding("ANG111", graded("error", sure), sure,
                  {"stated": exact(claim.value), "expected": expected, "page": claim.value.places[0].page,
                   "realisasi": part.text, "pagu": whole.text},
                  (*proof("stated", (claim.value,)), *proof("part", (part,)), *proof("whole", (whole,))),
                  item=f"{part.text} / {whole.text}", column="persen", kind="narasi", expected=expected,
                  stated=exact(claim.value), difference=exact(claim.value) - expected, variant="hasil")
