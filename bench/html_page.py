"""How long Chromium takes to show an HTML page of 2,000 findings, and how large the page of a whole report is.

    python -m bench.html_page [PDF ...]

"shown" is from the address to the first finding on the screen, with what is fetched from the disk; the median of five.
Exit code 1 when a target is missed.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from playwright.sync_api import Browser, sync_playwright

from lkj_audit import audit
from lkj_audit.model import AuditResult

FINDINGS, SECONDS = 2000, 2.0
LIMIT = 6_000_000  # bytes of the page of a report
RUNS = 5


def crowded(result: AuditResult) -> AuditResult:
    """``result`` with its own findings over and over, each with a fingerprint of its own."""
    own = result.findings
    return replace(result, findings=tuple(replace(own[n % len(own)], fingerprint=f"{n:016x}") for n in range(FINDINGS)))


def shown(browser: Browser, page: Path) -> float:
    opened = browser.new_page()
    start = perf_counter()
    opened.goto(page.as_uri(), wait_until="commit")
    opened.locator("article.finding").first.wait_for()
    seconds = perf_counter() - start
    opened.close()
    return seconds


def main(paths: list[str]) -> int:
    samples = Path(__file__).parents[1] / "samples"
    results = [audit(path) for path in paths or [str(samples / "kpu-temuan-2023.pdf")]]
    missed = False
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = Path(folder) / "halaman.html"
        for result in results:
            result.save(page)
            missed |= page.stat().st_size > LIMIT
            print(f"{Path(result.path).name}: {len(result.findings)} findings, {page.stat().st_size / 1e6:.1f} MB")
        crowded(results[0]).save(page)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        seconds = median(shown(browser, page) for _ in range(RUNS))
        browser.close()
        print(f"{FINDINGS} findings, {page.stat().st_size / 1e6:.1f} MB: shown in {seconds:.2f} s (target {SECONDS} s)")
    return int(missed or seconds > SECONDS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
