"""Make docs/temuan.png, the picture in the README: one finding of a sample on the HTML page.

    python -m docs.make_screenshot
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from lkj_audit import audit
from lkj_audit.render.html_files import save_report

ROOT = Path(__file__).parents[1]
RULE = "ARI101"


def main() -> None:
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        target = Path(folder) / "temuan.html"
        save_report(audit(ROOT / "samples" / "kpu-temuan-2023.pdf"), target, "id")
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 840})
        page.goto(target.as_uri())
        page.locator("li[data-for]", has_text=RULE).first.locator("a").click()
        page.mouse.move(1279, 839)
        page.wait_for_timeout(300)  # the window scrolls to the evidence
        page.screenshot(path=ROOT / "docs" / "temuan.png")
        browser.close()


if __name__ == "__main__":
    main()
