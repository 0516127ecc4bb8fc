"""Questions to the store: answers over the latest audit of each file, exact figures, and no way to write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from lkj_audit import errors
from lkj_audit.model import AuditResult, BudgetLine, Decision, Identity, Indicator, Problem, Report
from lkj_audit.store import Store
from lkj_audit.store.queries import QUESTIONS, ask, ask_sql
from tests.building import make_document
from tests.render.results import finding, result, value

UNIT = Identity("KPU Kota Contoh", "kota", "35.74", "Kota Contoh", 2024)


def report(pagu: str, realisasi: str) -> Report:
    def line(kind: str, table: str, a: str, b: str) -> BudgetLine:
        return BudgetLine(kind, table, 0, value("Jumlah"), "", "total", value(a, a), value(b, b))

    indicator = Indicator("capaian", "T02", 0, value("Nilai SAKIP"), "nilai sakip", target=value("98,5", "98.5"))
    return Report(make_document([]), UNIT, indicators=(indicator,), budget=(
        line("sp2d", "T01", "10", "9"), line("anggaran_belanja", "T03", pagu, realisasi),
        line("anggaran_program", "T04", pagu, realisasi)))


def audited(path: str, sha256: str, **more: object) -> AuditResult:
    made = result(path=path, sha256=sha256, identity=UNIT, findings=(
        finding(fingerprint="f1"), finding(rule="KIN101", severity="info", fingerprint="f2")))
    return replace(made, **more)  # type: ignore[arg-type]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """Two runs over two files of one unit, the first version of one of them with more findings; one failed file."""
    place = tmp_path / "store.sqlite"
    with Store.open(place) as store:
        for run, sha256 in ((store.start_run("check", "x", 3), "aa"), (store.start_run("check", "x", 1), "a2")):
            count = 2 if sha256 == "aa" else 1
            store.save(run, audited("a.pdf", sha256, findings=audited("", "").findings[:count],
                                    report=report("3000000000", "2700000001")), "k.r")
        store.save(1, audited("b.pdf", "bb"), "k.r")
        store.save(1, AuditResult("c.pdf", "", 0, "failed", (Problem(0, "damaged"),)), "k.r")
    yield place


def test_the_most_frequent_findings_are_those_of_the_latest_audits(place: Path) -> None:
    columns, rows = ask("findings", place)
    assert columns[:3] == ("rule", "findings", "files")
    assert rows == [("ANG104", 2, 2, 1, 2, 0, 0), ("KIN101", 1, 1, 1, 0, 0, 1)]


def test_what_reviewers_explained_does_not_count(place: Path) -> None:
    def decision(verdict: str) -> Decision:
        return Decision(UNIT.key, 2024, "f1", verdict, "sebab", "Ketua Tim", date(2025, 1, 31))  # type: ignore[arg-type]

    with Store.open(place) as store:
        store.decide([decision("explained")])
        assert [row[0] for row in ask("findings", place).rows] == ["KIN101"]
        store.decide([decision("accepted")])
        assert [row[0] for row in ask("findings", place).rows] == ["ANG104", "KIN101"]


def test_units_come_by_severity_with_their_failed_files(place: Path) -> None:
    assert ask("units", place).rows == [("KPU Kota Contoh", 2024, 2, 0, 2, 0, 1), ("c.pdf", None, 1, 1, 0, 0, 0)]


def test_indicators_and_absorption_are_those_that_stand_in_the_report(place: Path) -> None:
    assert ask("indicators", place).rows == [
        ("KPU Kota Contoh", 2024, "capaian", None, "Nilai SAKIP", "98,5", None, None, 3, "a.pdf")]
    assert ask("absorption", place).rows == [
        ("KPU Kota Contoh", 2024, 3_000_000_000, 2_700_000_001, Decimal("90.00"), "a.pdf")]


def test_ones_own_questions_can_read_everything_and_write_nothing(place: Path, tmp_path: Path) -> None:
    before = place.read_bytes()
    columns, rows = ask_sql("SELECT path, result FROM files JOIN audits ON id = audit WHERE run = 2", place)
    assert columns == ("path", "result") and str(rows[0][1]).endswith(" B>")
    assert ask_sql("WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 3) SELECT n FROM t",
                   place).rows == [(1,), (2,), (3,)]
    for statement in ("DELETE FROM runs", "DROP TABLE runs", f"ATTACH '{tmp_path / 'x.db'}' AS x",
                      "PRAGMA user_version = 3", "VACUUM INTO 'x.db'", "SELECT 1; SELECT 2",
                      "SELEKSI", "SELECT load_extension('x')", ""):
        with pytest.raises(errors.BadSql):
            ask_sql(statement, place)
    assert place.read_bytes() == before and not (tmp_path / "x.db").exists()


def test_there_may_be_nothing_yet(tmp_path: Path) -> None:
    with pytest.raises(errors.NoStore):
        ask("findings", tmp_path / "hilang.sqlite")
    with Store.open(tmp_path / "kosong.sqlite"):
        pass
    assert [ask(name, tmp_path / "kosong.sqlite").rows for name in QUESTIONS] == [[]] * len(QUESTIONS)
