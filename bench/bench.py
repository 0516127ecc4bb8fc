"""Time and memory of a whole audit against three yardsticks, in one run on the same PDFs, and whether targets are met.

    python bench/bench.py [PDF ...] [--camelot-pages N] [--runs N] [--ocr PDF]

Each tool reads each PDF in processes of its own. "alone" is a process that reads this one PDF and ends, the import of
the tool included; "next" is what a further report costs: the PDF is read after another one. Seconds are those of the
processor, so that other programs count little, and the median of the runs. The memory is the process's peak. camelot is
slow: it reads N pages spread over the file once, and the time of these (not of the import) is scaled up to all pages;
its peak memory is that of the sample. Modules are compiled beforehand, as an installer does.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from statistics import mean, median
from time import perf_counter, process_time
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
LONG = 60  # pages from which the ratios to other tools are held against the targets
ENDLESS = 500  # pages of the file that shows whether memory grows


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
OURS, _, PDFPLUMBER, CAMELOT = TOOLS


class Figures(NamedTuple):
    """Seconds alone, seconds as the next of many, peak memory in MB."""

    alone: float
    following: float
    mb: float


class Target(NamedTuple):
    """What the project holds itself to: ``value`` may be ``most`` at most."""

    what: str
    value: float
    most: float
    unit: str = ""


# ---------------------------------------------------------------- in the child


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)


def other(path: str) -> Path:
    """A PDF to begin with that is not the one to be measured."""
    return next(p for p in sorted(SAMPLES.glob("*.pdf")) if p.name != Path(path).name)


def alone(tool: str, path: str, pages: list[int]) -> dict[str, float]:
    """Seconds of the import, of the work, and of both by the clock; the peak memory."""
    module, work = TOOLS[tool]
    clock, start = perf_counter(), process_time()
    import_module(module)
    loaded = process_time()
    work(path, pages)
    return {"load": loaded - start, "work": process_time() - loaded, "clock": perf_counter() - clock, "mb": peak()}


def following(tool: str, path: str, pages: list[int]) -> dict[str, float]:
    """Seconds of the work after another PDF."""
    _, work = TOOLS[tool]
    work(str(other(path)), [1])
    start = process_time()
    work(path, pages)
    return {"work": process_time() - start}


def parts(tool: str, path: str, pages: list[int]) -> dict[str, float]:
    """Of an audit after others: the share of the rules, and the milliseconds to read a page without a table."""
    from lkj_audit import audit
    from lkj_audit.config import config_for
    from lkj_audit.engine import Plan, carried_out, rules_for

    for sample in sorted(SAMPLES.glob("*.pdf")):
        audit(sample)
    own = config_for(Path(path), None)
    plan = Plan(Path(path), own)
    stamps = [process_time()]
    read = carried_out(plan, on_page=lambda *_: stamps.append(process_time()))
    start, typed = stamps[0], process_time()
    carried_out(replace(plan, rules=rules_for(own, plan.path)), report=read.report)
    done = process_time()
    assert read.report is not None
    document = read.report.document
    tabled = {page for table in document.tables for page in table.pages}
    plain = [(b - a) * 1000 for n, (a, b) in enumerate(pairwise(stamps), 1) if n not in tabled]
    return {"rules": (done - typed) / (done - start), "plain": mean(plain) if plain else 0.0}


MODES = {"alone": alone, "following": following, "parts": parts}


# ---------------------------------------------------------------- measuring


def child(mode: str, tool: str, path: Path, pages: list[int]) -> dict[str, Any]:
    command = [sys.executable, __file__, "--child", mode, tool, str(path), "--pages", json.dumps(pages)]
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=env).stdout
    found: dict[str, Any] = json.loads(printed.splitlines()[-1])
    return found


def measure(tool: str, path: Path, pages: list[int], total: int, runs: int) -> Figures:
    """``tool`` on the ``pages`` of ``path``, scaled to ``total`` pages."""
    if tool == CAMELOT:
        once, scale = child("alone", tool, path, pages), total / len(pages)
        return Figures(once["load"] + once["work"] * scale, once["work"] * scale, once["mb"])
    first = [child("alone", tool, path, pages) for _ in range(runs)]
    return Figures(median(f["load"] + f["work"] for f in first),
                   median(child("following", tool, path, pages)["work"] for _ in range(runs)),
                   max(f["mb"] for f in first))


def page_count(path: Path) -> int:
    from pypdfium2 import PdfDocument

    return len(PdfDocument(path))


def spread(total: int, count: int) -> list[int]:
    """``count`` page numbers evenly over ``total`` pages (all of them when there are fewer)."""
    count = min(count, total)
    return [1 + i * total // count for i in range(count)]


def repeated(path: Path, pages: int, folder: str) -> Path:
    """A PDF of ``pages`` pages: those of ``path`` over and over."""
    from pypdfium2 import PdfDocument

    source, out = PdfDocument(path), PdfDocument.new()
    for start in range(0, pages, len(source)):
        out.import_pages(source, list(range(min(len(source), pages - start))))
    made = Path(folder) / f"{pages}.pdf"
    out.save(made)
    return made


# ---------------------------------------------------------------- showing


def show(title: str, pages: int, figures: dict[str, Figures]) -> None:
    """One line a tool, and how long lkj-audit takes measured against it."""
    print(f"\n{title}, {pages} pages")
    ours = figures[OURS]
    for tool, (once, then, mb) in figures.items():
        ratio = f"   lkj-audit takes {ours.alone / once:.2f} and {ours.following / then:.2f} of it"
        print(f"  {tool:27}alone {once:6.2f} s   next {then:6.2f} s{1000 * then / pages:7.1f} ms/page"
              f"{mb:5.0f} MB{'' if tool == OURS else ratio}", flush=True)


def targets(path: Path, pages: int, figures: dict[str, Figures], runs: int) -> Iterator[Target]:
    """What one digital report has to keep to."""
    ours, plumber, camelot = figures[OURS], figures[PDFPLUMBER], figures[CAMELOT]
    inner = [child("parts", OURS, path, []) for _ in range(runs)]
    yield Target("alone, share of pdfplumber", ours.alone / plumber.alone, 0.40)
    yield Target("next, share of pdfplumber", ours.following / plumber.following, 0.25)
    yield Target("next, share of camelot", ours.following / camelot.following, 0.05)
    yield Target("next, a page", 1000 * ours.following / pages, 10, " ms")
    yield Target("reading a page without a table", median(i["plain"] for i in inner), 5, " ms")
    yield Target("rules, share of the next audit", median(i["rules"] for i in inner), 0.15)
    yield Target("peak memory", ours.mb, 300, " MB")


def lasting(path: Path) -> Iterator[Target]:
    """Memory over half of and all of a very long file."""
    with tempfile.TemporaryDirectory() as folder:
        half, whole = (child("alone", OURS, repeated(path, n, folder), [])["mb"] for n in (ENDLESS // 2, ENDLESS))
    print(f"\n{path.name} over and over: {half:.0f} MB at {ENDLESS // 2} pages, {whole:.0f} MB at {ENDLESS}")
    yield Target(f"peak memory, {ENDLESS} pages", whole, 300, " MB")


def scanned(path: Path) -> Iterator[Target]:
    """What a scanned report has to keep to, start of the engine included."""
    count = page_count(path)
    found = child("alone", OURS, path, [])
    yield Target(f"a scanned page, of {count}, by the clock", found["clock"] / count, 2.2, " s")
    yield Target("peak memory with OCR", found["mb"], 2200, " MB")


def verdicts(title: str, aims: Iterator[Target]) -> None:
    print(f"\n{title}")
    for what, value, most, unit in aims:
        print(f"  {'met   ' if value <= most else 'MISSED'} {what:46}{value:8.2f}{unit:3}  (at most {most:g}{unit})",
              flush=True)


def run(paths: list[Path], camelot_pages: int, runs: int, scan: Path | None) -> None:
    compileall.compile_dir(ROOT / "lkj_audit", quiet=2)
    every: list[tuple[Path, int, dict[str, Figures]]] = []
    for path in paths:
        count = page_count(path)
        sampled, whole = spread(count, camelot_pages), spread(count, count)
        every.append((path, count, {
            tool: measure(tool, path, sampled if tool == CAMELOT else whole, count, runs) for tool in TOOLS}))
        show(path.name, *every[-1][1:])
    show("all", sum(count for _, count, _ in every), {
        tool: Figures(sum(f[tool].alone for *_, f in every), sum(f[tool].following for *_, f in every),
                      max(f[tool].mb for *_, f in every)) for tool in TOOLS})
    for path, count, figures in every:
        if count >= LONG:
            verdicts(f"Targets, {path.name}", targets(path, count, figures, runs))
    verdicts("Targets, very long", lasting(max(every, key=lambda found: found[1])[0]))
    if scan:
        verdicts(f"Targets, {scan.name}", scanned(scan))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("pdfs", nargs="*", type=Path, help="PDFs besides the samples")
    parser.add_argument("--camelot-pages", type=int, default=5, help="pages that camelot reads of each PDF")
    parser.add_argument("--runs", type=int, default=3, help="processes of each kind, whose median is shown")
    parser.add_argument("--ocr", type=Path, help="a scanned PDF to measure the OCR with")
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    parser.add_argument("--pages", type=json.loads, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        mode, tool, path = options.child
        print(json.dumps(MODES[mode](tool, path, options.pages)))
    else:
        run([*sorted(SAMPLES.glob("*.pdf")), *options.pdfs], options.camelot_pages, options.runs, options.ocr)


if __name__ == "__main__":
    main()
