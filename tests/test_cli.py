"""The command line from end to end: what is printed where, and the exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from lkj_audit import __version__, batch, cli
from tests import pdfs


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["lkj-audit", *map(str, arguments)])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        assert isinstance(stop.value.code, int)
        return Ran(stop.value.code, *capsys.readouterr())

    return run


@pytest.fixture
def right(tmp_path: Path) -> Path:
    return pdfs.budget_report(tmp_path / "benar.pdf", pdfs.RIGHT)


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    return pdfs.budget_report(tmp_path / "salah.pdf", pdfs.WRONG)


def bad_pdf(kind: str, folder: Path) -> Path:
    path = folder / f"{kind}.pdf"
    match kind:
        case "bukan":
            path.write_text("Ini surat biasa.")
        case "kosong":
            path.touch()
        case "terpotong":
            path.write_bytes(pdfs.budget_report(folder / "utuh.pdf", pdfs.RIGHT).read_bytes()[:600])
        case "terkunci":
            pdfs.budget_report(path, pdfs.RIGHT, password="rahasia")
        case "tanpa-halaman":
            path.write_bytes(pdfs.no_pages())
    return path


BAD = {"bukan": "bukan berkas PDF", "kosong": "berkas kosong", "terpotong": "rusak atau terpotong",
       "terkunci": "--password", "tanpa-halaman": "tidak memiliki halaman"}


def test_clean_report_exits_0(run: Run, right: Path) -> None:
    ran = run("check", right, "--select", "ANG")
    assert (ran.code, ran.err) == (0, "")
    assert "Tidak ada kontradiksi" in ran.out


def test_contradiction_is_shown_with_page_and_figures_and_exits_1(run: Run, wrong: Path) -> None:
    ran = run("check", wrong, "--select", "ANG104")
    assert ran.code == 1
    for piece in ("ANG104", "hlm. 1", "250.000.000", "200.000.000", "50.000.000"):
        assert piece in ran.out


def test_json_is_alone_on_standard_output(run: Run, wrong: Path) -> None:
    ran = run("check", wrong, "--format", "json", "--select", "ANG104")
    report, = json.loads(ran.out)["reports"]
    finding, = report["findings"]
    assert (finding["rule"], finding["values"]["stated"], finding["values"]["expected"]) == (
        "ANG104", "250000000", "200000000")
    assert report["rules"] == [{"rule": "ANG104", "checked": 3, "findings": 1}]


@pytest.mark.parametrize(("threshold", "code"), [("error", 1), ("warning", 1), ("info", 1), ("never", 0)])
def test_fail_on(run: Run, wrong: Path, threshold: str, code: int) -> None:
    assert run("check", wrong, "--select", "ANG104", "--fail-on", threshold).code == code


def test_ignored_rule_is_not_run(run: Run, wrong: Path) -> None:
    ran = run("check", wrong, "--format", "json", "--select", "ANG", "--ignore", "ANG104,ANG103")
    rules = {r["rule"] for r in json.loads(ran.out)["reports"][0]["rules"]}
    assert "ANG105" in rules and not rules & {"ANG103", "ANG104"}


@pytest.mark.parametrize("kind", BAD)
def test_unreadable_file_is_one_sentence_and_the_others_are_done(run: Run, right: Path, kind: str) -> None:
    bad = bad_pdf(kind, right.parent)
    alone = run("check", bad, "--format", "json")
    assert alone.code == 3
    assert alone.err.count("\n") == 1 and BAD[kind] in alone.err and bad.name in alone.err
    both = run("check", bad, right, "--format", "json", "--select", "ANG")
    assert both.code == 3
    assert [r["status"] for r in json.loads(both.out)["reports"]] == ["failed", "ok"]


def test_unreadable_file_in_english(run: Run, tmp_path: Path) -> None:
    assert "not a PDF" in run("check", bad_pdf("bukan", tmp_path), "--lang", "en").out


def test_password_opens_a_locked_file(run: Run, tmp_path: Path) -> None:
    locked = bad_pdf("terkunci", tmp_path)
    assert run("check", locked, "--password", "rahasia", "--select", "ANG").code == 0
    assert run("check", locked, "--password", "salah").code == 3


def test_report_without_tables_is_read_and_says_so(run: Run, tmp_path: Path) -> None:
    ran = run("check", pdfs.prose(tmp_path / "prosa.pdf"), "--select", "ANG")
    assert ran.code == 0
    assert "Tidak ada tabel yang ditemukan" in ran.out and "Tidak dinilai" in ran.out


def test_folder_is_searched_for_pdfs(run: Run, wrong: Path) -> None:
    deep = wrong.parent / "2024"
    deep.mkdir()
    pdfs.budget_report(deep / "BESAR.PDF", pdfs.RIGHT)
    ran = run("check", wrong.parent, "--format", "json", "--select", "ANG")
    assert [Path(r["path"]).name for r in json.loads(ran.out)["reports"]] == ["BESAR.PDF", "salah.pdf"]


def test_folder_without_pdfs_and_missing_path_exit_2_and_the_others_are_done(run: Run, wrong: Path) -> None:
    empty = wrong.parent / "hampa"
    empty.mkdir()
    ran = run("check", empty, wrong.parent / "hilang.pdf", wrong, "--format", "json", "--select", "ANG104")
    assert ran.code == 2
    assert [line.rsplit(": ", 1)[1] for line in ran.err.splitlines()] == [
        "tidak ada PDF di dalam folder ini.", "tidak ada berkas atau folder dengan nama ini."]
    assert json.loads(ran.out)["summary"]["findings"]["error"] == 1


@pytest.mark.parametrize("arguments", [
    ["check"], ["check", "a.pdf", "--format", "pdf"], ["check", "a.pdf", "--bukan-pilihan"], ["periksa"],
    ["check", "tests", "--select", "XYZ"], ["rule", "XYZ999"], ["extract", "a.pdf", "--format", "xlsx"],
])
def test_wrong_use_exits_2_with_a_sentence(run: Run, arguments: list[str]) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err and "Traceback" not in ran.err


@pytest.mark.parametrize(("arguments", "said"), [
    (["periksa"], "tidak ada perintah 'periksa'"), (["check", "--bukan"], "tidak ada pilihan --bukan"),
    (["check"], "PATH belum disebut"), (["query", "apa"], "NAME tidak mengenal 'apa'; pilih 'findings'"),
    (["check", "a.pdf", "--jobs", "0"], "isi --jobs/-j tidak dapat dipakai (paling sedikit 1)"),
    (["history", "-n", "dua"], "isi --count/-n tidak dapat dipakai (harus berupa bilangan)"),
    (["chek", "a.pdf"], "tidak ada perintah 'chek'; barangkali maksud Anda check."),
    (["check", "a.pdf", "--formt", "html"], "tidak ada pilihan --formt; barangkali maksud Anda --format."),
    (["check", "a.pdf", "--config"], "--config memerlukan isi"),
    (["check", "a.pdf", "--format", "gif", "--lang", "en"], "--format does not know 'gif'; choose 'text'"),
])
def test_what_is_wrong_is_said_in_the_readers_language(run: Run, arguments: list[str], said: str) -> None:
    ran = run(*arguments)
    assert ran.code == 2 and said in ran.err


def test_unknown_selector_is_named(run: Run, right: Path) -> None:
    ran = run("check", right, "--select", "ANG,XYZ1")
    assert ran.code == 2 and "XYZ1" in ran.err


def test_output_goes_to_the_file(run: Run, wrong: Path) -> None:
    target = wrong.parent / "hasil.txt"
    ran = run("check", wrong, "--select", "ANG104", "--output", target)
    assert (ran.code, ran.out) == (1, "")
    assert "250.000.000" in target.read_text(encoding="utf-8")


@pytest.mark.parametrize("target", ["tidak/ada/hasil.json", "."])
def test_output_that_cannot_be_written_exits_2(run: Run, right: Path, target: str) -> None:
    ran = run("check", right, "--format", "json", "--output", right.parent / target)
    assert (ran.code, ran.out) == (2, "")
    assert "tidak dapat ditulis" in ran.err


def test_output_never_replaces_the_report(run: Run, right: Path) -> None:
    before = right.read_bytes()
    assert run("check", right, "--output", right).code == 2
    assert right.read_bytes() == before


def test_interruption_keeps_what_is_finished(run: Run, wrong: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = batch.audit_many

    def interrupted(*arguments: object, **options: object) -> object:
        yield from real([wrong], select=["ANG104"], session=options["session"])  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(batch, "audit_many", interrupted)
    ran = run("check", wrong, "--format", "json")
    assert ran.code == 130
    assert json.loads(ran.out)["summary"]["files"] == 1


def test_extract_gives_the_rows_as_printed(run: Run, right: Path) -> None:
    ran = run("extract", right)
    table, = json.loads(ran.out)["reports"][0]["tables"]
    assert (ran.code, table["kind"], table["header"]) == (0, "anggaran_belanja", pdfs.HEADER)
    assert table["rows"] == pdfs.RIGHT


def test_extract_csv_and_xlsx(run: Run, right: Path) -> None:
    target = right.parent / "tabel.xlsx"
    assert "Belanja Barang" in run("extract", right, "--format", "csv").out
    assert run("extract", right, "--format", "xlsx", "--output", target).code == 0
    assert target.read_bytes().startswith(b"PK")


def test_rules_are_listed_and_explained(run: Run) -> None:
    assert "ANG104" in run("rules").out
    explained = [run("rule", name, "--lang", "en").out for name in ("ang104", "sisa")]
    assert explained[0] == explained[1] and "ANG104" in explained[0]


def test_version(run: Run) -> None:
    assert run("--version").out == f"lkj-audit {__version__}\n"


def test_help_is_in_the_readers_language(run: Run) -> None:
    assert "Periksa PDF" in run("check", "--help").out
    assert "Audit PDFs" in run("check", "--help", "--lang", "en").out


def test_help_loads_nothing_heavy() -> None:
    """What makes the help slow is what it need not load."""
    program = """
import runpy, sys
sys.argv = ["lkj-audit", "--help"]
try:
    runpy.run_module("lkj_audit", run_name="__main__")
except SystemExit:
    pass
heavy = {"pandas", "numpy", "scipy", "camelot", "pdfplumber", "pdfminer", "pypdfium2", "cv2", "rapidocr",
         "pydantic", "jinja2", "docx", "xlsxwriter"}
sys.exit(" ".join(sorted(heavy & set(sys.modules))) or 0)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert not done.stderr, done.stderr
