"""One root, one finding: what the same wrong cell breaks is one finding, and nothing else is joined."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from lkj_audit.checks.registry import rules, run
from lkj_audit.checks.roots import merged
from lkj_audit.model import Evidence, Finding, Identity, Place, Quantity, Value
from lkj_audit.normalize import normalize
from tests.building import make_document


def cell(number: int, top: int) -> Value:
    place = Place(1, (10.0, float(top), 90.0, top + 12.0))
    return Value(f"{number}", (place,), Quantity(f"{number}", Decimal(number), "rp"))


def total(rule: str, stated: Value, parts: Sequence[Value], **more: Any) -> Finding:
    expected = sum((v.number or Decimal(0) for v in parts), Decimal(0))
    evidence = (Evidence("stated", stated), *(Evidence("part", p) for p in parts))
    return Finding(rule, more.pop("severity", "error"), 0.9, {}, evidence, "Jumlah", expected=expected,
                   stated=stated.number, **more)


def audited(*flow: Any) -> list[tuple[str, tuple[str, ...]]]:
    report = normalize(make_document(flow), Identity("Dinas Perikanan Kabupaten Morowali", "kabupaten", year=2023))
    suite = [rule for code, rule in rules().items() if code.startswith(("ANG", "ARI101", "ARI102", "ARI107"))]
    return sorted((f.rule, f.also) for f in run(report, suite)[0] if f.severity != "info")


def test_a_wrong_sisa_breaks_its_row_and_its_sum() -> None:
    assert audited({"header": ["Kode", "Uraian", "Pagu", "Realisasi", "Sisa"], "rows": [
        ["51", "Belanja Pegawai", "600.000.000", "590.000.000", "10.000.000"],
        ["52", "Belanja Barang", "400.000.000", "380.000.000", "21.000.000"],
        ["", "Jumlah", "1.000.000.000", "970.000.000", "30.000.000"]]}) == [("ANG104", ("ANG103",))]


def test_a_wrong_pagu_breaks_the_sum_the_sisa_the_percentage_and_the_limit() -> None:
    assert audited({"header": ["Kode", "Uraian", "Pagu", "Realisasi", "Sisa", "%"], "rows": [
        ["51", "Belanja Pegawai", "580.000.000", "590.000.000", "10.000.000", "98,33"],
        ["52", "Belanja Barang", "400.000.000", "380.000.000", "20.000.000", "95,00"],
        ["", "Jumlah", "1.000.000.000", "970.000.000", "30.000.000", "97,00"]]}) == [
            ("ANG101", ("ANG104", "ANG105", "ANG106"))]


def test_two_wrong_cells_of_one_row_are_two_roots() -> None:
    found = audited({"header": ["Kode", "Uraian", "Pagu", "Realisasi", "Sisa", "%"], "rows": [
        ["51", "Belanja Pegawai", "580.000.000", "590.000.000", "10.500.000", "98,33"],
        ["52", "Belanja Barang", "400.000.000", "380.000.000", "20.000.000", "95,00"],
        ["", "Jumlah", "1.000.000.000", "970.000.000", "30.000.000", "97,00"]]})
    assert found == [("ANG101", ("ANG105", "ANG106")), ("ANG103", ("ANG104",))]


def test_a_wrong_count_breaks_its_row_and_its_column() -> None:
    header = ["Kecamatan", "Laki-laki", "Perempuan", "Jumlah"]
    assert audited({"caption": "Tabel 3.1 Peserta", "header": header, "rows": [
        ["Bungku", "12", "14", "26"], ["Lembo", "9", "8", "17"], ["Petasia", "11", "7", "18"],
        ["Jumlah", "32", "92", "61"]]}) == [("ARI101", ("ARI102",))]


def test_findings_of_different_cells_stay_apart() -> None:
    a, b, c, d = (cell(n, 20 * i) for i, n in enumerate((100, 60, 30, 95)))
    # both rest on the cells b and c, but no one value of a cell mends both
    findings = [total("ANG101", a, (b, c)), total("ARI101", d, (b, c))]
    assert merged(findings) == findings


def test_the_finding_that_states_the_root_is_kept_and_the_others_are_its_context() -> None:
    wrong, a, b, c, sum_ = (cell(n, 20 * i) for i, n in enumerate((70, 30, 20, 10, 60)))
    # 30 + 20 = 50, not 70; 70 + 10 = 80, not 60: with 50 in the wrong cell both hold
    [kept] = merged([total("ANG101", sum_, (wrong, c)), total("ARI101", wrong, (a, b))])
    assert (kept.rule, kept.also, kept.params["cell"]) == ("ARI101", ("ANG101",), "70")
    assert [e.value for e in kept.evidence if e.role == "context"] == [sum_, c]


def test_the_gravest_is_kept() -> None:
    wrong, a, b, c, sum_ = (cell(n, 20 * i) for i, n in enumerate((70, 30, 20, 10, 60)))
    [kept] = merged([total("ANG101", sum_, (wrong, c)), total("ARI101", wrong, (a, b), severity="info")])
    assert (kept.rule, kept.severity, kept.also) == ("ANG101", "error", ("ARI101",))


def test_other_families_are_left_alone() -> None:
    wrong, a, b, c, sum_ = (cell(n, 20 * i) for i, n in enumerate((70, 30, 20, 10, 60)))
    findings = [total("KIN113", sum_, (wrong, c)), total("ANG101", wrong, (a, b))]
    assert merged(findings) == findings


def test_a_total_that_fits_neither_its_column_nor_its_row_is_one_root() -> None:
    assert audited({"header": ["Kode", "Uraian", "Pagu", "Realisasi", "Sisa"], "rows": [
        ["51", "Belanja Pegawai", "600.000.000", "590.000.000", "10.000.000"],
        ["52", "Belanja Barang", "400.000.000", "380.000.000", "21.000.000"],
        ["53", "Belanja Modal", "90.000.000", "85.000.000", "5.000.000"],
        ["57", "Bantuan Sosial", "60.000.000", "58.000.000", "2.000.000"],
        ["", "Jumlah", "1.150.000.000", "1.113.000.000", "46.000.000"]]}) == [("ANG104", ()), ("ANG104", ("ANG103",))]


def test_a_difference_that_its_column_needs_otherwise_is_one_root() -> None:
    header = ["Program", "Anggaran Pokok", "Anggaran Perubahan", "Bertambah"]
    found = audited({"caption": "Tabel 2.4 Perubahan Anggaran", "header": header, "rows": [
        ["Pemberdayaan Sosial", "410.000.000", "455.500.000", "45.500.000"],
        ["Rehabilitasi Sosial", "820.250.000", "861.000.000", "40.750.000"],
        ["Perlindungan Sosial", "300.125.000", "371.625.000", "77.500.000"],
        ["Penanganan Bencana", "150.000.000", "183.400.000", "33.400.000"],
        ["Pahlawan Nasional", "96.000.000", "99.250.000", "3.250.000"],
        ["Jumlah", "1.776.375.000", "1.970.775.000", "194.400.000"]]})
    assert found == [("ARI101", ("ARI107",))]


def test_two_rules_that_hold_the_same_two_figures_together_are_one_finding() -> None:
    a, b, c = (cell(n, 20 * i) for i, n in enumerate((70, 30, 31)))

    def apart(rule: str, stated: Value, expected: Value) -> Finding:
        evidence = Evidence("stated", stated), Evidence("expected", expected)
        return Finding(rule, "error", 0.9, {}, evidence, "x", stated=stated.number, expected=expected.number)

    [kept, other] = merged([apart("KIN120", a, b), apart("KIN110", b, a), apart("KIN111", a, c)])
    assert (kept.rule, kept.also, other.rule) == ("KIN110", ("KIN120",), "KIN111")


def test_a_wrong_share_breaks_the_sum_of_the_shares() -> None:
    report = normalize(make_document([{
        "caption": "Tabel 1.3 Pegawai Menurut Umur", "header": ["Umur", "Jumlah", "Persentase (%)"], "rows": [
            ["20-30", "11", "17,7"], ["31-40", "27", "34,5"], ["41-50", "17", "27,4"], ["51-60", "7", "11,3"],
            ["Jumlah", "62", "100,0"]]}]), Identity("Dinas Perikanan Kabupaten Morowali", "kabupaten", year=2023))
    suite = [rule for code, rule in rules().items() if code in ("ARI101", "ARI103")]
    assert [(f.rule, f.also) for f in run(report, suite)[0]] == [("ARI103", ("ARI101",))]


PLANS = [["1", "Jumlah lingkup uji laboratorium", "12"], ["2", "Nilai pengawasan mutu", "80"],
         ["3", "Persentase contoh yang diuji", "95"]]


def on_targets(planned: str, agreed: str, reported: str, capaian: str) -> list[tuple[str, tuple[str, ...]]]:
    def plan(target: str) -> list[list[str]]:
        return [["1", PLANS[0][1], target], *PLANS[1:]]

    flow: list[Any] = [
            {"caption": "Tabel 2.1 Rencana Kinerja Tahunan 2023", "header": ["No", "Indikator Kinerja", "Target"],
             "rows": plan(planned)},
            {"caption": "Tabel 2.2 Perjanjian Kinerja Tahun 2023", "header": ["No", "Indikator Kinerja", "Target"],
             "rows": plan(agreed)},
            "BAB III AKUNTABILITAS KINERJA",
            {"caption": "Tabel 3.1 Capaian Kinerja Tahun 2023", "rows": [
                ["1", PLANS[0][1], reported, "12", capaian], [*PLANS[1], "84", "105,00"], [*PLANS[2], "95", "100,00"]],
             "header": ["No", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"]}]
    report = normalize(make_document(flow), Identity("Balai Veteriner Medan", "pusat", year=2023))
    suite = [rule for code, rule in rules().items() if code in ("KIN103", "KIN106", "KIN107", "KIN109")]
    return sorted((f.rule, f.also) for f in run(report, suite)[0])


def test_one_other_target_and_the_capaian_of_the_right_one() -> None:
    assert on_targets("12", "12", "11", "100,00") == [("KIN106", ("KIN107", "KIN109"))]
    assert on_targets("10", "12", "12", "100,00") == [("KIN103", ("KIN107",))]


def test_a_capaian_that_is_wrong_of_either_target_is_one_more() -> None:
    assert on_targets("12", "12", "11", "97,00") == [("KIN106", ("KIN107",)), ("KIN109", ())]


def test_three_targets_are_not_one_root() -> None:
    assert on_targets("10", "12", "11", "109,09") == [("KIN103", ()), ("KIN106", ()), ("KIN107", ())]
