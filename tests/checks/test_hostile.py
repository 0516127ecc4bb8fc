"""Text that is made to hold up whoever looks into it costs moments, wherever it stands."""

from __future__ import annotations

from collections.abc import Sequence
from time import process_time
from typing import Any

import pytest

from lkj_audit.checks.registry import rules, run
from lkj_audit.normalize.linking.names import normalize_name
from lkj_audit.normalize.text.lengths import LONGEST, parted
from tests.building import make_document, make_report

LONG = 12_000  # characters
SECONDS = 6.0  # of the processor, for reading and all rules; usually a tenth of it

RESULTS: dict[str, Any] = {
    "caption": "Tabel 3.1 Capaian Kinerja Tahun 2022", "header": ["No", "Indikator Kinerja", "Target", "Realisasi"],
    "rows": [["1", "Nilai SAKIP dinas", "70,00", "72,00"], ["2", "Indeks kepuasan warga", "80,00", "81,00"]]}


def filled(unit: str) -> str:
    return (unit * (LONG // len(unit))).strip()


def in_a_paragraph(text: str) -> Sequence[str | dict[str, Any]]:
    return ["BAB III AKUNTABILITAS KINERJA", RESULTS, f"Nilai SAKIP dinas {text}", "BAB IV PENUTUP", "Demikian."]


def in_a_table(text: str) -> Sequence[str | dict[str, Any]]:
    table = RESULTS | {"header": ["No", "Indikator Kinerja", "Target", text],
                       "rows": [*RESULTS["rows"], ["3", text, "Nilai 1(" + text, text]]}
    return ["BAB III AKUNTABILITAS KINERJA", table, "BAB IV PENUTUP", "Demikian."]


@pytest.mark.parametrize("flow", [in_a_paragraph, in_a_table])
@pytest.mark.parametrize("unit", ["capaian 50,00% dari target 70,00 ", "yang ", "( ", "xxxa", "5 pegawai ", "1.",
                                  "PembinaMadya " + "," * 2000, "dan a1 berhasil "])
def test_a_page_of_letters_holds_nobody_up(unit: str, flow: Any) -> None:
    start = process_time()
    _, skipped, _ = run(make_report({"flow": flow(filled(unit))}), [r for r in rules().values() if r.check])
    assert process_time() - start < SECONDS
    assert not [s.rule for s in skipped if s.reason == "internal-error"]


def test_a_bracket_that_is_not_closed_is_no_number_in_words() -> None:
    assert normalize_name("Jumlah 3 (tiga puluh-dua) dokumen") == "jumlah 3 dokumen"
    assert normalize_name("Jumlah 3 (" + "x" * 200) == "jumlah 3 " + "x" * 200


def test_a_long_block_is_parted_between_words() -> None:
    text = filled("kata ")
    document = parted(make_document(["BAB I", f"Tabel 1 {text}", "Akhir."]))
    first, *rest = document.blocks[1:-1]
    assert all(len(b.text) <= LONGEST for b in document.blocks)
    assert " ".join(b.text for b in (first, *rest)) == f"Tabel 1 {text}"
    assert {b.kind for b in rest} == {"paragraph"}
    for block in rest:
        assert [block.text[s:s + 4] for s in block.starts] == [w.text for w in block.words]


def test_what_is_as_long_as_people_write_stays_as_it_is() -> None:
    document = make_document(["Kata " * (LONGEST // 5 - 1)])
    assert parted(document) is document
