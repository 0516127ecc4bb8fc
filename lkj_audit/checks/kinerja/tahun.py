"""KIN120: last year's figure, this year's figure and the change between them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal

from lkj_audit.checks.judging import distinct, far_apart, graded, name_of
from lkj_audit.checks.kinerja.arah import moves
from lkj_audit.checks.kinerja.deret import several_years
from lkj_audit.checks.kinerja.dua_tahun import is_change, pair_of, years_beside
from lkj_audit.checks.kinerja.langkah import growths, steps
from lkj_audit.checks.kinerja.serentak import many_moved
from lkj_audit.checks.kinerja.tahun_angka import years_of_figures
from lkj_audit.checks.kinerja.tiap_tahun import every_year
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Change, Evidence, Finding, NotEvaluated, Quantity, Report, Value
from lkj_audit.normalize.narrative.plans import plans_of
from lkj_audit.normalize.narrative.results import less_is_better, results, rounded
from lkj_audit.normalize.narrative.roles import WAY, Told, readings_of
from lkj_audit.normalize.narrative.series import told_series
from lkj_audit.normalize.narrative.stories import Story, stories_of
from lkj_audit.normalize.text.plain import plain

# What a step is said to lead from.
_BASE = re.compile(r"\s*(?:(?:%|persen|po[ie]n)\s+)?(?:dari|dibanding\w*)\s+(?:(?:[^\W\d]+|20\d\d)\s+){0,4}?"
                   r"(?!20\d\d\b)(?P<base>\d[\d.,]*\d|\d)", re.I)


@rule("KIN120", "tahun-lalu", "error")
def years(report: Report) -> Iterator[Outcome]:
    """A change that the two years do not give, a rise that is a fall, or another figure for this year than the result
    table's."""
    plans = plans_of(report)
    tables = [t for t in report.tables if pair_of(report, t) is not None]
    stories = [s for s in stories_of(plans).every if s.of("last") or s.of("step") or s.trends]
    told = [*steps(report), *growths(report), *moves(report)]
    trends = list(every_year(report))
    counted = list(many_moved(report, [(t, pair) for t in tables if (pair := pair_of(report, t))]))
    listed = list(several_years(plans))
    dated = [*years_of_figures(report), *listed]
    yield from (*counted, *dated)
    if not dated and not tables and not report.changes and not stories and not told and not trends and not counted:
        yield NotEvaluated("KIN120", "no-comparison")
        return
    rows = results(plans)
    for table in tables:
        yield from years_beside(report, plans, table, rows)
    yield from [CHECKED] * len(report.changes)
    found: list[Outcome] = [f for change in report.changes for f in _direction(change)]
    series = {v.places for s in told_series(report.document) for v in s.figures.values()}
    found += [outcome for story in stories for outcome in _story(report, story)
              if not isinstance(outcome, Finding) or series.isdisjoint(e.value.places for e in outcome.evidence[:1])]
    yield from found
    known = {e.value.places for f in found if isinstance(f, Finding) for e in f.evidence}
    for finding in (f for value, f in told if known.isdisjoint(
            e.value.places for e in (f.evidence if f else [Evidence("stated", value)]))):
        yield CHECKED
        yield from [finding] if finding else ()
    for trend in trends:
        yield CHECKED
        yield from [trend] if trend else ()


# ---------------------------------------------------------------- "naik dari … menjadi …"


def _direction(change: Change) -> Iterator[Finding]:
    """A rise that is a fall, or the other way round."""
    before, after = change.old, change.new
    a, b = before.value.number, after.value.number
    if not change.direction or a is None or b is None or a == b or (b > a) == (change.direction == "up"):
        return
    sure = round(0.85 * min(before.value.confidence, after.value.confidence), 2)
    yield Finding("KIN120", graded("error", sure), sure,
                  {"arah": change.word, "lalu": before.value.text, "kini": after.value.text},
                  (Evidence("stated", after.value), Evidence("part", before.value)),
                  item=plain(before.sentence[:80]), column="arah", kind="narasi", stated=b, variant="arah")


# ---------------------------------------------------------------- what a paragraph tells of one indicator


def _story(report: Report, story: Story) -> Iterator[Outcome]:
    """Last year's figure, this year's and the step between, as one paragraph gives them; and last year's against the
    table's."""
    lasts, steps, nows = story.of("last"), story.of("step"), story.of("realisasi")
    if len(lasts) > 1 or len(steps) > 1:
        return
    known = _last_year(report, story)
    if lasts and known:
        yield from _last_told(report, story, lasts[0], known)
    now = nows[0].value if len(nows) == 1 else story.rows[0].row.realisasi
    past = lasts[0].value if lasts else next(iter(known), None)
    if past is None or past.quantity is None or past.number is None or now is None or now.number is None:
        return
    before = [*(lasts[0].readings() if lasts else ()),  # and where the text contradicts the table, _last_told does
              *(q for v in known if (q := v.quantity) is not None and q.value is not None)] or [past.quantity]
    after = [*(nows[0].readings() if len(nows) == 1 else ()),  # where the text contradicts the table, KIN111 says so
             *(q for r in story.rows if (q := r.realisasi) is not None and q.value is not None)]
    pairs = [(a, b) for a in before for b in after]
    for step in steps:
        yield CHECKED
        if not _from_another(story, step, before):
            yield from _step_told(report, story, step, pairs, past, now)
    for trend in (*story.trends, *(s for s in lasts if WAY.search(s.word))):  # "turun dari 7,96 … menjadi 8,24"
        yield CHECKED
        if trend.role == "capaian-trend" and any(less_is_better(r) for r in story.rows):
            continue
        if _turned(trend, pairs):
            yield _other_way(story, trend, past, now)


def _last_told(report: Report, story: Story, last: Told, known: list[Value]) -> Iterator[Outcome]:
    """Last year's figure against those of the tables."""
    yield CHECKED
    if not any(rounded(a, b) for a in last.readings() for v in known if (b := v.quantity)):
        table = report.table(known[0].table) if known[0].table else story.rows[0].table
        yield _narrated(story, last.value, {"lalu": last.value.text, "tabel": known[0].text, "di": name_of(table)},
                        known[:1], "lalu", known[0].number)


def _step_told(report: Report, story: Story, step: Told, pairs: list[tuple[Quantity, Quantity]], past: Value,
               now: Value) -> Iterator[Finding]:
    """A step that lies between neither the figures of the two years, ``pairs`` as they can be read, nor their
    capaian, or leads the other way."""
    if any(is_change(s, a, b) for s in step.readings() for a, b in _shares(report, story)):
        return
    assert now.number is not None and past.number is not None
    expected = abs(now.number - past.number)
    if not any(is_change(s, a, b, step.word.endswith("poin")) for s in step.readings() for a, b in pairs):
        yield _narrated(story, step.value, {"lalu": past.text, "kini": now.text, "selisih": step.value.text,
                                            "seharusnya": expected}, [past, now], "narasi", expected)
    elif _turned(step, pairs):
        yield _other_way(story, step, past, now)


def _turned(told: Told, pairs: Iterable[tuple[Quantity, Quantity]]) -> bool:
    """Whether the figure went the other way than ``told`` says, however the two years are read."""
    return all(a.value is not None and b.value is not None and (b.value > a.value if told.down else b.value < a.value)
               for a, b in pairs)


def _other_way(story: Story, told: Told, past: Value, now: Value) -> Finding:
    return _narrated(story, told.value, {"arah": told.word, "lalu": past.text, "kini": now.text}, [past, now], "arah",
                     None)


def _from_another(story: Story, step: Told, before: Collection[Quantity]) -> bool:
    """Whether the step is said to lead from another figure than last year's: "312 laporan, naik 18,63% dari 263"."""
    text = story.block.text
    base = _BASE.match(text, text.find(step.value.text) + len(step.value.text))
    return base is not None and not any(rounded(a, b) for a in readings_of(base["base"]) for b in before)


def _shares(report: Report, story: Story) -> list[tuple[Quantity, Quantity]]:
    """The capaian of last year and of this year, where the result table has both: a step may be between these."""
    last = f"capaian:{(report.identity.year or 0) - 1}"
    return [(before, r.stated) for r in story.rows if (c := r.table.col(last)) is not None and r.stated is not None
            and (before := r.table.value(r.row.row, c).quantity) is not None
            and before.value is not None and r.stated.value is not None]


def _last_year(report: Report, story: Story) -> list[Value]:
    """Last year's figures of the indicator in its result tables."""
    year = report.identity.year
    if year is None:
        return []
    last = f"realisasi:{year - 1}"
    columns = [(r, c) for r in story.rows for c, role in enumerate(r.table.roles)
               if role in (last, f"tahun:{year - 1}") and "target" not in r.table.table.header[c].casefold()]
    sheets = [v for s in stories_of(plans_of(report)).sheets if s.rows[0].index == story.rows[0].index
              and (v := s.cells.get(last)) and v.number is not None]
    return [*(v for r, c in columns if (v := r.table.value(r.row.row, c)).number is not None), *sheets,
            *_compared(report, story)]


def _compared(report: Report, story: Story) -> Iterator[Value]:
    """Last year's figure in other tables of several years, where this year's beside it is the realisasi."""
    names, own = {plain(r.name) for r in story.rows}, {r.table.id for r in story.rows}
    known = [q for r in story.rows if (q := r.realisasi)]
    for table in report.tables:
        column, pair = table.col("indikator"), pair_of(report, table) if table.id not in own else None
        for r in range(len(table.table.rows)) if pair and column is not None else ():
            assert pair is not None and column is not None
            last, now = (table.value(r, c) for c in pair)
            if plain(table.value(r, column).text) in names and last.number is not None and now.quantity and any(
                    rounded(now.quantity, q) for q in known):
                yield last


def _narrated(story: Story, stated: Value, params: dict[str, str | int | Decimal], others: list[Value], variant: str,
              expected: Decimal | None) -> Finding:
    row = story.rows[0]
    most = 0.5 if far_apart(stated.number, expected) else 0.8
    sure = round(most * min(stated.confidence, *(v.confidence for v in others), row.row.name.confidence), 2)
    return Finding("KIN120", graded("error", sure), sure, {"indikator": row.name, **params},
                   distinct([Evidence("stated", stated), *(Evidence("part", v) for v in others),
                             Evidence("context", row.row.name)]),
                   item=row.row.key or plain(row.name), column="selisih" if variant != "lalu" else "tahun lalu",
                   kind="narasi", expected=expected, stated=stated.number, variant=variant,
                   difference=stated.number - expected if expected is not None and stated.number is not None else None)
