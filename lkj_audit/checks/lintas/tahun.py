"""LIN102, LIN103, LIN105: this year's LKj and last year's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from lkj_audit.checks.judging import graded
from lkj_audit.checks.lintas.pasangan import (
    Matter,
    Statement,
    comparable,
    contradicts,
    evidence,
    matters,
    name_of_file,
    proofs,
    statements,
)
from lkj_audit.checks.registry import CHECKED, Outcome, rule_across
from lkj_audit.model import Batch, Dossier, Finding, NotEvaluated, Said
from lkj_audit.normalize.linking.links import link_keys
from lkj_audit.normalize.linking.names import normalize_name
from lkj_audit.normalize.narrative.results import rank, told_direction

RESULTS = ("realisasi", "capaian", "hasil")
_TABLES = ("capaian", "capaian_sasaran")
_READ = 0.7     # how surely an indicator must have been read to be missed
_REWORDED = 75  # likeness in per cent above which a name is taken for another wording
_MOST_GONE = 0.5  # where more than this is gone, the unit has a new set of indicators or a table was not read


def _last(dossier: Dossier) -> int:
    return (dossier.year or 0) - 1


def _compared(batch: Batch, code: str) -> Iterator[tuple[Dossier, tuple[str, Outcome] | None]]:
    """The LKj that have one of the year before, and for the others why they are not evaluated."""
    for dossier in batch.dossiers:
        if dossier.reports:
            yield dossier, None if dossier.before else (dossier.path, NotEvaluated(code, "no-last-year"))


# ---------------------------------------------------------------- last year's figures


@rule_across("LIN102", "realisasi-tahun-lalu", "error")
def figures_of_last_year(batch: Batch) -> Iterator[tuple[str, Outcome]]:
    """What this year's LKj says of last year is not what last year's said."""
    for dossier, skipped in _compared(batch, "LIN102"):
        if skipped:
            yield skipped
            continue
        last = _last(dossier)
        here = statements(dossier.reports, last, RESULTS)
        if not here:
            yield dossier.path, NotEvaluated("LIN102", "no-comparison")
            continue
        there = statements(dossier.before, last, RESULTS)
        yield from _differing(dossier, list(matters(here, there)))


def _differing(dossier: Dossier, found: Sequence[Matter]) -> Iterator[tuple[str, Outcome]]:
    """A finding for each figure here that no figure of the same indicator there confirms."""
    by_figure: dict[tuple[str, object], tuple[Statement, list[tuple[Statement, float]]]] = {}
    for matter in found:
        for here, sure in matter.here:
            known = by_figure.setdefault((here.gist.path, here.said.value.places), (here, []))
            known[1].extend((t, sure) for t in matter.there)
    for here, others in by_figure.values():
        others = [(t, sure) for t, sure in others if comparable(here.said, t.said)]
        same = [(t, sure) for t, sure in others if _same_figure(here.said, t.said)]
        if not same:
            continue
        yield dossier.path, CHECKED
        # a figure of another sort may still be what the heading means: the capaian under "Realisasi" is no slip of
        # this year's figure
        if all(contradicts(here.said, t.said) for t, _ in others):
            yield here.gist.path, _of_last_year(here, *same[0])


def _same_figure(here: Said, there: Said) -> bool:
    """Whether two figures are of one sort; what many call capaian is the realisasi."""
    return here.figure in ("hasil", "capaian") or there.figure in (here.figure, "hasil")


def _of_last_year(here: Statement, there: Statement, sure: float) -> Finding:
    sure *= min(here.said.confidence, there.said.confidence)
    a, b = here.said.value, there.said.value
    return Finding(
        "LIN102", graded("error", sure), round(sure, 2),
        {"indikator": here.said.name.text, "di": here.said.where, "tahun": str(here.said.year), "ditulis": a.text,
         "dulu": b.text, "dokumen": name_of_file(there.gist), "halaman": str(b.places[0].page)},
        proofs(here.gist.path, ("stated", here), ("expected", there)), item=here.said.key,
        column=here.said.figure, kind=here.said.source, expected=b.number, stated=a.number,
        difference=_minus(a.number, b.number))


def _minus(a: Decimal | None, b: Decimal | None) -> Decimal | None:
    return a - b if a is not None and b is not None else None


# ---------------------------------------------------------------- indicators that are gone


@rule_across("LIN103", "indikator-hilang", "warning")
def lost_indicators(batch: Batch) -> Iterator[tuple[str, Outcome]]:
    """An indicator that last year's LKj reported is nowhere in this year's."""
    for dossier, skipped in _compared(batch, "LIN103"):
        if skipped:
            yield skipped
            continue
        why = _not_comparable(dossier)
        if why:
            yield dossier.path, NotEvaluated("LIN103", why)
            continue
        yield dossier.path, CHECKED
        gone = _gone(dossier)
        if gone:
            yield dossier.path, _lost(dossier, gone)


def _not_comparable(dossier: Dossier) -> str:
    """Why indicators may have changed, or may not have been read."""
    now, then = (g[0].identity.renstra for g in (dossier.reports, dossier.before))
    if now is None or now != then:
        return "other-renstra"
    if any(g.renewed for g in dossier.reports):
        return "indicators-renewed"
    if not statements(dossier.reports, dossier.year, ("realisasi",)):
        return "no-capaian"
    return "unread-pages" if any(g.completeness < 1 for g in dossier.reports) else ""


def _gone(dossier: Dossier) -> list[Statement]:
    """The results of last year whose indicator this year's LKj neither names nor words otherwise."""
    from rapidfuzz.fuzz import token_set_ratio

    reported = statements(dossier.before, _last(dossier), ("realisasi",), _TABLES)
    then = {s.said.key: s for s in reversed(reported) if s.said.confidence >= _READ}
    named = {s.key for g in dossier.reports for s in g.said} | {c for g in dossier.reports for c in g.cells}
    told = " ".join(plain for g in dossier.reports for plain in (_plain(p.text) for p in g.passages))
    linked = {link.a for link in link_keys(list(then), sorted(named))}
    gone = [s for n, (key, s) in enumerate(then.items())
            if n not in linked and f" {key} " not in told and _plain(s.said.name.text).strip() not in told
            and not any(token_set_ratio(key, other) >= _REWORDED for other in named)]
    return gone if len(gone) <= _MOST_GONE * len(then) else []


def _plain(text: str) -> str:
    return f" {normalize_name(text)} "


def _lost(dossier: Dossier, gone: Sequence[Statement]) -> Finding:
    now = statements(dossier.reports, dossier.year, ("realisasi",))[0]
    sure = round(0.85 * min(s.said.confidence for s in (now, *gone)), 2)
    return Finding(
        "LIN103", graded("warning", sure), sure,
        {"jumlah": len(gone), "daftar": "; ".join(s.said.name.text for s in gone), "di": now.said.where,
         "dokumen": name_of_file(gone[0].gist)},
        (evidence("context", now.said.name, now.gist, dossier.path),
         *(evidence("expected", s.said.name, s.gist, dossier.path) for s in gone)),
        item="; ".join(sorted(s.said.key for s in gone)), column="indikator", kind="capaian")


# ---------------------------------------------------------------- targets below last year's result


@rule_across("LIN105", "target-turun", "info")
def target_below_last_result(batch: Batch) -> Iterator[tuple[str, Outcome]]:
    """The target asks for less than last year already gave."""
    for dossier, skipped in _compared(batch, "LIN105"):
        if skipped:
            yield skipped
            continue
        here = statements(dossier.reports, dossier.year, ("target",), ("capaian", "pk"))
        there = statements(dossier.before, _last(dossier), ("realisasi",), _TABLES)
        told: set[str] = set()
        for matter in matters(here, there):
            sides = [(s, t, sure) for s, sure in matter.here for t in matter.there if comparable(s.said, t.said)]
            sides.sort(key=lambda side: side[0].said.source != "capaian")
            if not sides or any(s.said.key in told for s, _, _ in sides):
                continue
            yield dossier.path, CHECKED
            if all(_easier(s.said, t.said) for s, t, _ in sides):
                told |= {s.said.key for s, _, _ in sides}
                yield sides[0][0].gist.path, _fallen(*sides[0])


def _easier(target: Said, result: Said) -> bool:
    """Whether the target lies below the result, or above it where less is better. Numbers of things vary with the work
    there is, and nothing is above 100 %."""
    a, b = target.value.quantity, result.value.quantity
    assert a and b
    if a.grade and b.grade:
        one, other = rank(a.grade), rank(b.grade)
        return bool(one and other and one[0] == other[0] and one[1] < other[1])
    if a.value is None or b.value is None or target.name.text.casefold().startswith("jumlah") or a.agrees(b.value):
        return False
    if told_direction(target.name.text, a):
        return a.value > b.value
    return a.value < b.value and not (a.value == 100 and a.unit == "%")


def _fallen(here: Statement, there: Statement, sure: float) -> Finding:
    sure *= min(here.said.confidence, there.said.confidence)
    a, b = here.said.value, there.said.value
    return Finding(
        "LIN105", "info", round(sure, 2),
        {"indikator": here.said.name.text, "target": a.text, "tahun": str(here.said.year), "dulu": b.text,
         "tahun_lalu": str(there.said.year), "dokumen": name_of_file(there.gist),
         "halaman": str(b.places[0].page)},
        proofs(here.gist.path, ("stated", here), ("expected", there)), item=here.said.key, column="target",
        kind=here.said.source)
