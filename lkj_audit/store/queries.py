"""Questions to the store: named ones, and any SELECT of the user's own. Nothing is ever written here."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from lkj_audit.errors import BadSql, NoStore
from lkj_audit.store.rows import Row
from lkj_audit.store.schema import connect, default_path, explained


class Answer(NamedTuple):
    """``rows`` under ``columns``; figures are int or Decimal, never float, where they are money or percentages."""

    columns: tuple[str, ...]
    rows: list[Row]


def ask(name: str, path: Path | None = None) -> Answer:
    """The answer to one of ``QUESTIONS``. Raises a StoreError."""
    with _reading(path) as db:
        return QUESTIONS[name](db)


def ask_sql(statement: str, path: Path | None = None) -> Answer:
    """The answer to a SELECT over the tables and views in ``migrations``. Raises BadSql or a StoreError."""
    with _reading(path) as db:
        db.set_authorizer(_only_reading)
        try:
            found = db.execute(statement)
            if found.description is None:
                raise BadSql(reason="no SELECT")
            return Answer(tuple(c[0] for c in found.description), [tuple(map(_shown, row)) for row in found])
        except (sqlite3.Error, sqlite3.Warning) as error:
            raise BadSql(reason=str(error)) from error


@contextmanager
def _reading(path: Path | None) -> Iterator[sqlite3.Connection]:
    path = path or default_path()
    if not path.exists():
        raise NoStore(path=str(path))
    with closing(connect(path, read_only=True)) as db, explained(path):
        yield db


_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}


def _only_reading(action: int, *_: str | None) -> int:
    """No writing, and no other file by ATTACH."""
    return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY


def _shown(value: object) -> object:
    return f"<{len(value)} B>" if isinstance(value, bytes) else value


# ---------------------------------------------------------------- the named questions

def _sql(statement: str) -> Callable[[sqlite3.Connection], Answer]:
    def answer(db: sqlite3.Connection) -> Answer:
        found = db.execute(statement)
        return Answer(tuple(c[0] for c in found.description), [tuple(row) for row in found])

    return answer


_FINDINGS = """
SELECT rule, count(*) AS findings, count(DISTINCT absolute) AS files, count(DISTINCT unit) AS units,
       sum(severity = 'error') AS error, sum(severity = 'warning') AS warning, sum(severity = 'info') AS info
FROM counting GROUP BY rule ORDER BY findings DESC, rule"""

_UNITS = """
SELECT coalesce(nullif(l.satker, ''), l.unit) AS satker, l.year, count(DISTINCT l.absolute) AS files,
       count(DISTINCT CASE WHEN l.status = 'failed' THEN l.absolute END) AS failed,
       coalesce(sum(c.severity = 'error'), 0) AS error, coalesce(sum(c.severity = 'warning'), 0) AS warning,
       coalesce(sum(c.severity = 'info'), 0) AS info
FROM latest l LEFT JOIN counting c ON c.absolute = l.absolute
GROUP BY l.unit, l.year ORDER BY error DESC, warning DESC, info DESC, 1, 2"""

_INDICATORS = """
SELECT l.satker, l.year, i.source, i.owner, i.name, i.target_text AS target, i.realisasi_text AS realisasi,
       i.capaian_text AS capaian, i.page, l.path
FROM latest l JOIN indicators i ON i.audit = l.audit ORDER BY l.satker, l.year, l.path, i.number"""

_TOTALS = """
SELECT l.satker, l.year, l.path, b.pagu, b.realisasi FROM latest l JOIN budget b ON b.audit = l.audit
WHERE b.level = 'total' AND typeof(b.pagu) = 'integer' AND typeof(b.realisasi) = 'integer' AND b.pagu > 0
ORDER BY l.satker, l.year, l.path, b.number"""


def _absorption(db: sqlite3.Connection) -> Answer:
    """Budget and spending of each report: of several totals the one that stands there most often, else the first."""
    totals: dict[Row, Counter[tuple[int, int]]] = {}
    for satker, year, path, pagu, realisasi in db.execute(_TOTALS):
        totals.setdefault((satker, year, path), Counter())[pagu, realisasi] += 1
    rows: list[Row] = []
    for (satker, year, path), count in totals.items():
        (pagu, realisasi), _ = count.most_common(1)[0]
        share = (Decimal(realisasi) * 100 / pagu).quantize(Decimal("0.01"))
        rows.append((satker, year, pagu, realisasi, share, path))
    return Answer(("satker", "year", "pagu", "realisasi", "serapan", "path"), rows)


QUESTIONS: dict[str, Callable[[sqlite3.Connection], Answer]] = {
    "findings": _sql(_FINDINGS), "units": _sql(_UNITS), "indicators": _sql(_INDICATORS), "absorption": _absorption}
