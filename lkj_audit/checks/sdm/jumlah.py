"""SDM101–SDM103: numbers of staff that do not add up or differ from place to place."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lkj_audit.checks.arithmetic import sureness
from lkj_audit.checks.judging import graded
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.checks.sdm.breakdowns import is_some_status, population_name
from lkj_audit.checks.sdm.counts import is_complete, is_current, populations, sentence
from lkj_audit.checks.sdm.rincian import POSTS
from lkj_audit.checks.sdm.terdiri import divided, summed_up
from lkj_audit.model import Evidence, Finding, NotEvaluated, Report, StaffCount
from lkj_audit.normalize.staff.counts import COUNT


@rule("SDM101", "jumlah-rincian", "error")
def jumlah_rincian(report: Report) -> Iterator[Outcome]:
    """The parts of a count of staff in the text do not add up to its total; tables are ARI101's and ARI102's."""
    told = [*divided(report), *summed_up(report)]
    yield from (CHECKED for _ in told)
    yield from (f for f in told if f)
    if not report.staff and not told:
        yield NotEvaluated("SDM101", "no-staff-count")
        return
    in_text = [c for c in report.staff if c.value.table is None and not c.listed]
    for set_id in dict.fromkeys(c.set_id for c in in_text):
        members = [c for c in in_text if c.set_id == set_id]
        for dimension in dict.fromkeys(c.dimension for c in members if c.dimension != "total"):
            yield from _breakdown(report, members, [c for c in members if c.dimension == dimension])


def _breakdown(report: Report, members: list[StaffCount], parts: list[StaffCount]) -> Iterator[Outcome]:
    """One breakdown against the total of whom it breaks down."""
    if {c.group for c in parts} & {"pns", "pppk"}:
        parts = [c for c in parts if c.group != "asn"]  # who are these together
    if {*POSTS} & {c.group for c in parts}:
        parts = [c for c in parts if c.group != "struktural"]
    if parts and parts[0].dimension == "jabatan" and all(c.group != "pelaksana" for c in parts):
        return  # posts, and not those who hold none
    whole = _whole(report, members, parts)
    counted_twice = len({c.group for c in parts}) < len(parts)
    if whole is None or len(parts) < 2 or counted_twice or not is_current(report, whole):
        return
    found = sum(c.count for c in parts)
    if found < whole.count and not all(is_complete(report, c) for c in (whole, *parts)):
        return
    if found < whole.count and _others_counted(report, whole, parts):
        yield CHECKED
        return
    yield CHECKED
    # education and golongan are often given for the PNS alone although the sentence names all staff
    of_some = parts[0].dimension != "status" and is_some_status(report, found)
    if found == whole.count or of_some or _one_is_wrong(report, parts, whole.count - found):
        return
    confidence = 0.92 * sureness(report, [c.value for c in (whole, *parts)])
    people = population_name(whole.group or whole.scope)
    yield Finding(
        rule="SDM101", severity=graded("error", confidence), confidence=confidence,
        params={"population": people, "dimension": parts[0].dimension, "stated": whole.count,
                "expected": found, "difference": abs(whole.count - found),
                "parts": " + ".join(str(c.count) for c in parts), "page": whole.value.places[0].page},
        evidence=(Evidence("stated", whole.value), *(Evidence("part", c.value) for c in parts)),
        item=f"{people} {parts[0].dimension}", column=parts[0].dimension, kind="narasi",
        expected=Decimal(found), stated=Decimal(whole.count), difference=Decimal(whole.count - found))


def _one_is_wrong(report: Report, parts: list[StaffCount], missing: int) -> bool:
    """Whether a table counts one of the groups just as many more or fewer: then SDM105 tells which number is wrong."""
    return any(c.value.table and not c.listed and (c.dimension, c.group, c.scope) == (p.dimension, p.group, p.scope)
               and c.count - p.count == missing for p in parts for c in report.staff)


def _others_counted(report: Report, whole: StaffCount, parts: list[StaffCount]) -> bool:
    """Whether the sentence goes on with more numbers of people than those whose group is known: "214 orang, yakni 132
    auditor, 58 pelaksana dan 24 pejabat"."""
    said = sentence(report, whole).partition(whole.value.text)[2]
    numbers = [int(n.replace(".", "")) for n in COUNT.findall(said)]
    known = [c.count for c in parts]
    return len(numbers) > len(known) and sum(numbers) == whole.count


def _whole(report: Report, members: list[StaffCount], parts: list[StaffCount]) -> StaffCount | None:
    """The number that ``parts`` break down: in the same sentence or list; or stated once elsewhere for the same people;
    or, for a list by status, which is all staff, the total right before or after it."""
    scope = parts[0].scope

    def of_scope(c: StaffCount) -> bool:
        return c not in parts and (c.group == scope or (c.dimension == "total" and c.scope == scope))

    # "40 pejabat struktural: 27 orang eselon IV, …"
    posts = [c for c in members if parts[0].dimension == "eselon" and c.group == "struktural"
             and members.index(c) < members.index(parts[0]) and c.count > max(p.count for p in parts)]
    here = [c for c in members if scope and of_scope(c)] or posts
    if here:
        return here[0] if len(here) == 1 else None
    there = [c for c in report.staff if scope and c.value.table is None and of_scope(c)]
    if there:
        return there[0] if len({c.count for c in there}) == 1 else None
    at = report.staff.index(parts[0])
    near = [c for c in report.staff[max(at - 1, 0):at] + report.staff[at + len(parts):at + len(parts) + 1]
            if c.dimension == "total" and c.scope == "pegawai" and c.value.table is None and not scope]
    return near[0] if len(near) == 1 and parts[0].dimension == "status" else None


@rule("SDM102", "jumlah-antarbagian", "error")
def jumlah_antarbagian(report: Report) -> Iterator[Outcome]:
    """The same people are counted differently in two places."""
    stated: dict[str, list[StaffCount]] = {}
    for name, count in populations(report):
        if not count.listed:
            stated.setdefault(name, []).append(count)
    if not stated:
        yield NotEvaluated("SDM102", "no-staff-count")
        return
    for name, counts in stated.items():
        if len({c.set_id for c in counts}) < 2:
            continue
        yield CHECKED
        if len({c.count for c in counts}) > 1:
            yield _difference(report, name, counts)


def _difference(report: Report, name: str, counts: list[StaffCount]) -> Finding:
    """The number most places give is taken as right, failing that the one that the status groups add up to."""
    numbers = [c.count for c in counts]
    staff = sum({name: c.count for name, c in populations(report) if c.dimension != "total" or c.listed}.values())
    right = max(counts, key=lambda c: (numbers.count(c.count), c.count == staff, c.value.table is not None))
    wrong = [c for c in counts if c.count != right.count]
    confidence = 0.9 * sureness(report, [c.value for c in (right, *wrong)])
    return Finding(
        rule="SDM102", severity=graded("error", confidence), confidence=confidence,
        params={"population": population_name(name), "stated": wrong[0].count, "expected": right.count,
                "page": wrong[0].value.places[0].page, "other_page": right.value.places[0].page},
        evidence=(*(Evidence("stated", c.value) for c in wrong),
                  *(Evidence("expected", c.value) for c in counts if c.count == right.count)),
        item=population_name(name), column="jumlah", kind="pegawai", expected=Decimal(right.count),
        stated=Decimal(wrong[0].count), difference=Decimal(wrong[0].count - right.count))


@rule("SDM103", "jumlah-daftar", "error")
def jumlah_daftar(report: Report) -> Iterator[Outcome]:
    """A list has another number of people than is stated, and no statement agrees with the list."""
    found = list(populations(report))
    if not any(c.listed for _, c in found):
        yield NotEvaluated("SDM103", "no-staff-list")
        return
    for name, listed in found:
        stated = [c for n, c in found if n == name and not c.listed]
        if not listed.listed or not stated:
            continue
        yield CHECKED
        if all(c.count != listed.count for c in stated):
            yield _list_finding(report, name, listed, stated)


def _list_finding(report: Report, name: str, listed: StaffCount, stated: list[StaffCount]) -> Finding:
    confidence = 0.9 * sureness(report, [listed.value, *(c.value for c in stated)])
    return Finding(
        rule="SDM103", severity=graded("error", confidence), confidence=confidence,
        params={"population": population_name(name), "stated": stated[0].count, "expected": listed.count,
                "page": stated[0].value.places[0].page, "list_page": listed.value.places[0].page},
        evidence=(*(Evidence("stated", c.value) for c in stated), Evidence("expected", listed.value)),
        item=population_name(name), column="daftar", kind="pegawai", expected=Decimal(listed.count),
        stated=Decimal(stated[0].count), difference=Decimal(stated[0].count - listed.count))
