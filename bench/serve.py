"""How the local page answers while audits run: 50 uploads at once, then page after page until the queue is empty.

    python -m bench.serve [--uploads 50] [PDF …]

Prints how long each kind of page took (median, 95th percentile, slowest, in milliseconds), and what became of the
uploads.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

import httpx

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.pdf"))
THREADS = 50
AIM = 300.0  # milliseconds for the median page


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pdfs", nargs="*", type=Path, default=SAMPLES)
    parser.add_argument("--uploads", type=int, default=50)
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        process, address = start(Path(folder))
        try:
            return measure(address, given.pdfs, given.uploads)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)


def start(folder: Path) -> tuple[subprocess.Popen[str], str]:
    """A server of its own, as a user starts it, and its address."""
    command = [sys.executable, "-m", "lkj_audit", "serve", "--no-browser", "--port", "0", "--data", str(folder)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True,
                               env={**os.environ, "LKJ_AUDIT_STORE": str(folder / "store.sqlite")})
    assert process.stderr
    found = re.search(r"http://\S+/", process.stderr.readline())
    assert found
    return process, found[0]


def measure(address: str, pdfs: list[Path], uploads: int) -> int:
    begin = perf_counter()
    with httpx.Client(base_url=address, timeout=120, limits=httpx.Limits(max_connections=THREADS)) as client:
        token = re.search(r'name="csrf" value="(\w+)"', client.get("/").text)
        assert token
        contents = [p.read_bytes() + f"\n%{n}".encode() for n, p in enumerate(islice(cycle(pdfs), uploads))]
        with ThreadPoolExecutor(THREADS) as pool:
            sent = [pool.submit(upload, client, token[1], n, content) for n, content in enumerate(contents)]
            taken = look(client)
        answers = Counter(str(s.result()) for s in sent)
        states = Counter(re.findall(r'<li class="job (\w+)"', client.get("/daftar").text))
    print(f"{uploads} uploads at once on {len(os.sched_getaffinity(0))} cores: answers {dict(answers)}, "
          f"then {dict(states)}, all done after {perf_counter() - begin:.1f} s")
    print(f"{'page':12}{'asked':>7}{'median':>9}{'95 %':>9}{'slowest':>9}  ms")
    for kind, times in taken.items():
        print(f"{kind:12}{len(times):7}{median(times):9.0f}{quantiles(times, n=20)[18]:9.0f}{max(times):9.0f}")
    every = median(t for times in taken.values() for t in times)
    print(f"median of all pages: {every:.0f} ms (aim: under {AIM:.0f})")
    return 0 if every < AIM and sum(states.values()) == uploads and not states["waiting"] + states["running"] else 1


def upload(client: httpx.Client, token: str, number: int, content: bytes) -> int:
    files = {"file": (f"laporan-{number}.pdf", content, "application/pdf")}
    return client.post("/unggah", data={"csrf": token}, files=files, headers={"accept": "application/json"}).status_code


def look(client: httpx.Client) -> dict[str, list[float]]:
    """Pages asked for one after the other while there is work: milliseconds each, by kind."""
    taken: dict[str, list[float]] = {}

    def get(kind: str, where: str) -> str:
        begin = perf_counter()
        text = client.get(where).raise_for_status().text
        taken.setdefault(kind, []).append(1000 * (perf_counter() - begin))
        return text

    while True:
        listing = get("list", "/daftar")
        get("home", "/")
        get("review", "/reviu")
        if done := re.search(r'href="(/laporan/\w+)/perbaikan"', listing):
            get("mending", f"{done[1]}/perbaikan")
            page = get("report", done[1])
            if style := re.search(r'href="(/laporan/\w+/)gambar.css"', page):
                pictures = re.findall(r"halaman/\d+\.webp", get("style", f"{style[1]}gambar.css"))
                if pictures:
                    get("picture", f"{style[1]}{pictures[0]}")
        if listing.count('class="job ') and not re.search(r'class="job (waiting|running)"', listing) and len(
                taken["list"]) > 20:
            return taken


if __name__ == "__main__":
    sys.exit(main())
