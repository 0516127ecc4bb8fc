"""LIN107: a file, or a report in another version, is in the batch twice."""

from __future__ import annotations

from collections.abc import Iterator

from lkj_audit.checks.lintas.pasangan import evidence, name_of_file
from lkj_audit.checks.registry import CHECKED, Outcome, rule_across
from lkj_audit.model import Batch, Finding, Gist, NotEvaluated, Place, Value

CODE = "LIN107"


@rule_across(CODE, "berkas-ganda", "info")
def twice_in_the_batch(batch: Batch) -> Iterator[tuple[str, Outcome]]:
    """The same bytes under two names, or two LKj of one unit and year with the same chapters."""
    gists = batch.gists()
    same: dict[str, list[Gist]] = {}
    for gist in gists:
        same.setdefault(gist.sha256, []).append(gist)
    for gist in gists:
        yield gist.path, CHECKED if len(gists) > 1 else NotEvaluated(CODE, "one-document")
        others = [g for g in same[gist.sha256] if g is not gist]
        if others:
            yield gist.path, _finding(gist, others, "")
    for dossier in batch.dossiers:
        versions = [g for g in dossier.twins if all(g.sha256 != r.sha256 for r in dossier.reports)]
        if versions:
            yield dossier.path, _finding(dossier.reports[0], versions, "versi")


def _finding(gist: Gist, others: list[Gist], variant: str) -> Finding:
    sure = 1.0 if not variant else round(min(g.identity.confidence for g in (gist, *others)), 2)
    return Finding(
        CODE, "info", sure,
        {"jumlah": len(others), "dokumen": ", ".join(sorted(name_of_file(g) for g in others)),
         "unit": gist.identity.satker, "tahun": str(gist.identity.year or "")},
        (evidence("stated", _opening(gist), gist, gist.path),
         *(evidence("expected", _opening(g), g, gist.path) for g in others)),
        item=variant or "berkas", column="berkas", kind="berkas", variant=variant)


def _opening(gist: Gist) -> Value:
    """The first words, or the corner of a first page that has none."""
    return gist.opening or Value("", (Place(1, (0.0, 0.0, 1.0, 1.0)),))
