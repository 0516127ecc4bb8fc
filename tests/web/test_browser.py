"""The page in a real browser, from the upload to the exports, for who mends and for who reviews."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

import pytest

from lkj_audit.web import accounts, app, work
from lkj_audit.web.settings import Limits, Site
from tests import pdfs

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]

pytestmark = [
    pytest.mark.skipif(not find_spec("playwright"), reason="playwright is not installed"),
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no {CHROMIUM} (apt-get install chromium)"),
]


@contextmanager
def served(site: Site) -> Iterator[str]:
    """A running server: its address."""
    import uvicorn

    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    page = app.create(site, Limits(megabytes=2), 2, ["localhost"], "id", work.examine)
    server = uvicorn.Server(uvicorn.Config(page, log_level="error", timeout_graceful_shutdown=1))
    thread = Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        sleep(0.01)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("serve")
    return Site(folder / "data", folder / "store.sqlite")


@pytest.fixture(scope="module")
def address(site: Site) -> Iterator[str]:
    with served(site) as address:
        yield address


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports: wrong and mended, of two units."""
    folder = tmp_path_factory.mktemp("pdf")
    pdfs.budget_report(folder / "draf.pdf", pdfs.WRONG)
    pdfs.budget_report(folder / "jadi.pdf", pdfs.RIGHT)
    return folder


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page of a new visitor; at the end nothing may have been said on the console or asked of another host."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, base_url=address)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda r: None if r.url.startswith((address, "data:")) else said.append(r.url))
    yield page
    context.close()
    assert [text for text in said if "status of 409" not in text] == []


def hand_in(page: Page, *paths: Path) -> None:
    page.set_input_files("form.upload input[type=file]", list(paths))
    page.click("form.upload button")


def test_a_satker_mends_its_report(page: Page, files: Path) -> None:
    page.goto("/")
    hand_in(page, files / "draf.pdf")
    report = page.locator("li.job.done", has_text="draf.pdf")
    report.get_by_role("link", name="Yang perlu diperbaiki").click()
    first = page.locator(".finding-line").first
    assert "Sisa anggaran" in first.inner_text() and "Yang harus dilakukan" in first.inner_text()
    first.locator("input[name=ticked]").check()
    page.locator(".ticks .done", has_text=re.compile("^1 dari")).wait_for()
    page.reload()
    assert page.locator("input[name=ticked]:checked").count() == 1
    hand_in(page, files / "jadi.pdf")
    page.locator(".tally").wait_for()
    assert page.inner_text(".tally .mended b") == "1" and page.inner_text(".tally .new b") == "0"
    page.get_by_role("link", name="Lembar untuk disertakan").click()
    page.locator("button.print").wait_for()
    assert "1 temuan sudah diperbaiki" in page.inner_text("main")


def test_reviewers_decide_and_export(page: Page, browser: Browser, address: str, files: Path, tmp_path: Path) -> None:
    copy = tmp_path / "lain.pdf"
    copy.write_bytes((files / "draf.pdf").read_bytes() + b"\n%")
    page.goto("/?lang=en")
    hand_in(page, copy)
    page.locator("li.job.done", has_text="lain.pdf").get_by_role("link", name="Findings and evidence").click()
    report = page.url
    other = browser.new_context(base_url=address)
    tab = other.new_page()
    tab.goto(report)
    for one, name in ((page, "Sari"), (tab, "Budi")):
        card = one.locator("article.finding", has_text="ANG104")
        card.locator("details.noprint summary").click()
        card.locator("input[value=accepted]").check()
        card.locator("textarea").fill(f"kata {name}")
        card.locator("input[name=person]").fill(name)
        card.locator("form.decide button").click()
        if name == "Sari":
            card.locator(".decided", has_text="kata Sari").wait_for()
    warning = tab.locator(".decision .notices")
    assert "kata Sari" in warning.inner_text() and "kata Budi" in warning.inner_text()
    warning.locator("button").click()
    tab.locator(".decided", has_text="kata Budi").wait_for()
    other.close()
    page.reload()
    assert "History of decisions (2)" in page.content()
    assert "1 findings decided" in page.inner_text(".second")
    page.wait_for_load_state("networkidle")
    page.screenshot()  # the picture of the page is drawn when it is seen
    page.locator(".menu summary", has_text="Export").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Working papers").click()
    assert Path(download.value.path()).read_bytes().startswith(b"PK")
    page.goto("/reviu")
    assert page.locator("tbody tr", has_text="lain.pdf").inner_text().endswith("1/1")
    page.get_by_role("link", name="ANG104").click()
    page.check("tbody input >> nth=0")
    page.check("input[value=explained]")
    page.fill("textarea", "after revision 4")
    page.get_by_role("button", name="Save").click()
    assert "after revision 4" in page.inner_text("tbody")
    page.goto("/reviu")
    page.select_option("select", "docx")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export").click()
    assert download.value.suggested_filename.endswith((".zip", ".docx"))


def test_a_cell_is_put_right(page: Page, files: Path, tmp_path: Path) -> None:
    copy = tmp_path / "sel.pdf"
    copy.write_bytes((files / "draf.pdf").read_bytes() + b"\n%%")
    page.goto("/")
    hand_in(page, copy)
    page.locator("li.job.done", has_text="sel.pdf").get_by_role("link", name="Temuan dan bukti").click()
    page.locator("#tabel summary").first.click()
    page.get_by_role("link", name="Koreksi tabel").click()
    page.locator("a.cell", has_text="250.000.000").click()
    page.fill("textarea[name=text]", "200.000.000")
    page.fill("input[name=person]", "Sari")
    page.get_by_role("button", name="Simpan").click()
    assert "1 temuan sebelumnya, 0 sekarang" in page.inner_text("#sel")
    assert page.locator("a.cell.mended", has_text="200.000.000").count() == 1


def test_refusals_are_told_beside_the_file(page: Page, tmp_path: Path) -> None:
    (tmp_path / "besar.pdf").write_bytes(b"%PDF-" + b"x" * (3 << 20))
    (tmp_path / "palsu.pdf").write_bytes(b"MZ")
    page.goto("/")
    hand_in(page, tmp_path / "besar.pdf", tmp_path / "palsu.pdf")
    lines = page.locator(".sending .wrong")
    lines.nth(1).wait_for()
    assert "2 MB" in lines.nth(0).inner_text() and "bukan berkas PDF" in lines.nth(1).inner_text()


def test_without_javascript(browser: Browser, address: str, files: Path, tmp_path: Path) -> None:
    copy = tmp_path / "tanpa.pdf"
    copy.write_bytes((files / "draf.pdf").read_bytes() + b"\n%%%")
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto("/")
    hand_in(page, copy, files / "draf.pdf")
    page.goto("/")
    page.locator("li.job.done", has_text="tanpa.pdf").get_by_role("link", name="Temuan dan bukti").click(timeout=20_000)
    card = page.locator("article.finding", has_text="ANG104")
    card.locator("details.noprint summary").click()
    card.locator("input[value=accepted]").check()
    card.locator("input[name=person]").fill("Tono")
    card.locator("form.decide button").click()
    assert "Tono" in page.locator("article.finding .decided").first.inner_text()
    page.goto(page.url.partition("#")[0] + "/perbaikan")
    page.locator("input[name=ticked]").first.check()
    page.locator("button.save").click()
    assert page.locator("input[name=ticked]:checked").count() == 1
    context.close()


def test_logging_in_and_out(page: Page, site: Site) -> None:
    accounts.save(site.accounts, "sari", "reviewer", "sebuah kalimat sandi")
    try:
        page.goto("/reviu")
        page.fill("input[name=name]", "sari")
        page.fill("input[name=password]", "sebuah kalimat sandi")
        page.get_by_role("button", name="Masuk").click()
        page.get_by_role("link", name="Reviu").click()
        assert page.inner_text("h1") == "Reviu laporan"
        page.get_by_role("button", name="Keluar").click()
        page.goto("/reviu")
        assert page.locator("input[name=password]").count() == 1
    finally:
        site.accounts.unlink()


def test_an_upload_that_is_broken_off_leaves_nothing(address: str, site: Site) -> None:
    before = sorted(site.data.rglob("*"))
    with socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2]))) as broken:
        broken.sendall(b"POST /unggah HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=b\r\n"
                       b"Content-Length: 100000\r\n\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; "
                       b"filename=\"a.pdf\"\r\n\r\n%PDF-1.7" + b"x" * 5000)
    end = monotonic() + 0.5
    while monotonic() < end:
        sleep(0.1)
    assert sorted(site.data.rglob("*")) == before


@pytest.mark.parametrize("look", [{"viewport": {"width": 1366, "height": 768}, "color_scheme": "dark"},
                                  {"viewport": {"width": 390, "height": 844}}])
def test_every_page_is_accessible_and_fits(browser: Browser, address: str, files: Path, look: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core is not installed")
    context = browser.new_context(base_url=address, bypass_csp=True, **look)
    page = context.new_page()
    page.goto("/")
    if not page.locator("li.job.done").count():
        hand_in(page, files / "draf.pdf")
    report = page.locator("li.job.done a[href$=perbaikan]").last.get_attribute("href", timeout=20_000)
    assert report
    base = report.removesuffix("/perbaikan")
    for where in ("/", report, base, f"{base}/lembar", f"{base}/tabel/T01?baris=0&kolom=1", "/reviu",
                  "/reviu/temuan?aturan=ANG104", "/tidak-ada"):
        page.goto(where)
        if "color_scheme" in look or where in ("/", report):
            found = axe.Axe().run(page).response["violations"]
            grave = [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")]
            assert grave == [], where
        assert page.evaluate("document.documentElement.scrollWidth") <= look["viewport"]["width"], where
    context.close()
