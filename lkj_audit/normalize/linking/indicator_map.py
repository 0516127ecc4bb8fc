"""One line for each indicator: what every table, the text of Bab III and last year's figures say of it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lkj_audit.model import Block, Claim, Identity, Indicator, Link, Report, Table, TypedTable, Value
from lkj_audit.normalize.calendar.interim import OF_PART
from lkj_audit.normalize.linking.links import link_keys
from lkj_audit.normalize.linking.names import fold, normalize_name
from lkj_audit.normalize.tables.owners import level

SOURCES = ("iku", "renstra", "rkt", "pk_head", "pk_deputy", "pk_below", "capaian", "bab3", "last_year")
_PLANS = ("pk_head", "pk_deputy", "pk_below")  # by the owner's level
FIGURES = ("target", "realisasi", "capaian")
_YEAR = re.compile(r"\b20\d\d\b")
SURE = 0.8  # claims of the text that are less surely target, realisasi or capaian are left out


@dataclass(frozen=True, slots=True)
class Entry:
    """What one source says of an indicator. ``link`` joins it to the entry that is printed first, else to another of
    the line; None for that first entry and for what the text says."""

    source: str
    name: Value
    figures: Mapping[str, Value] = field(default_factory=dict)
    owner: str = ""
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator: ``key`` its name made comparable, ``entries`` in the order of ``SOURCES``, ``odd`` the (index of
    the entry, figure) that differ from what most of the sources of this year say, the first where as many say both."""

    name: str
    key: str
    entries: tuple[Entry, ...]
    odd: frozenset[tuple[int, str]] = frozenset()

    def said(self, figure: str) -> Value | None:
        """The ``figure`` that most sources of this year give, the first of them."""
        return next((e.figures[figure] for n, e in enumerate(self.entries) if e.source != "last_year"
                     and figure in e.figures and (n, figure) not in self.odd), None)


Matched = tuple[Line, Link | None]


def indicator_map(report: Report) -> tuple[Line, ...]:
    """The indicators of ``report`` in the order in which they are first printed."""
    places = _places(report)
    entries = {i: _entry(row, places[row.table], report) for i, row in enumerate(report.indicators)
               if row.table in places}
    groups = _groups(report, set(entries))
    links = {frozenset((k.a, k.b)): k for k in report.links}
    lines = []
    for group in groups:
        first = report.indicators[group[0]].name.text
        mine = tuple(replace(entries[i], link=_link(i, group, links)) for i in group)
        lines.append(Line(first, normalize_name(first, report.identity), mine))
    said = _in_text(report, [line.key for line in lines])
    last = _last_year(report, groups, [line.key for line in lines])
    return tuple(_finished(line, [*said.get(n, ()), *last.get(n, ())]) for n, line in enumerate(lines))


def across(maps: Sequence[Sequence[Line]]) -> tuple[tuple[Matched | None, ...], ...]:
    """The lines of several reports, the same indicator in one tuple: one line a report with its link to the first
    report that has it, None where a report has none."""
    rows: list[list[Matched | None]] = []
    for n, lines in enumerate(maps):
        keys = [next(m[0].key for m in row if m) for row in rows]
        links = {link.b: link for link in link_keys(keys, [line.key for line in lines])}
        for j, line in enumerate(lines):
            if link := links.get(j):
                rows[link.a][n] = line, link
            else:
                rows.append([(line, None) if m == n else None for m in range(len(maps))])
    return tuple(tuple(row) for row in rows)


def _finished(line: Line, more: Iterable[Entry]) -> Line:
    entries = tuple(sorted((*line.entries, *more), key=lambda e: SOURCES.index(e.source)))
    return replace(line, entries=entries, odd=frozenset(_odd(entries)))


def _odd(entries: Sequence[Entry]) -> Iterator[tuple[int, str]]:
    for figure in FIGURES:
        given = [(n, _worth(e.figures[figure])) for n, e in enumerate(entries)
                 if figure in e.figures and e.source != "last_year"]
        usual = Counter(worth for _, worth in given).most_common(1)
        yield from ((n, figure) for n, worth in given if worth != usual[0][0])


def _worth(value: Value) -> object:
    """What a figure says: 97,5 % and 97,50 say the same."""
    q = value.quantity
    if q is None or (q.value is None and not q.grade):
        return fold(value.text)
    return q.grade or (q.operator, q.value)


# ---------------------------------------------------------------- the tables


def _places(report: Report) -> dict[str, str]:
    """The source that each table of indicators is. The result table is the one outside Bab III, else the longest of
    the year; what else there is of results stands in Bab III."""
    chapter = _chapter(report)
    results = [t for t in report.of_kind("capaian") if not OF_PART.search(t.table.caption or "")]
    this_year = [t for t in results if not _of_last_year(t, report.identity)]
    inside = {i.id for i in report.document.flow[chapter.start:chapter.stop] if isinstance(i, Table)}
    outside = {t.id for t in this_year if t.id not in inside}
    longest = max(this_year, key=lambda t: len(t.table.rows), default=None)
    summary = outside if outside and len(outside) < len(this_year) else {longest.id} if longest else set()
    out = {t.id: _PLANS[level(t.owner)] if t.kind == "pk" else t.kind
           for t in report.of_kind("iku", "renstra", "rkt", "pk")}
    return out | {t.id: "capaian" if t.id in summary else "bab3" if t in this_year else "last_year" for t in results}


def _of_last_year(table: TypedTable, identity: Identity) -> bool:
    years = set(_YEAR.findall(table.table.caption or ""))
    return identity.year is not None and years == {str(identity.year - 1)}


def _chapter(report: Report) -> range:
    """Where Bab III stands in the flow: from its last heading before the results on, up to the next BAB."""
    heads = [(n, b.number.upper()) for n, b in enumerate(report.document.flow)
             if isinstance(b, Block) and b.kind == "heading" and b.level == 1]
    start = next((n for n, number in heads if re.fullmatch(r"(?:BAB )?III", number)), None)
    if start is None:
        return range(0)
    return range(start, next((n for n, _ in heads if n > start), len(report.document.flow)))


def _entry(row: Indicator, source: str, report: Report) -> Entry:
    """``row`` with its figures; a plan of several years gives the target of the reporting year."""
    given = {f: v for f in FIGURES if (v := getattr(row, f)) is not None}
    year = report.identity.year
    if source in ("iku", "renstra") and year is not None and "target" not in given:
        table = report.table(row.table)
        columns = _columns_of(table, year, "target")
        given |= {f: table.value(row.row, c) for f, c in columns.items() if f == "target"}
    return Entry(source, row.name, {f: v for f, v in given.items() if v.text.strip()}, row.owner or "")


def _groups(report: Report, rows: set[int]) -> list[list[int]]:
    """``rows`` gathered by the links, surest first; two rows of one table are never one indicator. What is alone in
    the end is compared with the groups, for not every two kinds of table are linked."""
    group = {i: [i] for i in sorted(rows)}

    def join(a: int, b: int) -> None:
        if group[a] is not group[b] and not _tables(report, group[a]) & _tables(report, group[b]):
            joined = sorted(group[a] + group[b])
            group.update((i, joined) for i in joined)

    for link in sorted(report.links, key=lambda k: -k.score):
        if link.a in rows and link.b in rows:
            join(link.a, link.b)
    alone: dict[str, list[int]] = defaultdict(list)
    for i, members in group.items():
        if len(members) == 1:
            alone[report.indicators[i].table].append(i)
    keys = {i: normalize_name(report.indicators[i].name.text, report.identity) for i in rows}
    for table, left in alone.items():
        firsts = sorted({g[0] for g in group.values() if table not in _tables(report, g)})
        for link in link_keys([keys[i] for i in left], [keys[i] for i in firsts], report.settings.aliases):
            join(left[link.a], firsts[link.b])
    return [members for i, members in group.items() if members[0] == i]


def _tables(report: Report, group: Iterable[int]) -> set[str]:
    return {report.indicators[i].table for i in group}


def _link(row: int, group: Sequence[int], links: Mapping[frozenset[int], Link]) -> Link | None:
    """The link of ``row`` to the first of its ``group``, else the surest to another of it."""
    mine = [k for other in group if (k := links.get(frozenset((row, other))))]
    to_first = next((k for k in mine if group[0] in (k.a, k.b)), None)
    return None if row == group[0] else to_first or max(mine, key=lambda k: k.score, default=None)


# ---------------------------------------------------------------- Bab III and last year


def _in_text(report: Report, keys: Sequence[str]) -> dict[int, list[Entry]]:
    """What the paragraphs of Bab III say of each line: the one that names it, and those after it up to the next name or
    heading."""
    claims: dict[int, list[Claim]] = defaultdict(list)
    for claim in report.claims:
        claims[claim.block].append(claim)
    found: dict[int, list[Entry]] = {}
    current: int | None = None
    for n in _chapter(report):
        block = report.document.flow[n]
        if not isinstance(block, Block):
            continue
        text = f" {normalize_name(block.text, report.identity)} "
        named = [k for k, key in enumerate(keys) if f" {key} " in text]
        # of names within names the longest is meant; a paragraph that names several is about none
        named = [k for k in named if not any(keys[k] in keys[o] and keys[k] != keys[o] for o in named)]
        if named or block.kind == "heading":
            current = named[0] if len(named) == 1 and len(keys[named[0]].split()) > 2 else None
        if current is None:
            continue
        figures = {c.about: c.value for c in reversed(claims[n]) if c.about in FIGURES and c.confidence >= SURE}
        before = found.get(current, [Entry("bab3", Value(block.text, block.places, source="text"))])[0]
        found[current] = [replace(before, figures={**figures, **before.figures})]
    return found


def _last_year(report: Report, groups: Sequence[Sequence[int]], keys: Sequence[str]) -> dict[int, list[Entry]]:
    """The columns of last year beside the indicators of any table, by line."""
    found: dict[int, list[Entry]] = defaultdict(list)
    if report.identity.year is None:
        return found
    line_of = {(report.indicators[i].table, report.indicators[i].row): n for n, g in enumerate(groups) for i in g}
    for table in report.tables:
        columns = _columns_of(table, report.identity.year - 1)
        name = next((c for role in ("indikator", "uraian") if (c := table.col(role)) is not None), None)
        if not columns or name is None or table.kind in ("renstra", "iku"):
            continue
        rows = range(len(table.table.rows))
        own = [normalize_name(table.value(r, name).text, report.identity) for r in rows]
        linked = {link.b: link.a for link in link_keys(keys, own)}
        for r in rows:
            n = line_of.get((table.id, r), linked.get(r))
            figures = {f: v for f, c in columns.items() if (v := table.value(r, c)).text.strip()}
            if n is not None and figures:
                found[n].append(Entry("last_year", table.value(r, name), figures))
    return found


def _columns_of(table: TypedTable, year: int, bare: str = "realisasi") -> dict[str, int]:
    """The columns of ``year`` by figure; a column headed by the year alone gives the ``bare`` one."""
    out: dict[str, int] = {}
    for c, role in enumerate(table.roles):
        figure, _, of = role.partition(":")
        if of == str(year) and figure in (*FIGURES, "tahun"):
            out.setdefault(bare if figure == "tahun" else figure, c)
    return out
