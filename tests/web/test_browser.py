"""The page in a real browser, from the upload to the exports, for who mends and for who reviews."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from time import sleep
from typing import TYPE_CHECKING, Any

import pytest

from lkj_audit.phrases import phrase
from lkj_audit.web import accounts, app, work
from lkj_audit.web.settings import Limits, Site
from tests import pdfs
from tests.conftest import CHROMIUM

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route

PATIENCE = 60_000
"""How long a page, and the audit it waits for, may take on a busy machine (milliseconds)."""
REVIEWED = {"id": "Dinas Kesehatan Kota Blitar", "en": "Dinas Sosial Kota Batu"}
MENDED = {"id": "Dinas Pertanian Kabupaten Malang", "en": "Dinas Perikanan Kabupaten Kediri"}

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
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("serve")
    return Site(folder / "data", folder / "store.sqlite")


@pytest.fixture(scope="module")
def address(site: Site) -> Iterator[str]:
    with served(site) as address:
        yield address


def report(path: Path, unit: str, rows: Sequence[Sequence[str]] = pdfs.WRONG) -> Path:
    """A report of a unit of its own: those of one unit are compared with each other."""
    return pdfs.budget_report(path, rows, unit=unit.upper())


def visitor(browser: Browser, address: str, **look: Any) -> BrowserContext:
    """A new visitor of the server at ``address``."""
    context = browser.new_context(base_url=address, **look)
    context.set_default_timeout(PATIENCE)
    return context


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page of a new visitor; at the end nothing may have been said on the console or asked of another host."""
    context = visitor(browser, address, viewport={"width": 1366, "height": 768})
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


def shows(where: Locator, *texts: str) -> None:
    """Wait until ``where`` holds each of ``texts``: a click returns before the page it leads to is there."""
    from playwright.sync_api import expect

    for text in texts:
        expect(where).to_contain_text(text, timeout=PATIENCE)


def counts(where: Locator, number: int) -> None:
    """Wait until there are ``number`` of ``where``."""
    from playwright.sync_api import expect

    expect(where).to_have_count(number, timeout=PATIENCE)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_satker_mends_its_report(page: Page, tmp_path: Path, lang: str) -> None:
    t = partial(phrase, lang=lang)
    page.goto(f"/?lang={lang}")
    hand_in(page, report(tmp_path / f"draf-{lang}.pdf", MENDED[lang]))
    done = page.locator("li.job.done", has_text=f"draf-{lang}.pdf")
    done.get_by_role("link", name=t("web-see-mending")).click()
    first = page.locator(".finding-line").first
    shows(first, "ANG104", t("web-what-to-do"))
    first.locator("input[name=ticked]").check()
    page.locator(".ticks .done", has_text=re.compile("^1 ")).wait_for()
    page.reload()
    counts(page.locator("input[name=ticked]:checked"), 1)
    hand_in(page, report(tmp_path / "jadi.pdf", MENDED[lang], pdfs.RIGHT))
    shows(page.locator(".tally .mended b"), "1")
    shows(page.locator(".tally .new b"), "0")
    page.get_by_role("link", name=t("web-sheet")).click()
    page.get_by_role("button", name=t("web-print")).wait_for()
    shows(page.locator("main"), t("web-sheet-compared", mended=1, remaining=0, new=0, unchecked=0))


def test_a_tick_made_before_the_script_is_there_is_kept(page: Page, tmp_path: Path) -> None:
    page.goto("/")
    hand_in(page, report(tmp_path / "cepat.pdf", "Dinas Pasar Kota Malang"))
    mending = page.locator("li.job.done", has_text="cepat.pdf").locator("a[href$=perbaikan]").get_attribute("href")
    late: list[Route] = []
    page.route("**/app.js", lambda route: late.append(route))
    page.goto(str(mending), wait_until="commit")
    page.locator("input[name=ticked]").first.check()
    while not late:
        page.wait_for_timeout(10)
    late[0].continue_()
    page.locator(".ticks .done", has_text=re.compile("^1 ")).wait_for()
    page.reload(wait_until="commit")
    counts(page.locator("input[name=ticked][checked]"), 1)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_reviewers_decide_and_export(page: Page, browser: Browser, address: str, tmp_path: Path, lang: str) -> None:
    t, name = partial(phrase, lang=lang), f"lain-{lang}.pdf"
    page.goto(f"/?lang={lang}")
    hand_in(page, report(tmp_path / name, REVIEWED[lang]))
    page.locator("li.job.done", has_text=name).get_by_role("link", name=t("web-see-report")).click()
    other = visitor(browser, address)
    tab = other.new_page()
    tab.goto(page.url)
    for one, person in ((page, "Sari"), (tab, "Budi")):
        decide(one, person)
    page.locator(".decided", has_text="kata Sari").wait_for()
    warning = tab.locator(".decision .notices")
    shows(warning, "kata Sari", "kata Budi")
    warning.locator("button").click()
    tab.locator(".decided", has_text="kata Budi").wait_for()
    other.close()
    page.reload()
    assert t("web-history", count=2) in page.content()
    shows(page.locator(".second"), t("web-decided-count", decided=1))
    page.locator(".menu summary", has_text=t("web-export")).click()
    with page.expect_download() as download:
        page.get_by_role("link", name=t("web-format-xlsx")).click()
    assert Path(download.value.path()).read_bytes().startswith(b"PK")
    page.goto("/reviu")
    shows(page.locator("tbody tr", has_text=name).locator("td").last, "1/1")
    with page.expect_navigation():  # both pages have a line of this unit to tick
        page.get_by_role("link", name="ANG104").click()
    page.locator("tr", has_text=REVIEWED[lang]).locator("input").first.check()
    page.check("input[value=explained]")
    page.fill("textarea", f"revisi 4 {lang}")
    page.get_by_role("button", name=t("web-save")).click()
    shows(page.locator("tbody"), f"revisi 4 {lang}")
    page.goto("/reviu")
    page.select_option("select", "docx")
    with page.expect_download() as download:
        page.get_by_role("button", name=t("web-export")).click()
    assert download.value.suggested_filename.endswith((".zip", ".docx"))


def decide(page: Page, person: str) -> None:
    card = page.locator("article.finding", has_text="ANG104")
    card.locator("details.noprint summary").click()
    card.locator("input[value=accepted]").check()
    card.locator("textarea").fill(f"kata {person}")
    card.locator("input[name=person]").fill(person)
    card.locator("form.decide button").click()
    card.locator(f"text=kata {person}").first.wait_for()


def test_a_cell_is_put_right(page: Page, tmp_path: Path) -> None:
    page.goto("/")
    hand_in(page, report(tmp_path / "sel.pdf", "Dinas Sosial Kabupaten Jember"))
    page.locator("li.job.done", has_text="sel.pdf").get_by_role("link", name="Temuan dan bukti").click()
    page.locator("#tabel summary").first.click()
    page.get_by_role("link", name="Koreksi tabel").click()
    page.locator("a.cell", has_text="250.000.000").click()
    page.fill("textarea[name=text]", "200.000.000")
    page.fill("input[name=person]", "Sari")
    page.get_by_role("button", name="Simpan").click()
    shows(page.locator("#sel"), "1 temuan sebelumnya, 0 sekarang")
    counts(page.locator("a.cell.mended", has_text="200.000.000"), 1)


def test_refusals_are_told_beside_the_file(page: Page, tmp_path: Path) -> None:
    (tmp_path / "besar.pdf").write_bytes(b"%PDF-" + b"x" * (3 << 20))
    (tmp_path / "palsu.pdf").write_bytes(b"MZ")
    page.goto("/")
    hand_in(page, tmp_path / "besar.pdf", tmp_path / "palsu.pdf")
    lines = page.locator(".sending .wrong")
    shows(lines.nth(0), "2 MB")
    shows(lines.nth(1), "bukan berkas PDF")


def test_without_javascript(browser: Browser, address: str, tmp_path: Path) -> None:
    unit = "Dinas Pasar Kota Kediri"
    context = visitor(browser, address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    hand_in(page, report(tmp_path / "tanpa.pdf", unit), report(tmp_path / "jadi.pdf", unit, pdfs.RIGHT))
    counts(page.locator("li.job", has_text="tanpa.pdf"), 1)
    page.goto("/")
    done = page.locator("li.job.done", has_text="tanpa.pdf")
    done.get_by_role("link", name="Temuan dan bukti").click()
    card = page.locator("article.finding", has_text="ANG104")
    card.locator("details.noprint summary").click()
    card.locator("input[value=accepted]").check()
    card.locator("input[name=person]").fill("Tono")
    card.locator("form.decide button").click()
    shows(page.locator("article.finding .decided").first, "Tono")
    page.goto(page.url.partition("#")[0] + "/perbaikan")
    page.locator("input[name=ticked]").first.check()
    with page.expect_navigation():
        page.locator("button.save").click()
    counts(page.locator("input[name=ticked]:checked"), 1)
    context.close()


def test_logging_in_and_out(page: Page, site: Site) -> None:
    accounts.save(site.accounts, "sari", "reviewer", "sebuah kalimat sandi")
    try:
        page.goto("/reviu")
        page.fill("input[name=name]", "sari")
        page.fill("input[name=password]", "sebuah kalimat sandi")
        page.get_by_role("button", name="Masuk").click()
        page.get_by_role("link", name="Reviu").click()
        shows(page.locator("h1"), "Reviu laporan")
        page.get_by_role("button", name="Keluar").click()
        counts(page.get_by_role("button", name="Keluar"), 0)
        page.goto("/reviu")
        counts(page.locator("input[name=password]"), 1)
    finally:
        site.accounts.unlink()


def test_an_upload_that_is_broken_off_leaves_nothing(address: str, site: Site) -> None:
    before = sorted(site.of("x").parent.rglob("*"))
    with socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2]))) as broken:
        broken.sendall(b"POST /unggah HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=b\r\n"
                       b"Content-Length: 100000\r\n\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; "
                       b"filename=\"a.pdf\"\r\n\r\n%PDF-1.7" + b"x" * 5000)
    sleep(0.5)
    assert sorted(site.of("x").parent.rglob("*")) == before


@pytest.mark.parametrize("look", [{"viewport": {"width": 1366, "height": 768}, "color_scheme": "dark"},
                                  {"viewport": {"width": 390, "height": 844}}])
def test_every_page_is_accessible_and_fits(browser: Browser, address: str, tmp_path: Path, look: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core is not installed")
    context = visitor(browser, address, bypass_csp=True, **look)
    page = context.new_page()
    page.goto("/")
    name, unit = f"{look['viewport']['width']}.pdf", "Kabupaten Ngawi" if "color_scheme" in look else "Kabupaten Tuban"
    hand_in(page, report(tmp_path / name, f"Dinas Perhubungan {unit}"))
    mending = page.locator("li.job.done", has_text=name).locator("a[href$=perbaikan]").get_attribute("href")
    assert mending
    base = mending.removesuffix("/perbaikan")
    for where in ("/", mending, base, f"{base}/lembar", f"{base}/tabel/T01?baris=0&kolom=1", "/reviu",
                  "/reviu/temuan?aturan=ANG104", "/tidak-ada"):
        page.goto(where)
        if "color_scheme" in look or where in ("/", mending):
            found = axe.Axe().run(page).response["violations"]
            grave = [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")]
            assert grave == [], where
        assert page.evaluate("document.documentElement.scrollWidth") <= look["viewport"]["width"], where
    context.close()
