"""Figures of the running text as the rules of this family see them: what stands before them, and which budget line they
are about.

A figure is tied to a line by the amounts it stands with, by the line's name right before it, or by standing alone below
a table of one row. Where it is tied to several lines (one programme in three tables), it is wrong only when it agrees
with none of them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lkj_audit.checks.anggaran.lines import by_table, name_key, roots
from lkj_audit.model import Block, BudgetLine, Claim, Evidence, Report
from lkj_audit.normalize.once import once
from lkj_audit.normalize.text.cues import value_of

# Words after which a figure is a wish, a rule, a comparison or a change, not this year's result.
_NOT_A_RESULT = re.compile(
    r"\b(?:target\w*|minimal|maksimal|paling|apabila|jika|bila|bilamana|harus|wajib|agar|naik|turun|\w*meningkat\w*|"
    r"\w*menurun\w*|kenaikan|penurunan|peningkatan|pengurangan|pemotongan|"
    r"penambahan|tambahan|selisih|\w*banding\w*|sebelumnya|lalu|rata-rata|standar|nasional|"
    r"sisa\w*|hibah|semula|awal|revisi\w*|blokir\w*|triwulan|semester|bulan|januari|februari|maret|april|mei|juni|juli|"
    r"agustus|september|oktober|november|usul\w*|rencana\w*|kebutuhan)\b", re.I)
# … unless they say that it is the last word.
_FINAL = re.compile(r"\b(?:realisasi dan target|target dan realisasi|(?:setelah|hasil|sesuai)\s+revisi(?:\s+\w+)?|"
                    r"revisi\s+(?:terakhir|akhir|final))\b", re.I)
MONEY = re.compile(r"\b(?:anggaran|belanja|\w*(?:s|ny)erap\w*|pagu|dana|dipa|keuangan)\b", re.I)
# What may stand between an item's name and its figure.
_LINK = re.compile(r"(?:\W|\b(?:sebesar|senilai|sejumlah|adalah|yaitu|yakni|mencapai|\w*realisasi\w*|"
                   r"\w*(?:s|ny)erap\w*|dengan|capaian|per?sentase|prosentase|presentase|telah|dapat|rp|atau|hanya|baru|"
                   r"hingga|sampai|tahun|anggaran|ta|20\d\d|pada)\b)*", re.I)
_CLAUSE = re.compile(r"[,;]\s|\b(?:sehingga|sedangkan|sementara|namun|serta)\b", re.I)
_OTHER = re.compile(r"\b(?:kinerja|indikator|output|keluaran|fisik|efisien\w*|ikpa|program|kegiatan|"
                    r"belanja(?!\s*(?:$|[^\w\s]|sebesar|senilai|mencapai|adalah|sampai|hingga|tahun|pada|sejumlah))|"
                    r"(?-i:DAU|DAK|DBH|BOK|BLUD|PNBP|SBSN)|bidang|seksi|bagian|"
                    r"ter(?:endah|kecil|tinggi|besar))\b", re.I)
_WITH_WORK = re.compile(r"\banggaran\s+dan\s+(?:pelaksanaan\s+)?(?:kegiatan|program|kinerja)\b", re.I)
_PART = re.compile(r"\b(?:[Pp]rogram|[Kk]egiatan|[Bb]idang|[Ss]eksi) [A-Z]")
_TITLE = re.compile(r"\b(?:(?:Program|Kegiatan)\s+|(?=(?:Belanja|Dana|Hibah)\s(?!(?:[Pp]er|[Mm]enurut)\b)))([A-Z].+?)"
                    r"(?:\s+(?:Tahun|TA|T\.A|[Pp]er|[Mm]enurut)\b.*|\s*[(\d].*)?$")
_NAME = re.compile(r"\b(?:Program|Kegiatan|[Ss]ub\s?[Kk]egiatan)\s+[A-Z][\w/-]*"
                   r"(?:,?\s+(?:(?:dan|atau|serta|di|dalam|untuk|atas|dengan|bagi)\s+)?[A-Z][\w/-]*)*")
_YEAR = re.compile(r"\b20\d\d\b")


class Spot(NamedTuple):
    """A claim in its sentence: ``before`` is the sentence up to it, ``clause`` what follows the figure before it;
    ``with_it`` the other claims of the sentence that stand before it, nearest last."""

    claim: Claim
    before: str
    clause: str
    with_it: tuple[Claim, ...]


def spot(report: Report, claim: Claim) -> Spot:
    """``claim`` with what stands before it in its sentence."""
    block = report.document.flow[claim.block]
    text = block.text if isinstance(block, Block) else claim.sentence
    start = max(text.rfind(claim.sentence, 0, claim.start + len(claim.sentence)), 0)
    mates = [c for c in claims_by_block(report)[claim.block] if start <= c.start < claim.start]
    after = mates[-1].start + len(mates[-1].value.text) if mates else start
    return Spot(claim, text[start:claim.start], text[after:claim.start], tuple(mates))


@once
def claims_by_block(report: Report) -> dict[int, list[Claim]]:
    """The claims of each block of the flow, in order."""
    found: dict[int, list[Claim]] = {}
    for claim in sorted(report.claims, key=lambda c: c.start):
        found.setdefault(claim.block, []).append(claim)
    return found


def wording(report: Report, claim: Claim) -> tuple[Evidence, ...]:
    """The clause of ``claim`` up to its figure, as it stands on the page: what a reader must see to judge it."""
    block = report.document.flow[claim.block]
    if not isinstance(block, Block):
        return ()
    clause = last_clause(spot(report, claim).before)
    start = claim.start - len(clause.lstrip())
    return (Evidence("context", value_of(block, start, claim.start + len(claim.value.text))),)


def last_clause(text: str) -> str:
    """What ``text`` says after its last comma or conjunction between clauses."""
    return _CLAUSE.split(text)[-1]


def of_this_year(report: Report, place: Spot) -> bool:
    """Whether the last year named before the figure, if any, is the report's."""
    years = _YEAR.findall(place.before)
    return not years or report.identity.year is None or int(years[-1]) == report.identity.year


def is_result(text: str) -> bool:
    """Whether nothing in ``text`` makes the figure after it a wish, a comparison, a change or an earlier version."""
    return not _NOT_A_RESULT.search(_FINAL.sub("realisasi", without_names(text)))


def without_names(text: str) -> str:
    """``text`` without the names of programmes, which may speak of a rise: "Program Peningkatan Disiplin Aparatur"."""
    return _NAME.sub(" ", text)


def is_of_whole(place: Spot) -> bool:
    """Whether the figure's own clause names no part of the budget and nothing else that is measured."""
    return not (_OTHER.search(_WITH_WORK.sub("anggaran", last_clause(place.clause))) or _PART.search(place.before))


def named(report: Report, place: Spot) -> list[BudgetLine]:
    """The lines whose name stands right before the figure; the longest name counts."""
    clause = " " + name_key(place.clause) + " "
    best: list[BudgetLine] = []
    length = 0
    for line, key in _named(report):
        if len(key) < length:
            continue
        at = clause.rfind(f" {key} ")
        if at >= 0 and _leads(report, line, clause[at + len(key) + 1:]):
            best = [line] if len(key) > length else [*best, line]
            length = len(key)
    return best


def _leads(report: Report, line: BudgetLine, words: str) -> bool:
    """Whether ``words`` only lead to the figure, or name the fund that the caption of the line's table names: "belanja
    modal BLUD sebesar"."""
    if _LINK.fullmatch(words):
        return True
    first, _, rest = words.strip().partition(" ")
    title = name_key(report.table(line.table).table.caption or "").split()
    return first in title and _LINK.fullmatch(f" {rest}") is not None


@once
def _named(report: Report) -> tuple[tuple[BudgetLine, str], ...]:
    """The lines with the names that are long enough to be told from other words."""
    return tuple((x, key) for x in report.budget for key in _keys(report, x) if len(key) >= 10 and " " in key)


def _keys(report: Report, line: BudgetLine) -> list[str]:
    """The names of ``line``: its own and, for the line that sums up a table, that of the programme in the caption."""
    titled = _TITLE.search(report.table(line.table).table.caption or "") if line.level == "total" else None
    return [name_key(line.name.text), *([name_key(titled[1])] if titled else [])]


def wholes(report: Report) -> list[BudgetLine]:
    """The line that sums up each budget table, where there is one: the only line that is part of no other."""
    tops = [roots(lines) for lines in by_table(report)]
    return [top[0] for top in tops if len(top) == 1]
