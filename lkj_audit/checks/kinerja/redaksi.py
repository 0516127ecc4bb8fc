"""KIN117: the same indicator, or the same sasaran, in other words."""

from __future__ import annotations

from collections.abc import Iterator

from lkj_audit.checks.judging import distinct, name_of, plain
from lkj_audit.checks.kinerja.rencana import Plans
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Evidence, Finding, NotEvaluated, Report, Value

COMPARED = ("iku", "rkt", "pk", "capaian")
# Below this likeness two sasaran are two sasaran, not one in other words.
SAME_SASARAN = 70
_PLACEHOLDER = "xx"


@rule("KIN117", "redaksi-indikator", "info")
def reworded(report: Report) -> Iterator[Outcome]:
    """The same indicator, or its sasaran, is worded differently in two tables."""
    plans = Plans(report)
    groups = [g for g in plans.same(plans.rows(*COMPARED)) if len(g) > 1]
    if not groups:
        yield NotEvaluated("KIN117", "no-pair")
        return
    told: set[frozenset[str]] = set()
    for group in groups:
        yield CHECKED
        names = _versions([(r, plans[r].name) for r in group], report)
        if len(names) > 1:
            sure = min(plans.certainty(a, b) for a in group for b in plans.partners(a, group))
            yield _finding(plans, names, "indikator", sure)
        sasaran = _versions([(r, s) for r in group if (s := plans[r].sasaran) and s.text.strip()], report)
        if len(sasaran) > 1 and frozenset(sasaran) not in told and _alike(list(sasaran)):
            told.add(frozenset(sasaran))
            yield _finding(plans, sasaran, "sasaran", 0.9)


def _versions(cells: list[tuple[int, Value]], report: Report) -> dict[str, tuple[int, Value]]:
    """The first row and cell of each wording. Capitals, punctuation, spaces, the spellings of persentase and how the
    unit names itself make no difference."""
    own, region = plain(report.identity.satker), plain(report.identity.region_name)
    bare = region.split(" ", 1)[-1]
    out: dict[str, tuple[int, Value]] = {}
    for row, cell in cells:
        words = f" {plain(cell.text)} "
        for name in (own, own.replace(region, bare) if region else "", region, bare):
            if name:
                words = words.replace(f" {name} ", f" {_PLACEHOLDER} ")
        words = "".join(w for w in words.split() if w not in (_PLACEHOLDER, "di"))
        out.setdefault(words, (row, cell))
    return out


def _alike(wordings: list[str]) -> bool:
    from rapidfuzz import fuzz

    return all(fuzz.ratio(wordings[0], w) >= SAME_SASARAN for w in wordings[1:])


def _finding(plans: Plans, versions: dict[str, tuple[int, Value]], what: str, sure: float) -> Finding:
    (row, one), (other_row, other), *_ = versions.values()
    return Finding("KIN117", "info", round(sure, 2),
                   {"satu": one.text, "di": name_of(plans.table_of(row)),
                    "lain": other.text, "di_lain": name_of(plans.table_of(other_row))},
                   distinct(Evidence("stated" if i else "expected", v) for i, (_, v) in enumerate(versions.values())),
                   item=plain(one.text), column=what, kind=plans[row].source, variant=what)
