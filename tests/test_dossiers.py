"""Which documents belong together: by content, however they are spread over files, and as corrected by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from lkj_audit.checks.registry import rules, run_across
from lkj_audit.cli import app
from lkj_audit.dossiers import FILE, batch
from lkj_audit.errors import config as bad
from lkj_audit.model import Dossier, Gist
from tests.building import make_gist

UNIT: dict[str, Any] = {"satker": "KPU Kota Bitung", "year": 2023}
TABLE = {"header": ["No", "Sasaran", "Indikator Kinerja", "Target"],
         "rows": [["1", "Tertib", "Persentase laporan tepat waktu", "95%"]]}
MONEY = {"header": ["Kode", "Uraian", "Pagu", "Realisasi", "Sisa"],
         "rows": [["CQ", "Program Penyelenggaraan Pemilu", "700,000,000", "690,250,000", "9,750,000"],
                  ["WA", "Program Dukungan Manajemen", "300,000,000", "298,114,500", "1,885,500"]]}


def document(file: str, *flow: object, **who: object) -> Gist:
    return make_gist({"file": file, "identity": {**UNIT, **who}, "flow": list(flow)})


def lkj(file: str = "lkj.pdf", *more: object, **who: object) -> Gist:
    return document(file, "LAPORAN KINERJA TAHUN 2023", *more, **who)


def files(dossier: Dossier) -> dict[str, list[str]]:
    parts = ("reports", "plans", "budgets", "before", "twins")
    return {name: [g.path for g in getattr(dossier, name)] for name in parts if getattr(dossier, name)}


def kinds(gist: Gist) -> list[tuple[str, int, int]]:
    return [(p.kind, p.first, p.last) for p in gist.parts]


def page() -> list[str]:
    """What fills a page."""
    return [f"Kalimat biasa nomor {n} yang mengisi halaman ini." for n in range(40)]


@pytest.mark.parametrize(("kind", "flow"), [
    ("lkj", ["LAPORAN KINERJA INSTANSI PEMERINTAH", "TAHUN 2023"]),
    ("lkj", ["PEMERINTAH KOTA BITUNG", "LKjIP TAHUN 2023"]),
    ("pk", ["PERUBAHAN PERJANJIAN KINERJA TAHUN 2023", TABLE]),
    ("rkt", ["RENCANA KERJA TAHUNAN 2023", TABLE]),
    ("renstra", ["RENCANA STRATEGIS 2020-2024", TABLE]),
    ("anggaran", ["DAFTAR ISIAN PELAKSANAAN ANGGARAN", MONEY]),
    ("anggaran", ["KEMENTERIAN KEUANGAN", "LAPORAN FA DETAIL TAHUN 2023", MONEY]),
    ("anggaran", [MONEY]),
    ("lkj", ["BAB III", "AKUNTABILITAS KINERJA", "Laporan Kinerja ini memuat capaian.",
             "Laporan Kinerja disusun rinci.", "Laporan Kinerja ditandatangani ketua."]),
    ("lain", ["Undangan rapat evaluasi", "Dengan hormat kami mengundang Saudara."]),
])
def test_kind_of_a_document_is_told_by_its_content(kind: str, flow: list[object]) -> None:
    assert {p.kind for p in document("x.pdf", *flow).parts} == {kind}


def test_short_and_long_names_are_one_unit() -> None:
    found = batch([lkj("a.pdf", satker="Bappeda Kota Bitung"),
                   lkj("b.pdf", satker="Badan Perencanaan Pembangunan Daerah Kota Bitung"),
                   lkj("c.pdf", satker="Dinas Sosial Kota Bitung")]).dossiers
    assert {tuple(sorted(g.path for g in d.files())) for d in found} == {("a.pdf", "b.pdf"), ("c.pdf",)}


def test_documents_of_a_unit_and_year_come_together() -> None:
    found = batch([
        lkj(), document("a.pdf", "PERJANJIAN KINERJA TAHUN 2023", TABLE),
        document("b.pdf", "RENCANA KINERJA TAHUNAN 2023", TABLE), document("c.pdf", "OM SPAN 2023", MONEY),
        document("d.pdf", "RENCANA STRATEGIS 2020-2024", TABLE, year=2020, renstra=[2020, 2024]),
        document("lama.pdf", "LAPORAN KINERJA TAHUN 2022", year=2022),
        lkj("lain.pdf", satker="KPU Kabupaten Banggai"),
    ])
    mine = next(d for d in found.dossiers if d.path == "lkj.pdf")
    assert files(mine) == {"reports": ["lkj.pdf"], "plans": ["a.pdf", "b.pdf", "d.pdf"], "budgets": ["c.pdf"],
                           "before": ["lama.pdf"]}
    assert not found.loose


def test_a_report_on_a_quarter_is_no_version_of_the_yearly_one() -> None:
    found = batch([lkj(), lkj("tw.pdf", interim="Triwulan II"), lkj("lalu.pdf", year=2022, interim="Triwulan III")])
    assert [files(d) for d in found.dossiers] == [{"reports": ["lkj.pdf"]}]


def test_a_pdf_may_hold_several_documents() -> None:
    both = document("jilid.pdf", "PERJANJIAN KINERJA TAHUN 2023", TABLE, *page()[:36], "RENCANA KINERJA TAHUNAN 2023",
                    TABLE, *page())
    assert kinds(both) == [("pk", 1, 1), ("rkt", 2, 3)]
    found = batch([lkj(), both])
    assert files(found.dossiers[0])["plans"] == ["jilid.pdf"]


def test_a_title_is_one_only_at_the_head_of_a_page() -> None:
    flow = [*page()[:39], "PERJANJIAN KINERJA TAHUN 2023", TABLE]
    assert kinds(lkj("lkj.pdf", *flow))[0][0] == "lkj"
    later = lkj("lkj.pdf", *page()[:39], "PERJANJIAN KINERJA TAHUN 2023", *page()[:39], "B. PERJANJIAN KINERJA",
                *page())
    assert [k for k, _, _ in kinds(later)] == ["lkj", "pk"]
    assert kinds(later)[1][1] == 2


def test_pieces_of_a_report_are_one_and_versions_are_two() -> None:
    first, second = lkj("1.pdf", "BAB I", "PENDAHULUAN"), lkj("2.pdf", "BAB III", "AKUNTABILITAS KINERJA")
    assert [files(d) for d in batch([second, first]).dossiers] == [{"reports": ["1.pdf", "2.pdf"]}]
    again = lkj("1-final.pdf", "BAB I", "PENDAHULUAN")
    assert [files(d) for d in batch([first, again]).dossiers] == [
        {"reports": ["1-final.pdf"], "twins": ["1.pdf"]}, {"reports": ["1.pdf"], "twins": ["1-final.pdf"]}]


@pytest.mark.parametrize("who", [{"confidence": 0.5}, {"satker": ""}, {"year": None, "confidence": 0.2}])
def test_what_is_not_sure_is_left_out(who: dict[str, object]) -> None:
    found = batch([lkj(), document("pk.pdf", "PERJANJIAN KINERJA", TABLE, **who)])
    assert [g.path for g in found.loose] == ["pk.pdf"]
    assert files(found.dossiers[0]) == {"reports": ["lkj.pdf"]}


def test_the_year_of_a_title_will_do() -> None:
    found = batch([lkj(), document("om.pdf", "OM SPAN 2023", MONEY, year=None, confidence=0.4)])
    assert files(found.dossiers[0])["budgets"] == ["om.pdf"]


def test_a_finding_belongs_to_the_piece_that_states_the_figure() -> None:
    results = {"caption": "Tabel 3.1 Capaian Kinerja Tahun 2023",
               "header": ["No", "Indikator Kinerja", "Target", "Realisasi", "Capaian"],
               "rows": [["1", "Persentase laporan tepat waktu", "90%", "91%", "101,11%"],
                        ["2", "Nilai kepuasan layanan", "80", "84", "105%"]]}
    gists = [lkj("1.pdf", "BAB I", "PENDAHULUAN"), lkj("2.pdf", "BAB III", "AKUNTABILITAS KINERJA", results),
             document("pk.pdf", "PERJANJIAN KINERJA TAHUN 2023", {**TABLE, "caption": "Perjanjian Kinerja 2023"})]
    judged = run_across(batch(gists), {g.path: [rules()["LIN101"]] for g in gists}, {})
    (finding,) = judged["2.pdf"][0]
    assert (finding.stated, finding.expected) == (Decimal(90), Decimal(95))
    assert [e.document for e in finding.evidence if e.role == "expected"] == ["pk.pdf"]
    assert not judged["1.pdf"][0] and not judged["pk.pdf"][0]


# ---------------------------------------------------------------- corrected by hand


def corrected(folder: Path, text: str, *gists: Gist) -> list[dict[str, list[str]]]:
    (folder / FILE).write_text(text, encoding="utf-8")
    placed = [replace(g, path=str(folder / g.path)) for g in gists]
    for g in placed:
        Path(g.path).touch()
    return [{k: [Path(p).name for p in v] for k, v in files(d).items()} for d in batch(placed).dossiers]


def test_unit_year_and_kind_are_corrected(tmp_path: Path) -> None:
    scan = document("scan.pdf", "Halaman tanpa judul", TABLE, satker="", confidence=0.0)
    text = '[[document]]\nfile = "scan.pdf"\nkind = "pk"\nunit = "KPU Kota Bitung"\nyear = 2023\n'
    assert corrected(tmp_path, text, lkj(), scan) == [{"reports": ["lkj.pdf"], "plans": ["scan.pdf"]}]


def test_a_file_is_parted_by_hand(tmp_path: Path) -> None:
    text = "".join(f'[[document]]\nfile = "satu.pdf"\nkind = "{kind}"\npages = {pages}\nyear = 2023\n'
                   for kind, pages in (("pk", [1, 2]), ("anggaran", [3, 4])))
    found = corrected(tmp_path, text, lkj(), document("satu.pdf", "LAMPIRAN", TABLE))
    assert found == [{"reports": ["lkj.pdf"], "plans": ["satu.pdf"], "budgets": ["satu.pdf"]}]


def test_a_file_is_taken_out_by_hand(tmp_path: Path) -> None:
    text = '[[document]]\nfile = "pk.pdf"\nkind = "lain"\n'
    found = corrected(tmp_path, text, lkj(), document("pk.pdf", "PERJANJIAN KINERJA TAHUN 2023", TABLE))
    assert found == [{"reports": ["lkj.pdf"]}]


@pytest.mark.parametrize(("text", "error"), [
    ("[[document]]\nfile = 'lkj.pdf'\nkind = 'surat'\n", bad.NotAChoice),
    ("[[document]]\nkind = 'pk'\n", bad.MissingKey),
    ("[[document]]\nfile = 'lkj.pdf'\ntahun = 2023\n", bad.UnknownKey),
    ("[[document]]\nfile = 'tidak-ada.pdf'\n", bad.NoSuchDocument),
    ("[[document]\n", bad.NotToml),
])
def test_a_wrong_file_is_explained(tmp_path: Path, text: str, error: type[bad.BadConfig]) -> None:
    with pytest.raises(error):
        corrected(tmp_path, text, lkj())


# ---------------------------------------------------------------- the command


def test_command_shows_what_belongs_together() -> None:
    samples = Path(__file__).parents[1] / "samples"
    names = ["kpu-temuan-2023", "kpu-bitung-pk-2023", "kpu-bitung-omspan-2023"]
    done = CliRunner().invoke(app, ["dossier", *(str(samples / f"{n}.pdf") for n in names), "--format", "json"])
    assert done.exit_code == 0
    (found,) = json.loads(done.stdout)["dossiers"]
    assert (found["unit"], found["year"]) == ("KPU Kota Bitung", 2023)
    assert {p["kind"] for d in found["documents"] for p in d["parts"]} == {"lkj", "pk", "anggaran"}
