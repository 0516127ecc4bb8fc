"""The configuration file: found, checked, and kept by the audit."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from lkj_audit import config, engine, errors, facts
from lkj_audit.checks import registry
from lkj_audit.errors import config as bad
from lkj_audit.model import AuditResult, Finding, Identity, Reference, Regulation, Settings, Step
from lkj_audit.normalize import normalize
from lkj_audit.normalize.figures.numbers import parse
from lkj_audit.render.toml_ import config_toml
from tests import pdfs
from tests.building import make_document
from tests.test_cli import Run, run, wrong  # noqa: F401  # fixtures

FULL = """
select = ["ANG", "KIN104"]
ignore = ["ANG111"]
preview = true
aliases = [["Nilai AKIP", "Nilai \\"SAKIP\\""]]
scale = [{category = "Berhasil", low = 85.5, high = 100}, {category = "Istimewa", low = 100.01}]

[per-file-ignores]
"lama/*.pdf" = ["REG"]

[severities]
ANG110 = "info"

[tolerances]
rupiah = 1
percent = 0.01
ANG105 = 1000

[units]
akseptor = ["aks", "peserta KB"]

[limits]
pages = 300
seconds = 600
memory = 2048

[[regulations]]
type = "Perbup"
number = 12
year = 2023
issuer = "Lumajang"
title = "Pedoman Laporan"
status = "dicabut"
since = 2024-05-01
replaced-by = [{type = "Perbup", number = "3", year = 2024}]
"""


def written(folder: Path, text: str, name: str = config.FILE) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def audited(pdf: Path, text: str = "", **more: Any) -> AuditResult:
    written(pdf.parent, text)
    return engine.audit(pdf, **more)


def ran(result: AuditResult) -> set[str]:
    return {c.rule for c in result.rules}


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    return pdfs.budget_report(tmp_path / "salah.pdf", pdfs.WRONG)


# ---------------------------------------------------------------- the file


def test_every_key_is_read(tmp_path: Path) -> None:
    read = config.load(written(tmp_path, FULL))
    assert (read.select, read.ignore, read.preview) == (("ANG", "KIN104"), ("ANG111",), True)
    assert read.scale == (Step("Berhasil", Decimal("85.5"), Decimal(100)), Step("Istimewa", Decimal("100.01")))
    assert read.limits == config.Limits(300, 600, 2048)
    regulation, = read.regulations
    assert (regulation.number, regulation.replaced_by) == ("12", (Reference("Perbup", "3", 2024),))


@pytest.mark.parametrize("text", ["", FULL])
def test_what_is_printed_can_be_read_again(tmp_path: Path, text: str) -> None:
    file = written(tmp_path, text)
    read = config.load(file)
    printed = config_toml(read, file, "id")
    assert tomllib.loads(printed) and config.load(written(tmp_path, printed)) == read


WRONG: dict[str, tuple[str, type[bad.BadConfig], str]] = {
    "syntax": ("select = [\n\nignore = 3", bad.NotToml, ""),
    "key": ('selec = ["ANG"]', bad.UnknownKey, "selec"),
    "nested key": ("limits = {page = 3}", bad.UnknownKey, "limits.page"),
    "key in a list": ('regulations = [{tipe = "UU"}]', bad.UnknownKey, "regulations[1].tipe"),
    "missing": ('regulations = [{type = "UU", number = "1", year = 2020}]', bad.MissingKey, "regulations[1].title"),
    "list": ('select = "ANG"', bad.NotAList, "select"),
    "table": ("limits = 3", bad.NotATable, "limits"),
    "number": ('tolerances = {rupiah = "satu"}', bad.NotANumber, "tolerances.rupiah"),
    "small": ("limits = {pages = 0}", bad.TooSmall, "limits.pages"),
    "negative": ("tolerances = {rupiah = -1}", bad.TooSmall, "tolerances.rupiah"),
    "choice": ('severities = {ANG104 = "gawat"}', bad.NotAChoice, "severities.ANG104"),
    "date": ('regulations = [{type = "UU", number = "1", year = 1, title = "a", since = "kelak"}]', bad.NotADate,
             "regulations[1].since"),
    "rule": ('per-file-ignores = {"a.pdf" = ["XYZ"]}', bad.NoSuchRule, "per-file-ignores.a.pdf"),
    "rule of a severity": ('severities = {XYZ = "info"}', bad.NoSuchRule, "severities"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_named_with_file_and_key(tmp_path: Path, name: str) -> None:
    text, error, key = WRONG[name]
    file = written(tmp_path, text)
    with pytest.raises(error) as caught:
        config.load(file)
    assert caught.value.params["path"] == str(file) and caught.value.params.get("key", "") == key


def test_broken_line_is_named(tmp_path: Path) -> None:
    with pytest.raises(bad.NotToml) as caught:
        config.load(written(tmp_path, 'select = ["ANG"]\nignore = = 3\n'))
    assert caught.value.params["line"] == 2


# ---------------------------------------------------------------- which file


def test_nearest_file_wins_whole(tmp_path: Path) -> None:
    deep = tmp_path / "2024" / "kota"
    deep.mkdir(parents=True)
    written(tmp_path, 'ignore = ["ANG"]')
    near = written(tmp_path / "2024", 'select = ["KIN"]')
    assert config.find(deep / "lkj.pdf") == near
    read = config.config_for(deep)
    assert (read.select, read.ignore) == (("KIN",), ())


def test_given_file_wins_over_the_nearest(tmp_path: Path, pdf: Path) -> None:
    other = written(tmp_path, 'select = ["ANG105"]', "lain.toml")
    assert ran(audited(pdf, 'select = ["ANG104"]', config=other)) == {"ANG105"}


def test_given_file_must_be_there(pdf: Path) -> None:
    with pytest.raises(errors.MissingPath):
        engine.audit(pdf, config=pdf.parent / "hilang.toml")


# ---------------------------------------------------------------- how grave, how exact


def test_severity_of_a_rule(pdf: Path) -> None:
    finding, = audited(pdf, 'select = ["ANG104"]\nseverities = {ANG = "info", ANG104 = "warning"}').findings
    assert finding.severity == "warning"


def test_severity_does_not_raise_what_the_rule_is_unsure_of(monkeypatch: pytest.MonkeyPatch, pdf: Path) -> None:
    rule = registry.rules()["ANG104"]
    unsure = replace(rule, check=lambda report: (
        replace(o, severity="info") if isinstance(o, Finding) else o for o in rule.check(report)))  # type: ignore[misc]
    report = engine.read(pdf).report
    assert report is not None
    for wanted, got in (("error", "info"), ("warning", "info"), ("info", "info")):
        strict = replace(report, settings=Settings(severities={"ANG": wanted}))  # type: ignore[dict-item]
        assert [f.severity for f in registry.run(strict, [unsure])[0]] == [got]


@pytest.mark.parametrize(("tolerances", "found"), [
    ("rupiah = 49_999_999", 1), ("rupiah = 50_000_000", 0), ("ANG104 = 50_000_000", 0), ("ANG = 50_000_000", 0),
    ("rupiah = 50_000_000, ANG104 = 1", 1), ("ANG105 = 50_000_000", 1), ("percent = 100", 1),
])
def test_tolerance_forgives_a_difference(pdf: Path, tolerances: str, found: int) -> None:
    result = audited(pdf, f'select = ["ANG104"]\ntolerances = {{{tolerances}}}')
    assert len(result.findings) == found
    assert [(c.checked, c.findings) for c in result.rules] == [(3, found)]


def test_tolerance_in_percentage_points(tmp_path: Path) -> None:
    rows = [*pdfs.RIGHT[:1], [*pdfs.RIGHT[1][:5], "80,05"], pdfs.RIGHT[2]]
    pdf = pdfs.budget_report(tmp_path / "persen.pdf", rows)
    for tolerance, found in (("percent = 0.04", 1), ("percent = 0.05", 0), ("rupiah = 1000", 1)):
        assert len(audited(pdf, f'select = ["ANG105"]\ntolerances = {{{tolerance}}}').findings) == found


# ---------------------------------------------------------------- what the project calls its things


def test_aliases_link_indicators() -> None:
    header = ["No", "Sasaran", "Indikator Kinerja", "Target"]
    flow: list[dict[str, Any]] = [
        {"header": header, "caption": "Perjanjian Kinerja 2024",
         "rows": [["1", "Layanan", "Cakupan warga berdaya", "80%"]]},
        {"header": [*header, "Realisasi", "Capaian"], "caption": "Capaian Kinerja 2024",
         "rows": [["1", "Layanan", "Rasio rumah tangga mandiri", "80%", "80%", "100%"]]},
    ]
    document, who = make_document(flow), Identity("KPU Kota Bontang", "kota", "64.74", "Kota Bontang", 2024)
    own = Settings(aliases=(("Cakupan Warga Berdaya", "Rasio rumah tangga mandiri"),))
    assert [link.method for link in normalize(document, who, own).links] == ["alias"]
    assert not normalize(document, who).links


def test_own_scale_judges_categories_where_the_report_prints_none() -> None:
    flow: list[dict[str, Any]] = [{
        "caption": "Tabel 3.1 Capaian Kinerja Tahun 2022",
        "header": ["No", "Sasaran", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)", "Kategori"],
        "rows": [["1", "Jalan", "Persentase jalan mantap", "80%", "57,6%", "72%", "Gemilang"],
                 ["2", "Jalan", "Persentase jembatan baik", "80%", "76%", "95%", "Gemilang"]]}]
    who = Identity("Dinas Pekerjaan Umum Kota Palopo", "kota", "73.73", "Kota Palopo", 2022)
    own = Settings(scale=(Step("Gemilang", Decimal(90)), Step("Redup", Decimal(0), Decimal("89.99"))))
    judged = [registry.run(normalize(make_document(flow), who, settings), [registry.rules()["KIN114"]])
              for settings in (own, Settings())]
    assert [f.params["seharusnya"] for f in judged[0][0]] == ["Redup"]
    assert not judged[1][0] and [s.reason for s in judged[1][1]] == ["no-scale"]


def test_own_regulations_are_known_while_they_hold() -> None:
    flow = ["Laporan ini disusun berdasarkan Peraturan Bupati Lumajang Nomor 12 Tahun 2023 tentang Pedoman Laporan."]
    own = Settings(regulations=(Regulation("Perbup", "12", 2023, "Pedoman Laporan", "Lumajang"),))
    with facts.added(own):
        citation, = normalize(make_document(flow)).citations
        assert citation.entry is not None
        assert facts.regulations()[citation.entry]["title"] == "Pedoman Laporan"
    citation, = normalize(make_document(flow)).citations
    assert citation.entry is None and facts.regulations()[-1]["title"] != "Pedoman Laporan"


def test_own_units_are_known_while_they_hold() -> None:
    def unit(text: str) -> str | None:
        found = parse(text)
        return found.unit if found else None

    with facts.added(Settings(units={"dokumen": ("berkas",), "akseptor": ("aks",)})):
        assert (unit("12 berkas"), unit("7 Aks."), unit("7 akseptor")) == ("dokumen", "akseptor", "akseptor")
    assert unit("12 berkas") != "dokumen"


# ---------------------------------------------------------------- limits


def test_pages_beyond_the_limit_are_not_read() -> None:
    sample = Path(__file__).parents[1] / "samples" / "kpu-bersih-2023.pdf"
    small = config.Config(limits=config.Limits(pages=2))
    result = engine._read(sample, small, password=None, on_page=None)
    assert (result.pages, result.status, [p.code for p in result.problems if p.page]) == (2, "partial", ["page-limit"])


# ---------------------------------------------------------------- the command line


def test_bad_configuration_exits_2_with_one_sentence_before_reading(run: Run, wrong: Path) -> None:  # noqa: F811
    written(wrong.parent, 'selec = ["ANG"]')
    for command in ("check", "extract", "config"):
        said = run(command, wrong)
        assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
        assert "lkj-audit.toml" in said.err and "“selec”" in said.err and "per-file-ignores" in said.err
    assert "there is no key" in run("check", wrong, "--lang", "en").err


def test_config_prints_what_is_in_force(run: Run, wrong: Path) -> None:  # noqa: F811
    assert "semua bawaan" in run("config", wrong).out
    file = written(wrong.parent, 'select = ["ANG104"]')
    said = run("config", wrong.parent)
    assert said.code == 0 and str(file) in said.out and tomllib.loads(said.out)["select"] == ["ANG104"]
    other = written(wrong.parent, "preview = true", "lain.toml")
    assert tomllib.loads(run("config", "--config", other).out)["preview"] is True


def test_configured_severity_decides_the_exit_code(run: Run, wrong: Path) -> None:  # noqa: F811
    written(wrong.parent, 'select = ["ANG104"]\nseverities = {ANG104 = "warning"}')
    assert run("check", wrong).code == 0
    assert run("check", wrong, "--fail-on", "warning").code == 1
