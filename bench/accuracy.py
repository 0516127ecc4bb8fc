"""How true are the tables read from PDFs whose tables are known?

    python -m bench.accuracy [--books N] [--layouts a,b] [--scans N] [--keep FOLDER] [--output docs/akurasi.md]

Invented tables are typeset in every layout by every producer that is installed, then read by lkj-audit, by pdfplumber
and, for the first book of each layout and producer, by camelot (it is slow). Prints the mean cell F1 and the share of
tables read whole, and writes the same to the output file. ``--scans`` also reads N books as scans (with OCR).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.fidelity import by_reportlab, readers
from bench.fidelity.finish import scan
from bench.fidelity.layouts import LAYOUTS, Layout
from bench.fidelity.measure import WHOLE, Score, compare
from bench.fidelity.suite import PRODUCERS, Case, make, printed_whole

OUTPUT = Path(__file__).parents[1] / "docs" / "akurasi.md"
SCANNED = ("ruled", "shaded", "merged", "three-levels", "group-rows")
SCAN = "pindai"
READERS: dict[str, readers.Reader] = {"lkj-audit": readers.lkj_audit, "pdfplumber": readers.pdfplumber,
                                      "camelot": readers.camelot}


@dataclass(slots=True)
class Results:
    """Scores by (layout, producer, reader), tables read that are none, and what was left out."""

    scores: dict[tuple[str, str, str], list[Score]] = field(default_factory=lambda: defaultdict(list))
    spare: dict[tuple[str, str, str], int] = field(default_factory=lambda: defaultdict(int))
    notes: list[str] = field(default_factory=list)

    def of(self, layouts: Iterable[str], reader: str, producer: str = "") -> list[Score]:
        names = set(layouts)
        return [s for (lay, prod, read), found in self.scores.items()
                if lay in names and read == reader and producer in ("", prod) for s in found]


def run(layouts: Sequence[Layout], books: int, folder: Path) -> Results:
    """Typeset and read ``books`` books of each layout by each producer."""
    results = Results()
    for producer in PRODUCERS:
        if why := producer.missing():
            results.notes.append(f"{producer.NAME} dilewati: {why}.")
            continue
        for layout in filter(producer.can, layouts):
            for number, case in enumerate(make(producer, layout, range(1, books + 1), folder)):
                if not printed_whole(case):
                    results.notes.append(f"{case.path.stem} dilewati: {producer.NAME} tidak mencetak semua baris.")
                    continue
                _read(case, [n for n in READERS if n != "camelot" or number == 0], results)
            print(f"{producer.NAME}: {layout.name}", file=sys.stderr, flush=True)
    return results


def _read(case: Case, names: Sequence[str], results: Results, scanned: str = "") -> None:
    for name in names:
        key = case.layout.name, case.producer, scanned or name
        found, spare = compare(case.book.tables, READERS[name](case.path, case.book))
        results.scores[key] += found
        results.spare[key] += spare


def run_scans(count: int, folder: Path, results: Results) -> None:
    """Read ``count`` books of two tables each as scans."""
    from lkj_audit.extract import ocr

    if not ocr.available():
        results.notes.append("Hasil pindai dilewati: OCR belum terpasang (pip install 'lkj-audit[ocr]').")
        return
    for number in range(count):
        layout = LAYOUTS[SCANNED[number % len(SCANNED)]]
        case, = make(by_reportlab, layout, [100 + number], folder, count=2)  # type: ignore[arg-type]
        target = case.path.with_name(f"{case.path.stem}-pindai.pdf")
        scan(case.path, target, pages=99, seed=number)
        _read(Case(target, case.producer, case.book), ["lkj-audit"], results, SCAN)


def _scan_lines(results: Results) -> list[str]:
    rows = [(name or "**Semua**", results.of([name] if name else SCANNED, SCAN)) for name in (*SCANNED, "")]
    lines = [f"| {name} | {len(found)} | {_pair(found)} |" for name, found in rows if found]
    return ["", "## Hasil pindai (200 dpi, miring 0,5°, derau)", "", "| Bentuk | Tabel | F1 | utuh |",
            "|---|--:|--:|--:|", *lines] if lines else []


def _pair(scores: Sequence[Score]) -> str:
    if not scores:
        return "– | –"
    whole = sum(s.whole for s in scores) / len(scores)
    return f"{_mean([s.f1 for s in scores])} | {whole:.0%}"


def _mean(values: Sequence[float]) -> str:
    return f"{sum(values) / len(values):.3f}".replace(".", ",") if values else "–"


def report(results: Results, layouts: Sequence[Layout]) -> str:
    """The results as a Markdown page in Indonesian."""
    made = [p.NAME for p in PRODUCERS if results.of([x.name for x in layouts], "lkj-audit", p.NAME)]
    lines = ["# Ketepatan pembacaan tabel", "",
             "Dihasilkan oleh `make accuracy`: tabel karangan dengan isi yang diketahui ditata dalam berbagai bentuk oleh "
             f"{', '.join(made)}, lalu dibaca kembali. F1 dihitung atas sel (teks sama tanpa memandang spasi, tanda hubung, "
             f"dan huruf besar, pada baris yang sama); *utuh* berarti F1 ≥ {_mean([WHOLE])}. *Persis* "
             "adalah bagian sel benar yang teksnya sama sampai ke spasi; *judul* adalah bagian judul kolom yang benar; "
             "*lebih* adalah tabel terbaca yang sebenarnya bukan tabel.",
             "", "Bagi pdfplumber dan camelot, potongan tabel di halaman berurutan sudah disambungkan dan baris judulnya "
             "dibuang, sehingga yang dibandingkan hanya isi sel. camelot (lattice) membaca buku pertama tiap bentuk saja.", "",
             "| Bentuk | Tabel | lkj-audit F1 | utuh | persis | judul | lebih | pdfplumber F1 | utuh | camelot F1 | utuh |",
             "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"]
    groups = {"**Bergaris**": [x.name for x in layouts if x.group == "ruled"],
              "**Tanpa atau setengah garis**": [x.name for x in layouts if x.group == "borderless"]}
    for title, names in groups.items():
        for name, part in [*((n, [n]) for n in names), (title, names)]:
            own = results.of(part, "lkj-audit")
            if not own:
                continue
            hits = sum(s.hits for s in own)
            exact = f"{sum(s.exact for s in own) / hits:.1%}".replace(".", ",") if hits else "–"
            spare = sum(n for (lay, _, read), n in results.spare.items() if lay in part and read == "lkj-audit")
            lines.append(f"| {name} | {len(own)} | {_pair(own)} | {exact} | {_mean([s.heads for s in own])} | {spare} | "
                         f"{_pair(results.of(part, 'pdfplumber'))} | {_pair(results.of(part, 'camelot'))} |")
    lines += ["", "## lkj-audit menurut pembuat PDF (F1 dan bagian tabel utuh)", "",
              "| Bentuk | " + " | ".join(f"{p} | utuh" for p in made) + " |", "|---|" + "--:|--:|" * len(made)]
    lines += [f"| {x.name} | " + " | ".join(_pair(results.of([x.name], "lkj-audit", p)) for p in made) + " |" for x in layouts]
    lines += _scan_lines(results)
    if results.notes:
        lines += ["", *(f"- {note}" for note in results.notes)]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--books", type=int, default=2, help="books for each layout and producer")
    parser.add_argument("--layouts", default="", help="only these, with commas between")
    parser.add_argument("--scans", type=int, default=0, help="books of two tables read as scans")
    parser.add_argument("--keep", type=Path, help="folder in which the PDFs are left")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    args = parser.parse_args()
    layouts = [LAYOUTS[n] for n in args.layouts.split(",")] if args.layouts else list(LAYOUTS.values())
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        results = run(layouts, args.books, folder)
        run_scans(args.scans, folder, results)
    page = report(results, layouts)
    args.output.write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
