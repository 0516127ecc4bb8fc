"""The HTML page in a real browser: filter, jump to the evidence, keyboard, console, accessibility, load time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from lkj_audit import audit
from lkj_audit.model import AuditResult, Evidence
from lkj_audit.render import diff_html, html, indeks
from lkj_audit.versions import diff
from tests.conftest import CHROMIUM
from tests.render.results import finding, result, value

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SAMPLE = Path(__file__).parents[2] / "samples" / "kpu-temuan-2023.pdf"

pytestmark = [
    pytest.mark.skipif(not find_spec("playwright"), reason="playwright is not installed"),
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no {CHROMIUM} (apt-get install chromium)"),
]


@pytest.fixture(scope="module")
def audited() -> AuditResult:
    return audit(SAMPLE)


@pytest.fixture(scope="module")
def sample(audited: AuditResult, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("halaman") / "a b#.html"
    audited.save(target)
    return target


@pytest.fixture
def page(browser: Browser, sample: Path) -> Iterator[Page]:
    """The sample's page."""
    yield from opened(browser, sample)


@pytest.fixture(scope="module")
def versions(audited: AuditResult, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of two versions: in the new one, one finding is mended and one new."""
    first, second, *rest = audited.findings
    target = tmp_path_factory.mktemp("versi") / "beda.html"
    made = diff(replace(audited, findings=(second, *rest)), replace(audited, findings=(first, *rest)))
    target.write_text(diff_html.drawn(made, "id"), encoding="utf-8")
    return target


@pytest.fixture
def beside(browser: Browser, versions: Path) -> Iterator[Page]:
    yield from opened(browser, versions)


def opened(browser: Browser, file: Path) -> Iterator[Page]:
    """The page; at the end nothing may have been said on the console or asked of the net."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda r: None if r.url.startswith(("file:", "data:")) else said.append(r.url))
    page.goto(file.as_uri())
    yield page
    context.close()
    assert said == []


def shown(page: Page) -> list[str]:
    return [str(a.get_attribute("data-rule")) for a in page.locator("article.finding:not([hidden])").all()]


IN_VIEW = """selector => {
    const e = document.querySelector(selector), b = e.getBoundingClientRect()
    const v = e.closest('.view').getBoundingClientRect()
    return b.top >= v.top && b.bottom <= v.bottom && b.bottom <= innerHeight && b.top >= 0
}"""


def test_filter_by_severity_family_and_words(page: Page, audited: AuditResult) -> None:
    everything = shown(page)
    assert len(everything) == len(audited.findings)
    page.uncheck("input[value=error]")
    left = shown(page)
    assert 0 < len(left) < len(everything)
    assert page.inner_text(".shown") == f"{len(left)} dari {len(everything)} temuan"
    assert page.locator("li[data-for]:visible").count() == len(left)
    page.check("input[value=error]")
    page.select_option("select[name=family]", "ANG")
    assert set(shown(page)) == {r for r in everything if r.startswith("ANG")}
    page.fill("input[type=search]", "terbilang ang112")
    assert shown(page) == ["ANG112"]
    page.fill("input[type=search]", "tidak ada yang begini")
    assert shown(page) == [] and page.locator(".group:visible").count() == 0


def test_order_by_page_and_back(page: Page) -> None:
    before = shown(page)
    page.select_option("select[name=order]", "page")
    pages = [int(str(a.get_attribute("data-page"))) for a in page.locator("article.finding").all()]
    assert pages == sorted(pages)
    page.select_option("select[name=order]", "")
    assert shown(page) == before and page.locator(".group:visible").count() > 1


def test_entry_leads_to_the_finding_and_its_evidence_to_the_box(page: Page) -> None:
    from playwright.sync_api import expect

    entry = page.locator("li[data-for]", has_text="ARI101").first
    name = entry.get_attribute("data-for")
    entry.locator("a").click()
    expect(entry).to_have_attribute("aria-current", "true")
    expect(page.locator(f"#{name}")).to_be_focused()
    link = page.locator(f"#{name} .proof a").first
    box = str(link.get_attribute("href"))
    link.click()
    expect(page.locator(box)).to_have_class(re.compile("here"))
    page.wait_for_function(IN_VIEW, arg=box)
    assert page.locator(f"{box} .label").inner_text() == "ditulis"


def test_keyboard(page: Page) -> None:
    def current() -> Any:
        return page.evaluate("document.activeElement.dataset.rule")

    rules = shown(page)
    for key, rule in (("j", rules[0]), ("j", rules[1]), ("j", rules[2]), ("k", rules[1])):
        page.keyboard.press(key)
        assert current() == rule
    width = page.evaluate("document.activeElement.querySelector('.paper').clientWidth")
    page.keyboard.press("z")
    assert page.evaluate("document.activeElement.querySelector('.paper').clientWidth") > 1.5 * width
    page.keyboard.press("/")
    page.keyboard.type("jkz")
    assert page.input_value("input[type=search]") == "jkz"


def test_two_versions_stand_side_by_side(beside: Page, audited: AuditResult) -> None:
    assert len(shown(beside)) == len(audited.findings)
    states = [beside.locator("article .meta .state").nth(n).inner_text() for n in (0, 1, -1)]
    assert states == ["baru", "tetap", "diperbaiki"]
    for article in beside.locator("article.finding").all()[:2]:
        left, right = (s.bounding_box() for s in article.locator(".version").all())
        assert left and right and left["x"] + left["width"] < right["x"] and abs(left["width"] - right["width"]) < 2
        assert article.locator(".version .paper").count() >= 2
    link = beside.locator("article.finding").first.locator(".proof a").first
    link.click()
    beside.wait_for_function(IN_VIEW, arg=link.get_attribute("href"))


@pytest.mark.parametrize(("file", "scheme"), [("sample", "light"), ("sample", "dark"), ("versions", "dark")])
def test_axe_finds_nothing_serious(browser: Browser, request: pytest.FixtureRequest, file: str, scheme: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core is not installed")
    context = browser.new_context(viewport={"width": 1152, "height": 720}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(request.getfixturevalue(file).as_uri())
    found = axe.Axe().run(page).response["violations"]
    context.close()
    assert [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")] == []


def test_reads_without_javascript(browser: Browser, sample: Path, audited: AuditResult) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(sample.as_uri())
    assert page.locator("article.finding:visible").count() == len(audited.findings)
    assert page.locator(".filter:visible").count() == 0
    context.close()


@pytest.mark.parametrize("width", [1152, 700, 360])
def test_nothing_runs_off_the_side(browser: Browser, sample: Path, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 720})
    page.goto(sample.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_of_two_thousand_findings_the_gravest_come_first_and_the_rest_is_drawn_when_needed(
        browser: Browser, tmp_path: Path) -> None:  # bench/html_page.py has the time
    found = tuple(finding(fingerprint=f"{n:016x}", severity=("info", "warning", "error")[n % 3],
                          evidence=(Evidence("stated", value("1", page=n % 50 + 1)),)) for n in range(2000))
    target = tmp_path / "banyak.html"
    target.write_text(html.report_html(result(findings=found), {}, "id"), encoding="utf-8")
    page = browser.new_page()
    page.goto(target.as_uri())
    cards = page.locator("article.finding")
    seen = "e => e.querySelector('h3').checkVisibility({contentVisibilityAuto: true})"
    assert cards.first.get_attribute("data-severity") == "error" and cards.first.evaluate(seen)
    assert cards.count() == 2000 and not cards.last.evaluate(seen)
    page.keyboard.press("j")
    page.locator("li[data-for] a").last.click()
    page.wait_for_function(f"[...document.querySelectorAll('article.finding')].slice(-1).every({seen})")
    page.fill("input[type=search]", "tidak ada yang begini")
    assert cards.locator("visible=true").count() == 0
    page.close()


def test_index_sorts_and_filters(browser: Browser, tmp_path: Path) -> None:
    from playwright.sync_api import expect

    results = [result(path=f"lkj-{n}.pdf", pages=n) for n in (2, 10, 1)]
    target = tmp_path / "index.html"
    target.write_text(indeks.index_html(results, {r.path: f"{r.path}.html" for r in results}, "id"), encoding="utf-8")
    page = browser.new_page()
    page.goto(target.as_uri())
    page.locator("table.files thead button", has_text=re.compile("^Halaman$")).click()
    pages = [row.locator("td").nth(1).inner_text() for row in page.locator("table.files tbody tr").all()]
    assert pages == ["10", "2", "1"]
    page.fill("input[type=search]", "lkj-10")
    expect(page.locator("table.files tbody tr:visible")).to_have_count(1)
    page.close()
