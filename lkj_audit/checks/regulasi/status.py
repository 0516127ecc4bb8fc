"""REG101, REG105: regulations revoked before the reporting year ended, and amendments left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from lkj_audit.checks.judging import distinct, graded
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.checks.regulasi.known import by_regulation, historic, labels, name, relied_on, replaced_on, shown, sure
from lkj_audit.model import Block, Citation, Evidence, Finding, NotEvaluated, Report
from lkj_audit.normalize.regulations.keys import entry_key, label
from lkj_audit.normalize.regulations.meant import Entry, entry_of, key_of, meanings

_LAST = re.compile(r"\bterakhir\b|\bbeberapa\s+kali\b", re.I)


@rule("REG101", "dicabut", "warning")
def revoked(report: Report) -> Iterator[Outcome]:
    """A regulation that was replaced, or whose period was over, before the reporting year ended is cited as in force:
    one finding for each regulation. Replaced in the course of the year: info."""
    year = report.identity.year
    reason = "no-year" if year is None else "" if report.citations else "no-citation"
    if reason or year is None:
        yield NotEvaluated("REG101", reason)
        return
    known = [(e, c) for c, e in zip(report.citations, meanings(report), strict=True)
             if c.role in ("basis", "text") and e is not None]
    yield from [CHECKED] * len(known)
    for entry, citations in by_regulation((e, c) for e, c in known if not historic(report, c)):
        if "period" in entry:
            citations = [c for c in citations if relied_on(report, c)]
        trust = sure(entry, *citations) if citations else 0.0
        variant = _variant(entry, year)
        if not trust or variant is None:
            continue
        severity = graded("info" if variant == "berjalan" else "warning", trust)
        yield Finding("REG101", severity, trust,
                      {"peraturan": label(entry), "perihal": name(entry),
                       "tahun": str(year), "pengganti": labels(entry.get("replaced_by", ())), "kali": len(citations),
                       "periode": "-".join(map(str, entry.get("period", ()))), "sejak": _when(entry)},
                      distinct([*shown(citations), *_successors(report, entry)]), item=label(entry), variant=variant)


def _variant(entry: Entry, year: int) -> str | None:
    """ "" replaced before ``year``, "berjalan" during it, "periode" when the period was over, "habis" when none has
    followed it; None when in force."""
    if "period" in entry:
        over = "periode" if entry.get("replaced_by") else "habis"
        return over if year > entry["period"][1] else None
    replaced = replaced_on(entry)
    if replaced is None or replaced > date(year, 12, 31):
        return None
    if replaced < date(year, 1, 1):
        return ""
    return "berjalan" if "since" in entry else None


def _when(entry: Entry) -> str:
    if "since" in entry:
        return date.fromisoformat(str(entry["since"])).strftime("%d-%m-%Y")
    return str(min((other["year"] for other in entry.get("replaced_by", ())), default=""))


def _successors(report: Report, entry: Entry) -> list[Evidence]:
    """Where the report cites what replaced ``entry``."""
    keys = {entry_key(other) for other in entry.get("replaced_by", ())}
    return shown([c for c in report.citations if key_of(c) in keys][:1], "expected")


class _Base(NamedTuple):
    """A citation with the amendments named after it; ``last`` when one is called the last."""

    citation: Citation
    amendments: tuple[Citation, ...]
    last: bool


@rule("REG105", "perubahan", "info")
def amended(report: Report) -> Iterator[Outcome]:
    """An amendment called the last is not, or an amended regulation is relied on and nowhere cited with its amendment:
    one finding for each regulation. Amendments of the reporting year itself are not asked for."""
    year = report.identity.year
    if year is None:
        yield NotEvaluated("REG105", "no-year")
        return
    bases = [(e, b) for b in _bases(report) if (e := entry_of(b.citation)) is not None and e.get("amended_by")]
    if not bases:
        yield NotEvaluated("REG105", "no-amended")
        return
    yield from [CHECKED] * len(bases)
    for entry, citations in by_regulation((e, b.citation) for e, b in bases):
        past = [a for a in entry["amended_by"] if a["year"] < year]
        trust = min(sure(entry, *citations), 0.9)
        if not past or not trust or _variant(entry, year) == "":
            continue
        mine = [b for _, b in bases if b.citation in citations]
        yield from _judge(report, entry, mine, past, trust)


def _judge(report: Report, entry: Entry, bases: list[_Base], past: list[Entry], trust: float) -> Iterator[Finding]:
    newest = sorted(past, key=lambda a: int(a["year"]))[-1]
    latest = {entry_key(a) for a in past if a["year"] == newest["year"]}
    named = [b for b in bases if b.amendments]
    outdated = [b for b in named if b.last and not latest & {key_of(a) for a in b.amendments}
                and max(a.year or 0 for a in b.amendments) < newest["year"]]
    params: dict[str, str | int | Decimal] = {"peraturan": label(entry), "terakhir": label(newest), "disebut": ""}
    if outdated:
        last = outdated[0].amendments[-1]
        params["disebut"] = labels([e]) if (e := entry_of(last)) is not None else last.value.text
        yield Finding("REG105", "info", trust, params,
                      distinct([e for b in outdated for e in shown([*b.amendments[-1:], b.citation])]),
                      item=label(entry), column="terakhir", variant="terakhir")
    elif not named and (cited := [b.citation for b in bases if relied_on(report, b.citation)]):
        yield Finding("REG105", "info", trust, params, distinct(shown(cited)), item=label(entry), column="perubahan")


def _bases(report: Report) -> list[_Base]:
    """Every citation that is not itself an amendment, with those that follow it."""
    found: list[_Base] = []
    for citation in report.citations:
        if citation.role in ("basis", "text"):
            found.append(_Base(citation, (), False))
        elif citation.role == "amended" and found and found[-1].citation.block == citation.block:
            base = found[-1]
            found[-1] = _Base(base.citation, (*base.amendments, citation),
                              base.last or bool(_LAST.search(_between(report, base.citation, citation))))
    return found


def _between(report: Report, base: Citation, amendment: Citation) -> str:
    item = report.document.flow[base.block]
    return item.text[base.start:amendment.start] if isinstance(item, Block) else ""
