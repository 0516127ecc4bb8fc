"""What others may try: foreign names and origins, forged forms, large and strange uploads, hostile PDFs, other people's
reports."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.routing import Route

from lkj_audit.web import accounts, app, jobs, kept, uploads
from lkj_audit.web.guard import known_host, own_names
from lkj_audit.web.settings import Limits, Site
from tests import pdfs
from tests.web import quick
from tests.web.conftest import Browser

NASTY = "<script>alert(1)</script><img src=x onerror=alert(1)>"
PASSWORD = "sebuah kalimat sandi"


@pytest.fixture
def quick_client(browser_for: Callable[..., Browser], inline: None) -> Browser:
    return browser_for(Limits(megabytes=3, files=4))


def log_in(client: Browser, name: str, password: str = PASSWORD) -> Any:
    return client.submit("/masuk", {"name": name, "password": password}, page="/masuk", follow_redirects=False)


# ---------------------------------------------------------------- who is asking

@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:80", "localhost.evil.example", "", "[::1"])
def test_foreign_names_of_this_machine_are_refused(quick_client: Browser, host: str) -> None:
    answer = quick_client.get("/", headers={"host": host})
    assert answer.status_code == 421 and "csrf" not in answer.text


def test_its_own_names_are_known() -> None:
    names = frozenset(own_names("127.0.0.1"))
    assert all(known_host(h, names) for h in ("127.0.0.1:8017", "localhost", "[::1]:80", "192.168.1.4"))
    assert known_host("audit.kantor.example:80", frozenset(own_names("audit.kantor.example")))


@pytest.mark.parametrize("headers", [
    {"origin": "http://evil.example"}, {"origin": "null"}, {"origin": "http://127.0.0.1:9999"},
    {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"},
])
def test_foreign_origins_may_not_post(quick_client: Browser, headers: dict[str, str]) -> None:
    answer = quick_client.submit("/hapus", headers=headers)
    assert answer.status_code == 403 and "situs lain" in answer.text


def test_a_link_from_elsewhere_is_followed_by_a_page_of_our_own(quick_client: Browser) -> None:
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    answer = quick_client.get("/", headers=headers)
    assert "csrf" not in answer.text and 'http-equiv="refresh"' in answer.text


FORMS = [r.path for r in app._routes() if isinstance(r, Route) and "POST" in (r.methods or ())]


@pytest.mark.parametrize("path", FORMS)
def test_every_form_needs_its_token(quick_client: Browser, path: str) -> None:
    address = re.sub(r"\{[^}]*\}", "x", path)
    for csrf in ("", "0" * 64):
        assert quick_client.post(address, data={"csrf": csrf}).status_code == 403
    other = Browser(quick_client.app, base_url="http://127.0.0.1")
    assert quick_client.post(address, data={"csrf": other.token()}).status_code == 403


def test_cookies_are_kept_from_scripts_and_other_sites(quick_client: Browser) -> None:
    cookie = quick_client.get("/").headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie


@pytest.mark.parametrize("address", ["/", "/reviu", "/laporan/x", "/static/app.js", "/nothing",
                                     "/laporan/x/halaman/1.webp"])
def test_every_answer_forbids_foreign_content(quick_client: Browser, address: str) -> None:
    headers = quick_client.get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "script-src 'self'" in policy and "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy and headers["x-content-type-options"] == "nosniff"


def test_a_fault_of_ours_is_a_clear_page(quick_client: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "listed", lambda *args: 1 / 0)
    answer = quick_client.get("/")
    assert answer.status_code == 500 and "kesalahan di dalam lkj-audit" in answer.text
    assert "ZeroDivision" not in answer.text and "default-src 'none'" in answer.headers["content-security-policy"]


# ---------------------------------------------------------------- uploads

@pytest.mark.parametrize("name", ["../../etc/passwd.pdf", "..\\..\\windows\\a.pdf", "/etc/x.pdf", "a\x00b.pdf",
                                  "nul.pdf"])
def test_the_name_of_a_file_is_never_a_path(quick_client: Browser, site: Site, pdf: Path, name: str) -> None:
    before = set(site.data.parent.rglob("*"))
    id = quick_client.handed_in(pdf, name)
    made = {p for p in set(site.data.parent.rglob("*")) - before if p.is_file() and "sqlite" not in p.name}
    assert made == {site.of(id) / kept.PDF} and re.fullmatch("[0-9a-f]{16}", id)


@pytest.mark.parametrize("given, shown", [
    ("../../a b.pdf", "a b.pdf"), ("C:\\dok\\a.pdf", "a.pdf"), ("a\u202efdp.exe", "a fdp.exe"),
    ("\x1b[2J.pdf", "[2J.pdf"), ("", "laporan.pdf"), ("x" * 999 + ".pdf", "x" * 146 + ".pdf"),
])
def test_shown_names(given: str, shown: str) -> None:
    assert uploads.shown_name(given) == shown


@pytest.mark.parametrize("address", [
    "/static/..%2f..%2fapp.py", "/static/%2e%2e/app.py", "/laporan/..%2f..%2fserve.sqlite3",
    "/laporan/%2e%2e/halaman/1.webp", "/laporan/x/tabel/..%2f..%2fdokumen.bin",
])
def test_no_address_leads_out_of_the_folder(quick_client: Browser, address: str) -> None:
    assert quick_client.get(address).status_code == 404


def test_a_file_outside_the_folder_cannot_be_chosen(site: Site, tmp_path: Path, pdf: Path, inline: None,
                                                    browser_for: Callable[..., Browser]) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    inside = pdfs.budget_report(folder / "dalam.pdf", pdfs.WRONG)
    page = app.create(Site(site.data, site.store, folder), Limits(), 1, [], "id", quick.audit)
    client = Browser(page, base_url="http://127.0.0.1")
    with client:
        for name in (str(pdf), "../laporan.pdf", "..", str(inside)):
            client.submit("/folder", {"file": name})
        assert jobs.listed(site.database, None) == []
        client.submit("/folder", {"file": "dalam.pdf"})
        client.submit("/hapus")
    assert inside.is_file()


@pytest.mark.parametrize("declared", [True, False])
def test_an_upload_too_large_is_refused_while_it_comes(quick_client: Browser, site: Site, declared: bool) -> None:
    sent = 0

    def body() -> Iterator[bytes]:
        nonlocal sent
        yield b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7\n'
        while sent < 20:
            sent += 1
            yield b"x" * (1 << 20)

    headers = {"content-type": "multipart/form-data; boundary=b"}
    if declared:
        headers["content-length"] = str(20 << 20)
    answer = quick_client.post("/unggah", content=body(), headers=headers)
    assert answer.status_code == 413 and "3 MB" in answer.text
    assert not any(site.data.rglob("*.pdf")) and jobs.listed(site.database, None) == []


def test_a_large_form_is_refused(quick_client: Browser) -> None:
    assert quick_client.post("/masuk", data={"name": "x" * (3 << 20)}).status_code == 413


def test_too_many_files_are_refused(quick_client: Browser) -> None:
    files = [("file", (f"{n}.pdf", b"%PDF-", "application/pdf")) for n in range(5)]
    assert quick_client.submit("/unggah", files=files).status_code == 400


@pytest.mark.parametrize("content, said", [(b"", "kosong"), (b"MZ\x90", "bukan berkas PDF"),
                                           (b"<html>", "bukan berkas PDF")])
def test_what_is_no_pdf_is_refused(quick_client: Browser, site: Site, content: bytes, said: str) -> None:
    answer = quick_client.upload(content)
    assert answer.status_code == 422 and said in answer.text and answer.text.count("laporan.pdf") == 1
    assert jobs.listed(site.database, None) == []


def test_the_same_file_twice_is_one_report(quick_client: Browser, site: Site, pdf: Path) -> None:
    first = quick_client.handed_in(pdf)
    answer = quick_client.upload(pdf, "nama-lain.pdf", headers={"accept": "application/json"}).json()
    assert answer[0]["job"] == first and "sudah ada" in answer[0]["said"]
    assert len(list(site.of("x").parent.iterdir())) == 1


def test_a_full_disk_is_a_clear_page(quick_client: Browser, site: Site, pdf: Path,
                                     monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: Any) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(uploads, "_copied", full)
    answer = quick_client.upload(pdf)
    assert answer.status_code == 507 and "penyimpanan" in answer.text and "Errno" not in answer.text
    assert list(site.of("x").parent.iterdir()) == [] and jobs.listed(site.database, None) == []


def test_a_full_queue_is_said(browser_for: Callable[..., Browser], pdf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = browser_for(Limits(waiting=0))
    answer = client.upload(pdf)
    assert answer.status_code == 422 and "antrean penuh" in answer.text


# ---------------------------------------------------------------- hostile PDFs

def test_nothing_in_a_pdf_becomes_markup(client: Browser, site: Site, tmp_path: Path) -> None:
    rows = [pdfs.WRONG[0], ["2", NASTY, *pdfs.WRONG[1][2:]], pdfs.WRONG[2]]
    source = pdfs.budget_report(tmp_path / "a.pdf", rows)
    id = client.handed_in(source, f"{NASTY}.pdf")
    job = jobs.get(site.database, id)
    assert job and job.found and "<" in job.name
    for address in ("/", f"/laporan/{id}", f"/laporan/{id}/perbaikan", f"/laporan/{id}/lembar", "/reviu",
                    "/reviu/temuan?aturan=ANG104", f"/laporan/{id}/tabel/T01?baris=1&kolom=1"):
        text = client.get(address).text
        assert NASTY not in text and "<img" not in text and "onerror=alert(1)&gt;" in text, address
        assert not re.search(r"<script(?! defer src=\"/static/)", text)


def test_a_decision_cannot_bring_markup_in(client: Browser, pdf: Path, site: Site) -> None:
    id = client.handed_in(pdf)
    fingerprint = jobs.findings(site.database)[0].fingerprint
    client.submit(f"/laporan/{id}/putusan", {"fingerprint": fingerprint, "seen": "0", "verdict": "explained",
                                           "reason": NASTY, "person": NASTY})
    text = client.get(f"/laporan/{id}").text
    assert "&lt;script&gt;" in text and "<script>alert" not in text and "<img" not in text


# ---------------------------------------------------------------- accounts

def test_without_a_login_nothing_is_shown(browser_for: Callable[..., Browser], site: Site, inline: None,
                                          pdf: Path) -> None:
    client = browser_for()
    id = client.handed_in(pdf)
    accounts.save(site.accounts, "sari", "reviewer", PASSWORD)
    stranger = Browser(client.app, base_url="http://127.0.0.1")
    for address in ("/", "/daftar", "/reviu", f"/laporan/{id}", f"/laporan/{id}/ekspor?bentuk=json"):
        answer = stranger.get(address, follow_redirects=False)
        assert answer.status_code == 303 and answer.headers["location"] == "/masuk"
    assert stranger.post("/hapus", data={"csrf": stranger.token("/masuk")}, follow_redirects=False).status_code == 303
    assert jobs.get(site.database, id)


def test_a_login_makes_a_new_session(quick_client: Browser, site: Site) -> None:
    accounts.save(site.accounts, "sari", "reviewer", PASSWORD)
    before, token = quick_client.cookies, quick_client.token("/masuk")
    old = before["lkj_session"]
    assert log_in(quick_client, "sari").status_code == 303
    assert quick_client.cookies["lkj_session"] != old and quick_client.token() != token
    stranger = Browser(quick_client.app, base_url="http://127.0.0.1", cookies={"lkj_session": old})
    assert stranger.get("/", follow_redirects=False).status_code == 303
    gone = quick_client.cookies["lkj_session"]
    quick_client.submit("/keluar")
    stranger.cookies = {"lkj_session": gone}
    assert stranger.get("/", follow_redirects=False).status_code == 303


def test_wrong_passwords_are_slowed_down(quick_client: Browser, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    accounts.save(site.accounts, "sari", "reviewer", PASSWORD)
    assert [log_in(quick_client, "sari", "salah").status_code for _ in range(6)] == [403] * 5 + [429]
    assert log_in(quick_client, "sari").status_code == 429
    monkeypatch.setattr(accounts, "PAUSE", 0.0)
    assert log_in(quick_client, "sari").status_code == 303


def test_passwords_are_kept_as_hashes(site: Site) -> None:
    accounts.save(site.accounts, "sari", "reviewer", PASSWORD)
    text = site.accounts.read_text("utf-8")
    assert PASSWORD not in text and "$argon2id$" in text and site.accounts.stat().st_mode & 0o077 == 0


def test_a_satker_sees_its_own_reports_only(browser_for: Callable[..., Browser], site: Site, inline: None, pdf: Path,
                                            tmp_path: Path) -> None:
    client = browser_for()
    for name, role in (("ana", "satker"), ("budi", "satker"), ("sari", "reviewer")):
        accounts.save(site.accounts, name, role, PASSWORD)  # type: ignore[arg-type]
    people = {name: Browser(client.app, base_url="http://127.0.0.1") for name in ("ana", "budi", "sari")}
    for name, person in people.items():
        assert log_in(person, name).status_code == 303
    id = people["ana"].handed_in(pdf)
    assert people["budi"].get(f"/laporan/{id}/perbaikan").status_code == 404
    assert people["budi"].submit(f"/laporan/{id}/hapus").status_code == 404
    assert people["budi"].get("/reviu").status_code == 403
    assert people["ana"].submit("/folder").status_code == 403
    assert people["sari"].get(f"/laporan/{id}/perbaikan").status_code == 200
    assert "laporan.pdf" in people["sari"].get("/reviu").text and "laporan.pdf" not in people["budi"].get("/").text
