"""KIN115, KIN126, KIN128: the agreements of superiors and subordinates, and what they call the level of a sasaran."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from lkj_audit.checks.judging import completeness, distinct, graded, name_of, whereabouts
from lkj_audit.checks.kinerja.target import apart
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Evidence, Finding, Indicator, NotEvaluated, Report, TypedTable, Value
from lkj_audit.normalize.narrative.plans import Plans, plans_of
from lkj_audit.normalize.tables.owners import level
from lkj_audit.normalize.text.plain import plain

# A subordinate who shares less than this with his superiors has a plan of his own, as cascading wants it.
COPIED = 0.7
_LEVEL = re.compile(r"\bsasaran (strategis|program|kegiatan|sub kegiatan)$")


@rule("KIN115", "target-berjenjang", "warning")
def between_levels(report: Report) -> Iterator[Outcome]:
    """Two agreements of different people give the same indicator different targets."""
    plans = plans_of(report)
    pk = plans.rows("pk")
    if len({plans[i].owner for i in pk}) < 2:
        yield NotEvaluated("KIN115", "one-pk")
        return
    for group in plans.same(pk):
        valid = [i for i in group if not plans.superseded(i) or level(plans[i].owner)]
        pairs = [(a, b) for a in valid for b in plans.partners(a, valid) if a < b and _two_people(plans[a], plans[b])]
        yield from [CHECKED] * bool(pairs)
        for a, b in pairs:
            one, other = plans[a], plans[b]
            if not (one.target and other.target and _apart(one, other)):
                continue
            older = [plans[i] for i in group if plans.superseded(i) and plans[i].owner == one.owner]
            if any(not _apart(o, other) for o in older):
                continue  # the other agreement follows the first one before it was changed
            sure = min(plans.certainty(a, b), one.target.confidence, other.target.confidence)
            sure = min(sure, 0.55) if plans.revised(a) != plans.revised(b) and not older else sure
            yield Finding("KIN115", graded("warning", sure), round(sure, 2),
                          {"indikator": one.name.text, "di": name_of(plans.table_of(a)), "target": one.target.text,
                           "di_lain": name_of(plans.table_of(b)), "target_lain": other.target.text},
                          distinct([Evidence("expected", one.target), Evidence("stated", other.target),
                                    Evidence("context", one.name), Evidence("context", other.name)]),
                          item=one.key or plain(one.name.text), column="target", kind="pk",
                          expected=one.target.number, stated=other.target.number)
            break


def _apart(a: Indicator, b: Indicator) -> bool:
    """Whether two indicators have targets that cannot be the same."""
    one, other = (i.target.quantity if i.target else None for i in (a, b))
    return one is not None and other is not None and apart(one, other)


def _two_people(a: Indicator, b: Indicator) -> bool:
    """Whether the rows are of two people's agreements: one that names nobody is the head's."""
    return a.owner != b.owner and not (None in (a.owner, b.owner) and level(a.owner) == level(b.owner) == 0)


@rule("KIN126", "pk-berjenjang", "warning")
def broken_chain(report: Report) -> Iterator[Outcome]:
    """An indicator of a subordinate's PK is in no superior's, or one that the head and a subordinate promise is missing
    in the PK of the deputy between them."""
    plans = plans_of(report)
    levels: dict[int, list[int]] = defaultdict(list)
    for i in plans.rows("pk"):
        levels[level(plans[i].owner)].append(i)
    if not levels.get(2) or not (levels.get(0) or levels.get(1)):
        yield NotEvaluated("KIN126", "one-pk")
        return
    superiors = [*levels[0], *levels[1]]
    by_owner: dict[str, list[int]] = defaultdict(list)
    for i in levels[2]:
        by_owner[plans[i].owner or ""].append(i)
    for rows in by_owner.values():
        yield from [CHECKED] * len(rows)
        held = {i for i in rows if plans.partners(i, superiors)}
        for i in rows:
            if i in held and levels[0] and levels[1]:
                if plans.partners(i, levels[0]) and not plans.partners(i, levels[1]):
                    yield _missing(plans, i, levels[1], "sela")
            elif i not in held and COPIED * len(rows) <= len(held):
                yield _missing(plans, i, superiors, "")


def _missing(plans: Plans, i: int, among: list[int], variant: str) -> Finding:
    row = plans[i]
    tables = list(dict.fromkeys(plans[j].table for j in among))
    sure = round(plans.legibility(i) * completeness(plans.report.document), 2)
    return Finding("KIN126", graded("warning", sure), sure,
                   {"indikator": row.name.text, "di": name_of(plans.table_of(i)),
                    "tidak_di": ", ".join(dict.fromkeys(name_of(plans.tables[t]) for t in tables))},
                   distinct([Evidence("stated", row.name),
                             *(whereabouts(plans.tables[t], "indikator") for t in tables)]),
                   item=row.key or plain(row.name.text), column="indikator", kind="pk", variant=variant)


@rule("KIN128", "jenjang-sasaran", "info")
def levels_mixed(report: Report) -> Iterator[Outcome]:
    """The same statements are headed sasaran strategis in one table, sasaran program or kegiatan in another."""
    plans = plans_of(report)
    seen: dict[str, tuple[TypedTable, str, set[str]]] = {}
    for i in plans.rows("iku", "rkt", "pk", "capaian"):
        table = plans.table_of(i)
        column = table.col("sasaran")
        if column is None or not (m := _LEVEL.search(plain(table.table.header[column]))):
            continue
        stated = plans[i].sasaran
        seen.setdefault(table.id, (table, m[1], set()))[2].add(plain(stated.text) if stated else "")
    if len(seen) < 2:
        yield NotEvaluated("KIN128", "no-pair")
        return
    yield from [CHECKED] * len(seen)
    first, *others = seen.values()
    apart_ = [t for t in others if t[1] != first[1] and len(t[2] & first[2]) * 2 >= min(len(t[2]), len(first[2]))]
    if not apart_:
        return
    other = apart_[0]
    sure = round(min(first[0].confidence, other[0].confidence), 2)
    yield Finding("KIN128", "info", sure,
                  {"sebutan": _heading(first[0]).text, "di": name_of(first[0]), "lain": _heading(other[0]).text,
                   "di_lain": name_of(other[0])},
                  distinct(Evidence("stated", _heading(t)) for t, *_ in (first, *apart_)),
                  item="sasaran", column="sasaran", kind=first[0].kind)


def _heading(table: TypedTable) -> Value:
    cell = table.table.header_cells[table.col("sasaran") or 0]
    return Value(table.table.header[table.col("sasaran") or 0], cell.places, source=cell.source, table=table.id)
