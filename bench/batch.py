"""Many reports: ``python -m bench.batch FOLDER [--files 550]``; the reports are made in FOLDER and kept there.

Prints what a run over all of them takes with two workers, what the next run takes, how much quicker two workers are
than one, the most memory that all processes had at once, and what becomes of five files that go wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import long_reports

SECONDS, MEMORY = 20, 1024  # limits of the run with files that go wrong
WRONG = ("segfault", "hang", "bomb", "terpotong", "terkunci")


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run took: seconds, the most memory at once (MB, the sum of what is resident), exit code, its JSON."""

    seconds: float
    memory: float
    code: int
    out: dict[str, Any]


def run(folder: Path, store: Path, jobs: int, module: str = "lkj_audit") -> Ran:
    """``check`` on ``folder`` in processes of its own."""
    environment = {**os.environ, "LKJ_AUDIT_STORE": str(store)}
    target = store.with_suffix(f".{time.monotonic_ns()}.json")
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", module, "check", str(folder), "--jobs", str(jobs), "--format", "json", "--output",
         str(target)], env=environment, stderr=subprocess.DEVNULL)
    peak = _Peak(process.pid)
    code = process.wait()
    return Ran(time.perf_counter() - start, peak.stop(), code, json.loads(target.read_text()))


class _Peak:
    """Looks at the memory of a process and all below it, every 50 ms."""

    def __init__(self, root: int) -> None:
        self.root, self.most, self.ended = root, 0.0, threading.Event()
        self.thread = threading.Thread(target=self._look)
        self.thread.start()

    def stop(self) -> float:
        self.ended.set()
        self.thread.join()
        return self.most

    def _look(self) -> None:
        while not self.ended.wait(0.05):
            self.most = max(self.most, sum(map(_resident, _tree(self.root))))


def _tree(root: int) -> list[int]:
    """The process ``root`` and all its descendants."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found = [root]
    for pid in found:
        found += parents.get(pid, [])
    return found


def _resident(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    except (OSError, IndexError):
        return 0.0


def spoiled(folder: Path, good: list[Path]) -> Path:
    """A folder with the reports ``good``, but the last five of them go wrong, each in its own way."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for path in good[:-len(WRONG)]:
        os.link(path, folder / path.name)
    for name, path in zip(WRONG, good[-len(WRONG):], strict=True):
        data = path.read_bytes()
        (folder / f"{name}.pdf").write_bytes(data[:len(data) // 2] if name == "terpotong" else data)
    _lock(folder / "terkunci.pdf")
    (folder / "lkj-audit.toml").write_text(f"[limits]\nseconds = {SECONDS}\nmemory = {MEMORY}\n")
    return folder


def _lock(path: Path) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), encrypt=StandardEncryption("rahasia"))
    canvas.drawString(72, 72, "terkunci")
    canvas.save()


def causes(ran: Ran) -> Counter[str]:
    return Counter(r["problems"][0]["code"] for r in ran.out["reports"] if r["status"] == "failed")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=550)
    parser.add_argument("--compare", type=int, default=100, help="files for one worker against two")
    options = parser.parse_args()
    start = time.perf_counter()
    good = long_reports.make(options.folder / "laporan", options.files)
    print(f"{len(good)} reports made or found in {time.perf_counter() - start:.0f} s")
    few = options.folder / "sebagian"
    shutil.rmtree(few, ignore_errors=True)
    few.mkdir()
    for path in good[:options.compare]:
        os.link(path, few / path.name)
    with tempfile.TemporaryDirectory(dir=options.folder) as made:
        stores = Path(made)
        first = run(good[0].parent, stores / "a.sqlite", 2)
        pages = sum(r["pages"] for r in first.out["reports"])
        print(f"first run:   {first.seconds:.1f} s, {pages} pages, {first.seconds / len(good):.2f} s a report, "
              f"peak {first.memory:.0f} MB, exit {first.code}")
        again = run(good[0].parent, stores / "a.sqlite", 2)
        same = again.out["reports"] == first.out["reports"]
        print(f"second run:  {again.seconds:.1f} s = {again.seconds / first.seconds:.1%} of the first, "
              f"peak {again.memory:.0f} MB, same results: {same}")
        size = sum(f.stat().st_size for f in stores.glob("a.sqlite*") if f.suffix != ".json") / 2**20
        print(f"store:       {size:.0f} MB, {size / len(good):.2f} MB a report")
        one, two = (run(few, stores / f"{jobs}.sqlite", jobs) for jobs in (1, 2))
        print(f"workers:     one {one.seconds:.1f} s, two {two.seconds:.1f} s on {options.compare} files: "
              f"{one.seconds / two.seconds:.2f} times as fast")
        bad = run(spoiled(options.folder / "rusak", good), stores / "b.sqlite", 2, "bench.poisoned")
        read = sum(r["status"] != "failed" for r in bad.out["reports"])
        print(f"five wrong:  {read} results, {dict(causes(bad))}, exit {bad.code}, {bad.seconds:.1f} s, "
              f"peak {bad.memory:.0f} MB")


if __name__ == "__main__":
    main()
