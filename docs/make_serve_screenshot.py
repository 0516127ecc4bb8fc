"""Make docs/halaman.png and docs/perbaikan.png, the local page for the README: reports handed in, what to mend in one.

    python -m docs.make_serve_screenshot
"""

from __future__ import annotations

import re
import signal
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from bench.serve import SAMPLES, start

REPORTS = [p for p in SAMPLES if "temuan" in p.stem or "bersih" in p.stem]
DOCS = Path(__file__).parent


def main() -> None:
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        process, address = start(Path(folder))
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1180, "height": 760}, base_url=address)
        page.goto("/")
        page.set_input_files("form.upload input[type=file]", REPORTS)
        page.click("form.upload button")
        page.locator("li.job.done").nth(len(REPORTS) - 1).wait_for()
        page.goto("/")
        page.screenshot(path=DOCS / "halaman.png")
        page.locator("li.job.done", has_text="kpu-temuan").locator("a.act").click()
        page.locator("input[name=ticked]").first.check()
        page.locator(".ticks .done", has_text=re.compile("^1 dari")).wait_for()
        page.screenshot(path=DOCS / "perbaikan.png")
        browser.close()
        process.send_signal(signal.SIGINT)
        process.wait(30)


if __name__ == "__main__":
    main()
