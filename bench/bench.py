"""Time and memory of a whole audit against three yardsticks, in one run on the same PDFs.

    python bench/bench.py [PDF ...] [--camelot-pages N]

Each tool reads each PDF twice in a process of its own. "alone" is a process that reads this one PDF and ends, the
import of the tool included; "next" is the second reading, what each further report of a batch costs. The memory is the
process's peak. camelot is slow: it reads N pages spread over the file once, and the time of these (not of the import)
is scaled up to all pages; its peak memory is that of the sample.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from time import perf_counter

SAMPLES = Path(__file__).parents[1] / "samples"


def lkj_audit(path: str, pages: list[int]) -> None:
    from lkj_audit import audit

    audit(path)


def pdfium_text(path: str, pages: list[int]) -> None:
    from pypdfium2 import PdfDocument

    document = PdfDocument(path)
    for page in document:
        page.get_textpage().get_text_range()


def pdfplumber_tables(path: str, pages: list[int]) -> None:
    import pdfplumber

    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_tables()
            page.close()


def camelot_lattice(path: str, pages: list[int]) -> None:
    from camelot.io import read_pdf

    for page in pages:
        try:
            read_pdf(path, pages=str(page), flavor="lattice", suppress_stdout=True)
        except Exception as error:  # camelot lets errors of many kinds out; the time was spent all the same
            print(f"camelot, {path}, page {page}: {error!r}", file=sys.stderr)


TOOLS: dict[str, tuple[str, Callable[[str, list[int]], None]]] = {
    "lkj-audit, whole audit": ("lkj_audit.engine", lkj_audit),
    "pdfium, plain text": ("pypdfium2", pdfium_text),
    "pdfplumber, extract_tables": ("pdfplumber", pdfplumber_tables),
    "camelot, lattice": ("camelot.io", camelot_lattice),
}
OURS, *_, CAMELOT = TOOLS
Figures = tuple[float, float, float]  # seconds alone, seconds as the next of many, peak memory in MB


def measure_here(tool: str, path: str, pages: list[int]) -> None:
    """In the child: print the seconds of the import and of the work, and the peak memory (MB), as JSON."""
    module, work = TOOLS[tool]
    start = perf_counter()
    import_module(module)
    loaded = perf_counter()
    work(path, pages)
    done = perf_counter()
    if tool != CAMELOT:
        work(path, pages)
    again = perf_counter() - done if tool != CAMELOT else done - loaded
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    print(json.dumps({"load": loaded - start, "work": done - loaded, "again": again, "mb": peak}))


def measure(tool: str, path: Path, pages: list[int], total: int) -> Figures:
    """Seconds for ``total`` pages, alone and as the next of many, and peak memory (MB) of ``tool`` on ``path``."""
    command = [sys.executable, __file__, "--child", tool, str(path), "--pages", json.dumps(pages)]
    printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    out = json.loads(printed.splitlines()[-1])
    scale = total / len(pages)
    return out["load"] + out["work"] * scale, out["again"] * scale, out["mb"]


def page_count(path: Path) -> int:
    from pypdfium2 import PdfDocument

    return len(PdfDocument(path))


def spread(total: int, count: int) -> list[int]:
    """``count`` page numbers evenly over ``total`` pages (all of them when there are fewer)."""
    count = min(count, total)
    return [1 + i * total // count for i in range(count)]


def show(title: str, pages: int, figures: dict[str, Figures]) -> None:
    """One line a tool, and how long lkj-audit takes measured against it."""
    print(f"\n{title}, {pages} pages")
    our_alone, our_next, _ = figures[OURS]
    for tool, (alone, following, mb) in figures.items():
        ratio = f"   lkj-audit takes {our_alone / alone:.2f} and {our_next / following:.2f} of it"
        print(f"  {tool:27}alone {alone:6.2f} s   next {following:6.2f} s{1000 * following / pages:7.1f} ms/page"
              f"{mb:5.0f} MB{'' if tool == OURS else ratio}", flush=True)


def run(paths: list[Path], camelot_pages: int) -> None:
    every: list[dict[str, Figures]] = []
    total = 0
    for path in paths:
        count = page_count(path)
        total += count
        sampled = spread(count, camelot_pages)
        whole = spread(count, count)
        every.append({tool: measure(tool, path, sampled if tool == CAMELOT else whole, count) for tool in TOOLS})
        show(path.name, count, every[-1])
    show("all", total, {tool: (sum(f[tool][0] for f in every), sum(f[tool][1] for f in every),
                               max(f[tool][2] for f in every)) for tool in TOOLS})


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("pdfs", nargs="*", type=Path, help="PDFs besides the samples")
    parser.add_argument("--camelot-pages", type=int, default=5, help="pages that camelot reads of each PDF")
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--pages", type=json.loads, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        tool, path = options.child
        measure_here(tool, path, options.pages)
    else:
        run([*sorted(SAMPLES.glob("*.pdf")), *options.pdfs], options.camelot_pages)


if __name__ == "__main__":
    main()
