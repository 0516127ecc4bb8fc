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

from bench.fidelity import readers
from bench.fidelity.finish import scan
from bench.fidelity.layouts import LAYOUTS, Layout
from bench.fidelity.measure import WHOLE, Score, compare
from bench.fidelity.suite import PRODUCERS, Case, make, printed_whole

OUTPUT = Path(__file__).parents[1] / "docs" / "akurasi.md"
SCANNED = ("ruled", "shaded", "merged", "three-levels", "bullets", "landscape", "pages-numbered")  # all can draw these
SCAN = "pindai"
TUNED = (1, 2)  # books that the reader was made with
UNSEEN, UNSEEN_SCANS = 51, 300  # first of the books that it was never tuned on
GROUPS = {"ruled": "Bergaris", "borderless": "Tanpa atau setengah garis"}
HEAD = f"""# Ketepatan pembacaan tabel

Dihasilkan oleh `make accuracy`. Tabel karangan yang isinya diketahui ditata dalam berbagai bentuk oleh beberapa pembuat
PDF, lalu dibaca kembali.

- **F1** atas sel: teks sama (tanpa memandang spasi, tanda hubung, dan huruf besar) pada baris yang sama.
- **utuh**: bagian tabel dengan F1 ≥ {f"{WHOLE:.2f}".replace(".", ",")}.
- **persis**: bagian sel benar yang teksnya sama sampai ke spasinya.
- **judul**: bagian judul kolom yang benar, semua tingkatnya.
- **lebih**: tabel terbaca yang tidak ada di naskahnya.

pdfplumber dibaca dengan setelan bawaan, camelot dengan lattice (tabel bergaris) atau hybrid (lainnya; hanya buku
pertama tiap bentuk). Keduanya dibantu: baris judul dibuang dan potongan tabel di halaman berurutan disambungkan dengan
mencocokkan naskahnya, sehingga yang dibandingkan hanya isi sel.

Isi tabel dibuat acak. Angka di bawah ini berasal dari buku yang tidak pernah dipakai saat pembaca
disetel; angka buku yang dipakai menyetel ada di bagian tersendiri.

| Bentuk | Tabel | lkj-audit F1 | utuh | persis | judul | lebih | pdfplumber F1 | utuh | camelot F1 | utuh |
|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|""".splitlines()
READERS: dict[str, readers.Reader] = {"lkj-audit": readers.lkj_audit, "pdfplumber": readers.pdfplumber,
                                      "camelot": readers.camelot}


@dataclass(slots=True)
class Results:
    """Scores by (layout, producer, reader), those of books used for tuning by group of layouts, tables read that are
    none, and what was left out."""

    scores: dict[tuple[str, str, str], list[Score]] = field(default_factory=lambda: defaultdict(list))
    tuned: dict[str, list[Score]] = field(default_factory=lambda: defaultdict(list))
    spare: dict[tuple[str, str, str], int] = field(default_factory=lambda: defaultdict(int))
    notes: list[str] = field(default_factory=list)

    def of(self, layouts: Iterable[str], reader: str, producer: str = "") -> list[Score]:
        names = set(layouts)
        return [s for (lay, prod, read), found in self.scores.items()
                if lay in names and read == reader and producer in ("", prod) for s in found]


def run(layouts: Sequence[Layout], books: int, folder: Path) -> Results:
    """Typeset and read ``books`` books of each layout by each producer, and by lkj-audit those used for tuning."""
    results = Results()
    for producer in PRODUCERS:
        if why := producer.missing():
            results.notes.append(f"{producer.NAME} dilewati: {why}.")
            continue
        for layout in filter(producer.can, layouts):
            for case in make(producer, layout, TUNED, folder):
                if printed_whole(case):
                    results.tuned[layout.group] += compare(case.book.tables, readers.lkj_audit(case.path, case.book))[0]
            for number, case in enumerate(make(producer, layout, range(UNSEEN, UNSEEN + books), folder)):
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
    from lkj_audit.extract.scanned import ocr

    if not ocr.available():
        results.notes.append("Hasil pindai dilewati: OCR belum terpasang (pip install 'lkj-audit[ocr]').")
        return
    made = [p for p in PRODUCERS if not p.missing()]
    for number in range(count):
        layout, producer = LAYOUTS[SCANNED[number % len(SCANNED)]], made[number % len(made)]
        case, = make(producer, layout, [UNSEEN_SCANS + number], folder, count=2)
        if not printed_whole(case):
            results.notes.append(f"{case.path.stem} dilewati: {producer.NAME} tidak mencetak semua baris.")
            continue
        target = case.path.with_name(f"{case.path.stem}-pindai.pdf")
        scan(case.path, target, pages=99, seed=number)
        _read(Case(target, case.producer, case.book), ["lkj-audit"], results, SCAN)


def report(results: Results, layouts: Sequence[Layout]) -> str:
    """The results as a Markdown page in Indonesian."""
    made = [p.NAME for p in PRODUCERS if results.of([x.name for x in layouts], "lkj-audit", p.NAME)]
    lines = [*HEAD, *_layout_lines(results, layouts), "", "## lkj-audit menurut pembuat PDF", "",
             "| Bentuk | " + " | ".join(f"{p} F1 | utuh" for p in made) + " |", "|---|" + "--:|--:|" * len(made)]
    for layout in layouts:
        cells = " | ".join(_pair(results.of([layout.name], "lkj-audit", p)) for p in made)
        lines.append(f"| {layout.name} | {cells} |")
    lines += _scan_lines(results)
    lines += ["", "## Buku yang dipakai menyetel", "", "| Kelompok | Tabel | F1 | utuh | judul |",
              "|---|--:|--:|--:|--:|"]
    lines += [f"| {title} | {len(own)} | {_pair(own)} | {_mean([s.heads for s in own])} |"
              for group, title in GROUPS.items() if (own := results.tuned[group])]
    if results.notes:
        lines += ["", *(f"- {note}" for note in results.notes)]
    return "\n".join(lines) + "\n"


def _layout_lines(results: Results, layouts: Sequence[Layout]) -> list[str]:
    lines = []
    for group, title in GROUPS.items():
        names = [x.name for x in layouts if x.group == group]
        for name, part in [*((n, [n]) for n in names), (f"**{title}**", names)]:
            own = results.of(part, "lkj-audit")
            if not own:
                continue
            exact = sum(s.exact for s in own) / max(1, sum(s.hits for s in own))
            spare = sum(n for (lay, _, read), n in results.spare.items() if lay in part and read == "lkj-audit")
            others = " | ".join(_pair(results.of(part, reader)) for reader in ("pdfplumber", "camelot"))
            lines.append(f"| {name} | {len(own)} | {_pair(own)} | {_mean([exact])} | {_mean([s.heads for s in own])} | "
                         f"{spare} | {others} |")
    return lines


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
