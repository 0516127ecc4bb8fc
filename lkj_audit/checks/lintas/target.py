"""LIN101: the LKj gives an indicator another target than its PK, RKT or Renstra, which is a document of its own."""

from __future__ import annotations

from collections.abc import Iterator

from lkj_audit.checks.judging import graded
from lkj_audit.checks.lintas.gist import PLANS
from lkj_audit.checks.lintas.pasangan import Matter, Statement, contradicts, matters, name_of_file, proofs, statements
from lkj_audit.checks.registry import CHECKED, Outcome, rule_across
from lkj_audit.model import Batch, DocumentKind, Dossier, Finding, Gist, NotEvaluated, Said

CODE = "LIN101"
# Where the LKj quotes a plan: in its own copy of it, else in what it reports against it.
_QUOTED: dict[DocumentKind, tuple[tuple[str, ...], ...]] = {
    "pk": (("capaian", "pk"),), "rkt": (("rkt",), ("capaian",)), "renstra": (("renstra", "iku"),)}
_NAMES = {"pk": "PK", "rkt": "RKT", "renstra": "Renstra"}
_CHANGED = 0.55  # a plan that was changed during the year may differ from its first version


@rule_across(CODE, "target-antardokumen", "error")
def target_between_documents(batch: Batch) -> Iterator[tuple[str, Outcome]]:
    """A target of the separate plan is nowhere in the LKj."""
    for dossier in batch.dossiers:
        if dossier.reports and not dossier.plans:
            yield dossier.path, NotEvaluated(CODE, "no-plan-document")
        elif dossier.reports:
            for kind in _QUOTED:
                yield from _of_kind(dossier, kind)


def _of_kind(dossier: Dossier, kind: DocumentKind) -> Iterator[tuple[str, Outcome]]:
    there = [Statement(s, g) for g in dossier.plans for s in g.said if _promises(s, g, kind, dossier.year)]
    here: list[Statement] = []
    for sources in _QUOTED[kind]:
        here = here or statements(dossier.reports, dossier.year, ("target",), sources)
    by_name: dict[str, list[Matter]] = {}
    for matter in matters(here, there):
        yield dossier.path, CHECKED
        by_name.setdefault(matter.there[0].said.key, []).append(matter)
    for same in by_name.values():
        # a target that one of several plans of the year confirms is right
        if all(contradicts(s.said, t.said) for m in same for t in m.there for s, _ in m.here):
            finding, path = _finding(dossier, kind, same[-1])
            yield path, finding


def _promises(said: Said, gist: Gist, kind: DocumentKind, year: int | None) -> bool:
    """Whether ``said`` is a target for ``year`` in the part of the file that is the plan. A PK that repeats the targets
    of another plan is the PK."""
    page = said.value.places[0].page
    inside = any(p.kind == kind and p.first <= page <= p.last for p in gist.parts)
    if not inside or said.figure != "target" or said.source not in PLANS:
        return False
    if kind == "renstra":
        return said.year == year and said.source in ("renstra", "iku")
    # the year of a plan is that of its title, though the file may be of none
    return said.year == year and said.source not in ("renstra", "iku")


def _finding(dossier: Dossier, kind: DocumentKind, matter: Matter) -> tuple[Finding, str]:
    other = matter.there[0]
    (one, sure), *more = sorted(matter.here, key=lambda h: h[0].said.source != "capaian")
    sure *= min(one.said.confidence, other.said.confidence)
    if one.gist.plan_revised and not other.gist.plan_revised:
        sure = min(sure, _CHANGED)
    a, b = one.said.value, other.said.value
    difference = a.number - b.number if a.number is not None and b.number is not None else None
    return Finding(
        CODE, graded("error", sure), round(sure, 2),
        {"indikator": one.said.name.text, "di": one.said.where, "target": a.text, "rencana": _NAMES[kind],
         "target_lain": b.text, "dokumen": name_of_file(other.gist), "halaman": str(b.places[0].page)},
        proofs(one.gist.path, ("stated", one), ("expected", other), *(("stated", s) for s, _ in more)),
        item=one.said.key, column="target", kind=kind, expected=b.number, stated=a.number, difference=difference,
    ), one.gist.path
