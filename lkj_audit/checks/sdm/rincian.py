"""SDM104–SDM105: breakdowns of staff that differ from the list of people, or from another breakdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from lkj_audit.checks.arithmetic import sureness
from lkj_audit.checks.judging import distinct, graded
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.checks.sdm.baris import named_rows
from lkj_audit.checks.sdm.breakdowns import (
    Breakdown,
    Difference,
    breakdowns,
    differences,
    is_some_status,
    missing_people,
    name_of_group,
    population_name,
)
from lkj_audit.checks.sdm.counts import is_current, sentence
from lkj_audit.model import Evidence, Finding, NotEvaluated, Report, StaffCount, TypedTable
from lkj_audit.normalize.staff.groups import patterns
from lkj_audit.normalize.staff.persons import LISTS
from lkj_audit.normalize.text.plain import plain

_MOST = re.compile(r"\b(?:sebagian besar|mayoritas|(?:di)?dominasi|terbanyak|paling banyak|terbesar)\b", re.I)
_LEAST = re.compile(r"\b(?:paling\s+(?:sedikit|kecil)|tersedikit|terkecil|terendah)\b", re.I)
_MANY = ("pegawai", "asn")  # of whom one status alone may be meant
POSTS = ("sekretaris", "kasubbag", "kabag", "kabid", "kasi")


@rule("SDM104", "rincian-daftar", "error")
def rincian_daftar(report: Report) -> Iterator[Outcome]:
    """A breakdown differs from what the list of names gives: one finding a breakdown. A breakdown in the text that has
    its table is compared with that alone (SDM105)."""
    every = list(breakdowns(report))
    listed = [b for b in every if b.listed]
    stated = [b for b in every if not b.listed]
    lists = [t for t in report.tables if t.kind in LISTS]
    if not lists:
        yield NotEvaluated("SDM104", "no-staff-list")
        return
    for b in stated:
        in_table = any(o.table and (o.dimension, o.scope) == (b.dimension, b.scope) for o in stated)
        people = _people_of(report, b, listed, every)
        if people is None or (b.table is None and in_table):
            continue
        yield CHECKED
        found = differences(b, people)
        if found and not missing_people(b, people, found):
            yield _finding(report, "SDM104", b, people, found)
    yield from _posts(report, lists)


def _people_of(report: Report, b: Breakdown, listed: Sequence[Breakdown], every: Sequence[Breakdown]
               ) -> Breakdown | None:
    """The list of the same people; for all staff, the lists of their statuses together, if they are complete and the
    table does not give the statuses apart."""
    same = [o for o in listed if o.dimension == b.dimension]
    own = [o for o in same if o.scope == b.scope]
    if own or b.scope != "pegawai":
        return own[0] if len(own) == 1 else None
    apart = any(o.set_id.startswith(f"{b.set_id}:") for o in every)
    if apart or len({o.scope for o in same}) < max(len(same), 2) or sum(o.size for o in same) != b.size:
        return None
    return _together(same)


def _together(parts: Sequence[Breakdown]) -> Breakdown:
    """Several lists as one: each group has the places of all."""
    counts: dict[str, StaffCount] = {}
    for count in (c for part in parts for c in part.counts.values()):
        before = counts.get(count.group)
        counts[count.group] = count if before is None else replace(
            before, count=before.count + count.count, value=replace(
                before.value, text=f"{before.value.text} + {count.value.text}",
                places=(*before.value.places, *count.value.places)))
    return replace(parts[0], scope="pegawai", set_id="+".join(p.set_id for p in parts), counts=counts)


def _finding(report: Report, code: str, stated: Breakdown, expected: Breakdown, found: Sequence[Difference]) -> Finding:
    evidence = distinct(e for d in found for e in d.evidence)
    confidence = 0.9 * sureness(report, [e.value for e in evidence])
    one = found[0] if len(found) == 1 else None
    return Finding(
        code, graded("error", confidence), confidence,
        {"population": population_name(stated.scope), "dimension": stated.dimension,
         "differences": ", ".join(map(str, found)), "page": stated.page, "other_page": expected.page},
        evidence, item=f"{population_name(stated.scope)} {stated.dimension}", column=stated.dimension, kind="pegawai",
        expected=Decimal(one.expected) if one else None, stated=Decimal(one.stated) if one else None,
        difference=Decimal(one.stated - one.expected) if one else None)


# ---------------------------------------------------------------- posts


def _posts(report: Report, lists: Sequence[TypedTable]) -> Iterator[Outcome]:
    """The number of holders of each leading post in a table against the one list of civil servants. Where cells of the
    list are empty, as many more may hold the post."""
    civil = [t for t in lists if t.kind == "sdm_daftar_pns" and t.col("jabatan") is not None]
    if len(civil) != 1:
        return
    typed, column = civil[0], civil[0].col("jabatan") or 0
    people = sum(c.count for c in report.staff if c.listed and c.dimension == "total" and c.value.table == typed.id)
    filled = [(r, plain(c.text)) for r, c in enumerate(typed.table.column(column)) if c.text.strip(" -–")]
    unsure = max(people - len(filled), 0) + sum(t.startswith(("plt", "plh", "pj ")) for _, t in filled)
    if not people or _is_choice(report, typed, people):
        return
    for count in report.staff:
        if count.dimension != "jabatan" or count.listed or count.group not in POSTS or count.value.table is None:
            continue
        pattern = next(p for d, g, p in patterns() if (d, g) == ("jabatan", count.group))
        rows = [r for r, text in filled if pattern.match(text)]
        yield CHECKED
        if not len(rows) <= count.count <= len(rows) + unsure:
            yield _post_finding(report, count, typed, [Evidence("expected", typed.value(r, column)) for r in rows])


def _is_choice(report: Report, typed: TypedTable, people: int) -> bool:
    """Whether the list has only some of the civil servants: another number of them is stated."""
    stated = {c.count for c in report.staff if c.dimension == "status" and c.group == "pns" and not c.listed
              and c.value.table is None}
    return bool(stated) and people not in stated


def _post_finding(report: Report, count: StaffCount, typed: TypedTable, found: Sequence[Evidence]) -> Finding:
    evidence = (Evidence("stated", count.value), *found)
    confidence = 0.85 * sureness(report, [e.value for e in evidence])
    where = typed.table.rows[0][0].places[0].page
    return Finding(
        "SDM104", graded("error", confidence), confidence,
        {"post": name_of_group(count.group), "stated": count.count, "expected": len(found),
         "page": count.value.places[0].page, "other_page": where},
        evidence, item=name_of_group(count.group), column="jabatan", kind="pegawai", expected=Decimal(len(found)),
        stated=Decimal(count.count), difference=Decimal(count.count - len(found)), variant="jabatan")


# ---------------------------------------------------------------- text and table


@rule("SDM105", "rincian-antarbagian", "error")
def rincian_antarbagian(report: Report) -> Iterator[Outcome]:
    """The same people are broken down differently in two places: one finding for each place that differs from the
    table, or else from the first place."""
    stated = [b for b in breakdowns(report) if not b.listed]
    largest = [*_largest(report, [b for b in stated if b.table]), *named_rows(report)]
    yield from (CHECKED for _ in largest)
    yield from (f for f in largest if f)
    if len(stated) < 2 and not largest:
        yield NotEvaluated("SDM105", "one-breakdown")
        return
    for dimension, scope in dict.fromkeys((b.dimension, b.scope) for b in stated):
        same = [b for b in stated if (b.dimension, b.scope) == (dimension, scope)]
        right = next((b for b in same if b.table), same[0])
        for b in same:
            found = differences(b, right)
            same_people = len(found) == 1 and len(b.counts) > 2 and b.counts.keys() == right.counts.keys()
            if b is right or (b.size != right.size and not same_people and scope in _MANY and (
                    is_some_status(report, b.size) or is_some_status(report, right.size))):
                continue
            yield CHECKED
            if found:
                yield _finding(report, "SDM105", b, right, found)


def _largest(report: Report, tables: Sequence[Breakdown]) -> Iterator[Finding | None]:
    """For each sentence that numbers the largest group alone ("sebagian besar berpendidikan S1, yaitu 40 orang"), or
    with the smallest, or with others that are those of a table, of a dimension that has its tables, None, or that none
    of these gives it so many."""
    alone = Counter((c.set_id, c.dimension) for c in report.staff)
    wrong = Counter((c.set_id, c.dimension) for c in report.staff if not any(
        c.group in b.counts and b.counts[c.group].count == c.count for b in tables if b.dimension == c.dimension))
    for c in report.staff:
        of = [b for b in tables if b.dimension == c.dimension and c.group in b.counts]
        if not of or c.value.table or not is_current(report, c) or not _MOST.search(sentence(report, c)):
            continue
        if alone[c.set_id, c.dimension] > (2 if _LEAST.search(sentence(report, c)) else 1) and wrong[
                c.set_id, c.dimension] > 1:
            continue
        known = [b.counts[c.group] for b in of]
        if c.count in {*(k.count for k in known), sum(k.count for k in known)}:
            yield None
            continue
        said = Breakdown(c.dimension, of[0].scope, c.set_id, None, False, {c.group: c})
        yield _finding(report, "SDM105", said, of[0], [Difference(
            c.group, c.count, known[0].count, (Evidence("stated", c.value), Evidence("expected", known[0].value)))])
