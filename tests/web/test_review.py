"""Decisions and corrections: who is second is told, nothing is overwritten, all of it reaches the exports."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lkj_audit.store import Store
from lkj_audit.web import jobs
from lkj_audit.web.settings import Site
from tests import pdfs
from tests.web.conftest import Browser


@pytest.fixture
def report(client: Browser, pdf: Path) -> str:
    return client.handed_in(pdf)


def finding(site: Site, rule: str = "ANG104") -> str:
    return next(f.fingerprint for f in jobs.findings(site.database) if f.rule == rule)


def decide(client: Browser, report: str, fingerprint: str, seen: int, verdict: str = "explained",
           person: str = "Sari", **how: Any) -> Any:
    data = {"fingerprint": fingerprint, "seen": str(seen), "verdict": verdict, "reason": f"kata {person}",
            "person": person}
    return client.submit(f"/laporan/{report}/putusan", data, **how)


def test_the_second_saver_is_told_what_the_first_decided(client: Browser, site: Site, report: str) -> None:
    mine = finding(site)
    assert decide(client, report, mine, 0).status_code == 200
    late = decide(client, report, mine, 0, "not-relevant", "Budi")
    assert late.status_code == 409 and "kata Sari" in late.text and "kata Budi" in late.text
    with Store.open(site.store) as store:
        assert [d.person for d in store.all_decisions("dinas perikanan kabupaten lumajang", 2024)] == ["Sari"]
    assert decide(client, report, mine, 1, "not-relevant", "Budi").status_code == 200
    page = client.get(f"/laporan/{report}").text
    assert "Riwayat putusan (2)" in page and page.index("kata Budi") < page.index("kata Sari")


def test_the_same_form_sent_twice_is_one_decision(client: Browser, site: Site, report: str) -> None:
    for _ in range(2):
        assert decide(client, report, finding(site), 0).status_code == 200
    assert "Riwayat putusan" not in client.get(f"/laporan/{report}").text


@pytest.mark.parametrize("missing, said", [("verdict", "putusan"), ("reason", "alasan"), ("person", "nama")])
def test_a_decision_needs_verdict_reason_and_name(client: Browser, site: Site, report: str, missing: str,
                                                   said: str) -> None:
    data = {"fingerprint": finding(site), "seen": "0", "verdict": "explained", "reason": "x", "person": "Sari"}
    data[missing] = " "
    answer = client.submit(f"/laporan/{report}/putusan", data)
    assert answer.status_code == 422 and said in answer.text


def test_one_decision_on_many_reports_leaves_alone_what_others_decided(client: Browser, site: Site, tmp_path: Path,
                                                                       report: str) -> None:
    other = tmp_path / "lain.pdf"
    text = pdfs.budget_report(other, [*pdfs.WRONG[:2], pdfs.RIGHT[2]]).read_bytes()
    second = client.handed_in(text + b"\n%", "lain.pdf")
    with_unit = {j.id: j for j in jobs.listed(site.database, None)}
    assert with_unit[second].unit == with_unit[report].unit  # one unit: a decision holds in both
    page = client.get("/reviu/temuan?aturan=ANG104").text
    assert page.count('name="finding"') == 2
    chosen = [f"{f.job}:{f.fingerprint}:0" for f in jobs.findings(site.database) if f.rule == "ANG104"]
    assert decide(client, report, finding(site), 0, "accepted", "Budi").status_code == 200
    data = {"rule": "ANG104", "verdict": "not-relevant", "reason": "sama", "person": "Sari", "finding": chosen}
    late = client.submit("/reviu/temuan", data)
    assert late.status_code == 409 and "kata Budi" in late.text


def test_decisions_reach_the_exports(client: Browser, site: Site, report: str) -> None:
    decide(client, report, finding(site), 0)
    answer = client.get(f"/laporan/{report}/ekspor?bentuk=json")
    out = json.loads(answer.content)["reports"][0]
    assert any(f["rule"] == "ANG104" for f in out["waived"]) and all(f["rule"] != "ANG104" for f in out["findings"])
    assert out["path"] == "laporan.pdf" and 'filename="dinas-perikanan' in answer.headers["content-disposition"]


@pytest.mark.parametrize("form, begin", [("html", b"<!DOCTYPE"), ("xlsx", b"PK"), ("docx", b"PK"), ("checklist", b"PK"),
                                         ("pdf", b"%PDF"), ("csv", b"path,")])
def test_every_format_can_be_had(client: Browser, report: str, form: str, begin: bytes) -> None:
    answer = client.get(f"/laporan/{report}/ekspor?bentuk={form}")
    assert answer.status_code == 200 and answer.content.startswith(begin)
    assert "attachment" in answer.headers["content-disposition"]


def test_several_reports_come_in_one_file(client: Browser, tmp_path: Path, report: str) -> None:
    client.handed_in(pdfs.prose(tmp_path / "b.pdf"), "b.pdf")
    answer = client.get("/reviu/ekspor?bentuk=docx")
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert len(names) == len(set(names)) == 2
    assert client.get("/reviu/ekspor?bentuk=xlsx").content.startswith(b"PK")
    assert client.get("/reviu/ekspor?bentuk=exe").status_code == 422


def test_a_corrected_cell_mends_its_finding_and_says_so(client: Browser, site: Site, report: str) -> None:
    page = client.get(f"/laporan/{report}/tabel/T01?baris=1&kolom=4")
    assert "250.000.000" in page.text and "style-src-attr" in page.headers["content-security-policy"]
    data = {"row": "1", "column": "4", "text": "200.000.001", "person": "Sari"}
    client.submit(f"/laporan/{report}/tabel/T01", data)
    shown = client.get(f"/laporan/{report}").text
    assert "200.000.001" in shown and "dikoreksi dengan tangan" in shown and "1 sel dikoreksi" in shown
    answer = client.submit(f"/laporan/{report}/tabel/T01", data | {"text": "200.000.000"})
    assert "0 sekarang" in answer.text and "ANG104" not in {f.rule for f in jobs.findings(site.database)}
    assert client.submit(f"/laporan/{report}/tabel/T01", data | {"row": "99"}).status_code == 404
    client.submit(f"/laporan/{report}/tabel/T01", data | {"undo": "1"})
    assert "ANG104" in {f.rule for f in jobs.findings(site.database)}


def test_a_correction_holds_when_the_same_file_comes_again(client: Browser, site: Site, report: str, pdf: Path) -> None:
    client.submit(f"/laporan/{report}/tabel/T01", {"row": "1", "column": "4", "text": "200.000.000", "person": "Sari"})
    client.submit(f"/laporan/{report}/hapus")
    again = client.handed_in(pdf, "lagi.pdf")
    assert "ANG104" not in {f.rule for f in jobs.findings(site.database)}
    assert "“250.000.000”" in client.get(f"/laporan/{again}").text


def test_a_new_version_is_compared_with_the_old(client: Browser, site: Site, report: str, tmp_path: Path) -> None:
    client.submit(f"/laporan/{report}/perbaikan", {"shown": finding(site), "ticked": finding(site)})
    right = pdfs.budget_report(tmp_path / "baru.pdf", pdfs.RIGHT)
    answer = client.upload(right, "baru.pdf", f"/laporan/{report}/unggah")
    assert answer.url.path.endswith("/perbaikan") and "<b>1</b> sudah diperbaiki" in answer.text
    side_by_side = client.get(answer.url.path.replace("perbaikan", "banding"))
    assert "attachment" in side_by_side.headers["content-disposition"] and "baru.pdf" in side_by_side.text
    sheet = client.get(answer.url.path.replace("perbaikan", "lembar")).text
    assert "1 temuan sudah diperbaiki" in sheet and "baru.pdf" in sheet
    still = client.upload(tmp_path.joinpath("laporan.pdf").read_bytes() + b"\n", "c.pdf", f"/laporan/{report}/unggah")
    assert "masih ditemukan" in still.text
    review = client.get("/reviu").text
    assert [j.name for j in jobs.listed(site.database, None) if j.name in review] == ["c.pdf", "baru.pdf"]


def test_english_by_a_switch_that_stays(client: Browser, report: str) -> None:
    assert "What to mend" in client.get("/?lang=en").text
    for address in ("/", "/reviu", f"/laporan/{report}", f"/laporan/{report}/perbaikan"):
        assert '<html lang="en">' in client.get(address).text
    assert '<html lang="id">' in client.get("/?lang=id").text


def test_a_locked_pdf_is_opened_by_its_password(client: Browser, site: Site, tmp_path: Path,
                                                inline: None, browser_for: Callable[..., Browser]) -> None:
    id = client.handed_in(pdfs.budget_report(tmp_path / "kunci.pdf", pdfs.WRONG, password="rahasia"))
    assert "terkunci" in client.get(f"/laporan/{id}/perbaikan").text
    client.submit(f"/laporan/{id}/sandi", {"password": "rahasia"})
    assert "Sisa anggaran" in client.get(f"/laporan/{id}/perbaikan").text
    assert client.get(f"/laporan/{id}/halaman/1.webp").headers["content-type"] == "image/webp"
    assert client.get(f"/laporan/{id}/ekspor?bentuk=pdf").content.startswith(b"%PDF")
    client.server.queue.passwords.clear()  # as after a restart
    answer = client.get(f"/laporan/{id}/ekspor?bentuk=pdf")
    assert answer.status_code == 422 and "unggah lagi" in answer.text
