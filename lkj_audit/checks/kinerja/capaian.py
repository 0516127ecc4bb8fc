"""KIN109: the capaian that a row states is the one its target and realisasi give."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lkj_audit.checks.judging import distinct, graded, name_of, sign_of
from lkj_audit.checks.kinerja.antartabel import conflicts
from lkj_audit.checks.kinerja.hitung import Misfit, by_grades, misfits
from lkj_audit.checks.kinerja.menuju import towards
from lkj_audit.checks.kinerja.tiga import in_sentences
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Evidence, Finding, NotEvaluated, Report
from lkj_audit.normalize.narrative.plans import plans_of
from lkj_audit.normalize.narrative.results import Result, beside, comparable, results, twins
from lkj_audit.normalize.text.plain import plain


@rule("KIN109", "persen-capaian", "error")
def capaian_is_ratio(report: Report) -> Iterator[Outcome]:
    """A row's capaian is not what its target and realisasi give."""
    plans = plans_of(report)
    rows, others = ([r for r in found if r.stated is not None and r.stated.value is not None]
                    for found in (results(plans), beside(plans)))
    told_in_text = [*in_sentences(plans), *towards(plans)]
    yield from told_in_text
    if not rows and not others:
        if not told_in_text:
            yield NotEvaluated("KIN109", "no-capaian-column")
        return
    yield from [CHECKED] * sum(comparable(r) or by_grades(r) is not None for r in (*rows, *others))
    wrong = misfits(plans)
    told: set[int] = set()
    for group in twins(plans, results(plans)):
        # where target or realisasi differ between the tables, that is the root, and KIN110 names it
        if any(c.columns[0] != "capaian" for c in conflicts(group)):
            told |= {r.index for r in group}
    for group in twins(plans, rows):
        for r in group:
            if r.index in wrong and r.index not in told:
                told |= {t.index for t in group if t.stated and r.stated and t.stated.value == r.stated.value}
                yield _finding(r, wrong[r.index], [t for t in group if t is not r])
    yield from (_finding(r, wrong[r.index], []) for r in others if r.index in wrong)


def _finding(r: Result, judged: Misfit, others: list[Result]) -> Finding:
    expected = judged.expected
    assert r.capaian is not None and r.stated is not None and r.stated.value is not None
    assert r.row.target is not None and r.row.realisasi is not None
    read = min(r.table.confidence, r.row.name.confidence, *(v.confidence for v in r.values()))
    sure = round(read * judged.confidence, 2)
    params: dict[str, str | int | Decimal] = {
        "indikator": r.name, "di": name_of(r.table), "target": r.row.target.text, "realisasi": r.row.realisasi.text,
        "capaian": r.capaian.text, "satuan": sign_of(r.capaian)}
    if expected is not None:
        params["seharusnya"] = expected
    return Finding("KIN109", graded("error", sure), sure, params,
                   distinct([Evidence("stated", r.capaian), Evidence("part", r.row.realisasi),
                             Evidence("whole", r.row.target), Evidence("context", r.row.name),
                             *(Evidence("context", t.capaian) for t in others if t.capaian)]),
                   item=r.row.key or plain(r.name), column="capaian", kind="capaian", expected=expected,
                   stated=r.stated.value, difference=None if expected is None else r.stated.value - expected,
                   variant="predikat" if expected is None else "")
