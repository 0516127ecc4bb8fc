"""SDM108–SDM109: the names of people: written in two ways, or signed without being on the list of staff."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lkj_audit.checks.judging import distinct
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.checks.sdm.counts import populations
from lkj_audit.model import Evidence, Finding, NotEvaluated, Report
from lkj_audit.normalize.staff.persons import Person, listed, signers, undersigned

NEAR = 2  # letters that may differ between two spellings of one name
_OWN_POST = re.compile(r"\b(?:sekretaris|kepala sub ?-?bag\w*|kasub ?bag\w*|kepala (?:bagian|bidang|seksi|sub bidang|"
                       r"upt\w*)|kabag|kabid|kasi|panitera|pranata|analis|pengelola|pelaksana|staf)\b", re.I)
_LEADER = re.compile(r"^\W*(?:sekretaris (?:daerah|jenderal|utama)|ketua|wakil|bupati|wali ?kota|gubernur|"
                     r"menteri)\b", re.I)


@rule("SDM108", "nama-gelar", "info")
def nama_gelar(report: Report) -> Iterator[Outcome]:
    """The same person is written with other degrees or another spelling in another place: one finding a person. A name
    without any degree is only shorter."""
    people = [*listed(report), *signers(report), *undersigned(report)]
    if len(people) < 2:
        yield NotEvaluated("SDM108", "no-names")
        return
    reported: set[str] = set()
    for i, one in enumerate(people):
        twins = [p for p in people[:i] if _same(p, one)]
        if twins:
            yield CHECKED
        other = next((p for p in twins if p.key != one.key or (p.degrees and one.degrees and p.degrees != one.degrees)),
                     None)
        if other and not {one.key, other.key} & reported:
            reported |= {one.key, other.key}
            yield Finding(
                "SDM108", "info", min(one.value.confidence, other.value.confidence) * 0.8,
                {"name": other.value.text.strip(), "other": one.value.text.strip(),
                 "page": other.value.places[0].page, "other_page": one.value.places[0].page},
                (Evidence("stated", other.value), Evidence("stated", one.value)), item=other.key, column="nama",
                kind="pegawai", variant="" if one.key == other.key else "ejaan")


def _same(a: Person, b: Person) -> bool:
    """Whether two writings are of one person: the same name, or nearly, where they do not stand in one list."""
    if a.key == b.key:
        return True
    if a.table and a.table == b.table:
        return False
    return _near(a.key, b.key)


def _near(a: str, b: str) -> bool:
    from rapidfuzz.distance import OSA

    longest = max(len(a), len(b))
    return longest >= 10 and OSA.distance(a.replace(" ", ""), b.replace(" ", ""), score_cutoff=NEAR) <= (
        NEAR if longest >= 16 else 1)


@rule("SDM109", "pejabat-di-luar-daftar", "info")
def pejabat_di_luar_daftar(report: Report) -> Iterator[Outcome]:
    """Someone who signs an agreement as one of the unit's staff is not on its list; heads of the unit and those above
    them need not be."""
    people = list(listed(report))
    own = [p for p in signers(report) if _OWN_POST.search(p.post) and not _LEADER.match(p.post)]
    if not people or not own:
        yield NotEvaluated("SDM109", "no-signer")
        return
    if not _is_whole(report):
        return
    reported: set[str] = set()
    for who in own:
        yield CHECKED
        if who.key not in reported and not any(p.key == who.key or _near(p.key, who.key) or _part_of(p, who)
                                               for p in people):
            reported.add(who.key)
            yield _finding(who, people)


def _part_of(a: Person, b: Person) -> bool:
    """Whether one name is the other with a word more."""
    one, other = set(a.key.split()), set(b.key.split())
    return one <= other or other <= one


def _is_whole(report: Report) -> bool:
    """Whether the lists hold all civil servants: as many as are stated, if that is stated."""
    counted = [(name, c) for name, c in populations(report) if name in ("pns", "pegawai", "asn")]
    found = {c.count for _, c in counted if c.listed}
    stated = {c.count for _, c in counted if not c.listed}
    return bool(found) and (not stated or bool(found & stated))


def _finding(who: Person, people: Sequence[Person]) -> Finding:
    return Finding(
        "SDM109", "info", 0.8 * who.value.confidence,
        {"name": who.value.text.strip(), "post": who.post, "page": who.value.places[0].page,
         "list_page": people[0].value.places[0].page},
        distinct([Evidence("stated", who.value), Evidence("context", people[0].value)]), item=who.key, column="nama",
        kind="pegawai")
