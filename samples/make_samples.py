"""Make the sample reports: ``python -m samples.make_samples [folder]``.

Each report is written without a contradiction; ``temuan.yaml`` lists the edits that plant the contradictions and what
an audit must report of them. Dates and identifiers are fixed, so that a second run gives the same bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import reportlab
import yaml

from samples import typeset_fpdf, typeset_reportlab
from samples.content_dinas_isi import dinas
from samples.content_kpu_anggaran import kpu_banggai, kpu_bitung
from samples.content_kpu_dosir import cetakan, perjanjian, tahun_lalu
from samples.layout import Theme
from samples.pieces import Piece, plant

HERE = Path(__file__).parent
VERA = Path(reportlab.__file__).parent / "fonts"


@dataclass(frozen=True, slots=True)
class Sample:
    content: Callable[[], list[Piece]]
    typeset: Callable[[list[Piece], Path, Theme], None]
    theme: Theme


SAMPLES = {
    "kpu-bersih-2023": Sample(
        kpu_banggai, typeset_fpdf.typeset,
        Theme("Laporan Kinerja KPU Kabupaten Banggai Tahun 2023",
              "Laporan Kinerja KPU Kabupaten Banggai Tahun 2023", True)),
    "kpu-temuan-2023": Sample(
        kpu_bitung, typeset_reportlab.typeset,
        Theme("Laporan Kinerja KPU Kota Bitung Tahun 2023", "LKj KPU Kota Bitung Tahun 2023", False, (253, 233, 217))),
    "kpu-bitung-pk-2023": Sample(
        perjanjian, typeset_fpdf.typeset,
        Theme("Perjanjian Kinerja KPU Kota Bitung Tahun 2023", "Perjanjian Kinerja Tahun 2023", True)),
    "kpu-bitung-omspan-2023": Sample(
        cetakan, typeset_reportlab.typeset, Theme("Laporan Realisasi Anggaran KPU Kota Bitung", "OM SPAN", True)),
    "kpu-bitung-2022": Sample(
        tahun_lalu, typeset_fpdf.typeset,
        Theme("Laporan Kinerja KPU Kota Bitung Tahun 2022", "LKj KPU Kota Bitung Tahun 2022", True)),
    "dinas-temuan-2024": Sample(
        dinas, typeset_fpdf.typeset,
        Theme("LKjIP Dinas Perpustakaan dan Kearsipan Kabupaten Wonosobo Tahun 2024",
              "LKjIP Dinas Perpustakaan dan Kearsipan Tahun 2024", True, (221, 235, 221),
              (("", str(VERA / "Vera.ttf")), ("B", str(VERA / "VeraBd.ttf")), ("I", str(VERA / "VeraIt.ttf"))))),
}


def findings(name: str) -> list[dict[str, Any]]:
    """What is planted in the sample ``name``, as ``temuan.yaml`` has it."""
    listed: dict[str, list[dict[str, Any]]] = yaml.safe_load((HERE / "temuan.yaml").read_text(encoding="utf-8"))
    return listed[name]


def crossings() -> list[dict[str, Any]]:
    """What is planted between the samples of one unit, as ``temuan_lintas.yaml`` has it."""
    listed: list[dict[str, Any]] = yaml.safe_load((HERE / "temuan_lintas.yaml").read_text(encoding="utf-8"))
    return listed


def make(name: str, folder: Path, *, planted: bool = True) -> Path:
    """Typeset the sample ``name`` into ``folder``, with or without its contradictions."""
    sample = SAMPLES[name]
    pieces = sample.content()
    between = [c for c in crossings() if c["document"] == name]
    for finding in [*findings(name), *between] if planted else []:
        for edit in finding["edit"]:
            pieces = plant(pieces, edit)
    path = folder / f"{name}.pdf"
    sample.typeset(pieces, path, sample.theme)
    return path


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    for name in SAMPLES:
        print(make(name, folder))


if __name__ == "__main__":
    main()
