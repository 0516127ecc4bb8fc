"""REG102, REG103: one regulation cited in two ways, and citations whose parts do not belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from lkj_audit import facts
from lkj_audit.checks.judging import distinct, graded
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.checks.regulasi.known import brief, labels, shown, sure, verified
from lkj_audit.model import Citation, Evidence, Finding, NotEvaluated, Report
from lkj_audit.normalize.regulations import titles
from lkj_audit.normalize.regulations.keys import Key, entry_key, kinds_in
from lkj_audit.normalize.regulations.meant import Entry, entry_of, exists, fits, key_of, parts_apart, slip

_UNCERTAIN = 0.75  # neither way of citing is in the verified facts: they may be two regulations with one title
_LONG_TITLE = 4  # words; shorter titles are borne by several regulations
_REGIONAL = frozenset(("Perda", "Pergub", "Perbup", "Perwali"))
_LEVEL = re.compile(r"^(?:provinsi|kabupaten|kota|daerah)\s+", re.I)
_ONE_YEAR = 2  # a regulation and the one that replaces it a year or two later bear one title


class _Conflict(NamedTuple):
    """``wrong`` cites as another what ``right`` cites: they differ in ``part``."""

    wrong: tuple[Citation, ...]
    right: tuple[Citation, ...]
    part: str
    confidence: float

    @property
    def title(self) -> str:
        entry = entry_of(self.right[0])
        return str(entry["title"]) if entry and "title" in entry else self.right[0].title


@rule("REG102", "rujukan-beda", "error")
def cited_in_two_ways(report: Report) -> Iterator[Outcome]:
    """The report cites one regulation (by its title) with two types, numbers or years, or spells a long number in two
    ways: one finding for each wrong way."""
    groups = _groups(report)
    if sum(map(len, groups.values())) < 2:
        yield NotEvaluated("REG102", "few-citations")
        return
    yield from [CHECKED] * len(groups)
    for conflict in _conflicts(groups):
        wrong, right = conflict.wrong[0], conflict.right[0]
        yield Finding("REG102", graded("error" if conflict.confidence > _UNCERTAIN else "warning", conflict.confidence),
                      conflict.confidence,
                      {"rujukan": brief(wrong), "lain": brief(right), "judul": conflict.title},
                      distinct([*shown(conflict.wrong), *shown(conflict.right[:1], "expected")]),
                      item=brief(wrong), column=conflict.part, variant=conflict.part)
    yield from _spellings(groups)


def _groups(report: Report) -> dict[Key, list[Citation]]:
    groups: dict[Key, list[Citation]] = {}
    for citation in report.citations:
        if citation.year is not None and len(kinds_in(citation.type)) == 1:
            groups.setdefault(key_of(citation), []).append(citation)
    return groups


def _conflicts(groups: dict[Key, list[Citation]]) -> list[_Conflict]:
    found, told = [], set[Key]()
    keys = list(groups)
    for i, a in enumerate(keys):
        for b in keys[i + 1:]:
            apart = parts_apart(a, b)
            if len(apart) == 1 and not told & {a, b} and (conflict := _conflict(groups[a], groups[b], apart[0])):
                found.append(conflict)
                told.add(key_of(conflict.wrong[0]))
    return found


def _conflict(some: list[Citation], others: list[Citation], part: str) -> _Conflict | None:
    """The conflict between two ways of citing, if they bear one title and cannot both be right."""
    pair = next(((a, b) for a in some for b in others if a.role != "amended" and b.role != "amended"
                 and a.title and b.title and (titles.same(a.title, b.title) or titles.same(b.title, a.title))), None)
    if pair is None or (exists(pair[0]) and exists(pair[1])):
        return None
    for wrong, right in ((some, others), (others, some)):
        entry = entry_of(right[0])
        titled = [c for c in wrong if c.title]
        if entry is not None and entry["confidence"] != "low" and not exists(wrong[0]) and (
                "title" not in entry or any(fits(c, entry) for c in titled)):
            trust = min(0.95 if verified(entry) else _UNCERTAIN, *(c.value.confidence for c in wrong))
            return _Conflict(tuple(wrong), _titled_first(right, titled or wrong), part, trust)
    wrong, right = sorted((some, others), key=len)
    if exists(wrong[0]) or exists(right[0]) or not _looks_mistyped(*pair, part):
        return None
    trust = min(_UNCERTAIN, *(c.value.confidence for c in wrong))
    return _Conflict(tuple(wrong), _titled_first(right, wrong), part, trust)


def _titled_first(citations: list[Citation], like: list[Citation]) -> tuple[Citation, ...]:
    """``citations``, those that bear the title of ``like`` first."""
    return tuple(sorted(citations, key=lambda c: not (c.title and titles.same(c.title, like[0].title))))


def _looks_mistyped(a: Citation, b: Citation, part: str) -> bool:
    """Whether two unknown regulations are rather one: the same long title, and a slip of the pen apart."""
    if min(len(titles.core(c.title)) for c in (a, b)) < _LONG_TITLE:
        return False
    if part == "jenis" and a.type != b.type and {a.type, b.type} <= _REGIONAL:  # where a title ends need not be told
        issuers = {_LEVEL.sub("", c.issuer).casefold() for c in (a, b)} - {""}
        return len(issuers) < 2
    if not titles.exactly(a.title, b.title):
        return False
    if part == "tahun":
        far = abs((a.year or 0) - (b.year or 0)) > _ONE_YEAR
        return far and Levenshtein.distance(str(a.year), str(b.year)) == 1
    if part == "nomor":
        return sorted(a.number) == sorted(b.number) or a.number in b.number or b.number in a.number
    return a.issuer == b.issuer


def _spellings(groups: dict[Key, list[Citation]]) -> Iterator[Finding]:
    """Long numbers that differ in their marks or in a Roman figure: 5/PR.03.1/I/2018 and 5/PR/03.1/1/2018."""
    for citations in groups.values():
        ways: dict[str, list[Citation]] = {}
        for citation in citations:
            if "/" in citation.number and citation.value.source != "ocr":  # OCR takes I for 1
                ways.setdefault(_spelling(citation.number), []).append(citation)
        if len(ways) < 2:
            continue
        usual, *others = sorted(ways.values(), key=len, reverse=True)
        for other in others:
            yield Finding("REG102", "warning", 0.9, {"rujukan": other[0].number, "lain": usual[0].number,
                                                     "judul": usual[0].title or other[0].title or brief(usual[0])},
                          distinct([*shown(other), *shown(usual[:1], "expected")]),
                          item=other[0].number, column="penulisan", variant="penulisan")


def _spelling(number: str) -> str:
    return re.sub(r"\s+", "", re.sub(r"[-–—]", "-", number)).casefold()


@rule("REG103", "rujukan-salah", "error")
def parts_do_not_fit(report: Report) -> Iterator[Outcome]:
    """Type, number, year and title of a citation belong to different regulations: one finding for each regulation as
    cited, unless the report itself cites it rightly elsewhere (REG102)."""
    if not report.citations:
        yield NotEvaluated("REG103", "no-citation")
        return
    told = {id(c) for conflict in _conflicts(_groups(report)) for c in conflict.wrong}
    groups: dict[tuple[Key, str, str], tuple[Finding, list[Citation]]] = {}
    for at, citation in enumerate(report.citations):
        yield CHECKED
        if id(citation) in told:
            continue
        nested = at + 1 < len(report.citations) and report.citations[at + 1].role == "title"
        finding = _misfit(citation, nested)
        if finding is not None:
            same_slip = (key_of(citation), finding.variant, finding.column)
            groups.setdefault(same_slip, (finding, []))[1].append(citation)
    for finding, citations in groups.values():
        yield replace(finding, evidence=distinct([*shown(citations), *_rightly(report, finding)]))


def _rightly(report: Report, finding: Finding) -> list[Evidence]:
    """Where the report cites what should stand here, if it does."""
    expected = finding.params.get("seharusnya", "")
    right = [c for c in report.citations if (e := entry_of(c)) is not None and labels([e]) == expected and c.title]
    return shown(right[:1], "expected")


def _misfit(citation: Citation, nested: bool) -> Finding | None:
    if len(kinds_in(citation.type)) > 1:
        jenis = " / ".join(kinds_in(citation.type))
        return _finding(citation, "ganda", 0.9, {"jenis": jenis})
    if (entry := slip(citation)) is not None:
        # that the title is not that of its number is as sure as whose it is
        trust = max(sure(e, citation) for e in (entry, entry_of(citation)) if e is not None)
        return None if not trust else _finding(citation, "rujukan", trust, {
            "judul": entry["title"], "seharusnya": labels([entry])})
    own = entry_of(citation)
    if own is None or not citation.title or not (trust := sure(own, citation)):
        return None
    years = titles.period(citation.title)
    if years and "period" in own and list(years) != list(own["period"]) and not nested:
        return _finding(citation, "periode", trust, {
            "periode": f"{years[0]}-{years[1]}", "seharusnya": f"{own['period'][0]}-{own['period'][1]}"})
    return _wrong_title(citation, own, trust)


def _wrong_title(citation: Citation, own: Entry, trust: float) -> Finding | None:
    """The title is word for word that of another regulation of the kind, or has few words, or none, in common with its
    own."""
    if "title" not in own or fits(citation, own):
        return None
    other = _bearer(citation)
    if other is not None:
        return _finding(citation, "judul", trust, {
            "judul": citation.title, "pemilik": labels([other]), "seharusnya": own["title"]})
    words = titles.core(citation.title)
    cited, official = set(words), set(titles.core(own["title"]))
    # begun with another word and half of it strange, a title may still be a free rendering
    free = words[0] not in official and 2 * len(cited & official) <= min(len(cited), len(official))
    if len(cited) >= 3 and (free or not cited & official):
        return _finding(citation, "asing", min(trust, 0.55 if cited & official else 0.85), {
            "judul": citation.title, "seharusnya": own["title"]})
    return None


def _bearer(citation: Citation) -> Entry | None:
    """The latest regulation whose title is the one quoted: of the same type, else of any where the title is long."""
    bearers = [e for e in facts.regulations() if "title" in e and titles.exactly(citation.title, e["title"])]
    alike = [e for e in bearers if entry_key(e)[:2] == (citation.type, citation.issuer)]
    long = bearers if len(titles.core(citation.title)) >= _LONG_TITLE else []
    return max(alike or long, key=lambda e: int(e["year"]), default=None)


def _finding(citation: Citation, variant: str, trust: float, params: dict[str, str]) -> Finding:
    return Finding("REG103", graded("error", trust), trust, {"rujukan": brief(citation), **params}, (),
                   item=brief(citation), column=params.get("seharusnya", variant), variant=variant)
