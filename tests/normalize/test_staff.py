"""Counts of staff in sentences, lists, tables and lists of names (staff_cases.yaml)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from lkj_audit.model import Identity, StaffCount
from lkj_audit.normalize.staff.counts import staff_counts
from lkj_audit.normalize.tables.kinds import type_tables
from tests.building import make_document

CASES: dict[str, Any] = yaml.load(
    Path(__file__).with_name("staff_cases.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
)


def counts(flow: list[Any]) -> tuple[StaffCount, ...]:
    document = make_document(flow)
    return staff_counts(document, type_tables(document, Identity(year=2023)))


def shown(c: StaffCount) -> str:
    return f"{c.dimension} {c.group or '-'} {c.scope or '-'} {c.count}{'*' if c.listed else ''}"


@pytest.mark.parametrize("name", CASES)
def test_counts(name: str) -> None:
    assert [shown(c) for c in counts(CASES[name]["flow"])] == CASES[name]["counts"]


def test_counts_of_one_sentence_share_a_set() -> None:
    found = counts(
        ["Jumlah pegawai sebanyak 5 orang, terdiri dari 2 orang S1 dan 3 orang S2.", "Jumlah pegawai sebanyak 5 orang."]
    )
    assert len({c.set_id for c in found[:3]}) == 1 and found[3].set_id != found[0].set_id


def test_a_total_and_the_list_it_announces_share_a_set() -> None:
    found = counts(
        ["Sumber Daya Manusia", "Jumlah pegawai sebanyak 5 orang yaitu:", "- PNS : 3 orang", "- PPPK : 2 orang"]
    )
    assert len({c.set_id for c in found}) == 1


def test_proof_of_a_sum_is_its_cells() -> None:
    rows = [["1", "Umum", "2", "4", "6"], ["2", "Teknik", "3", "5", "8"]]
    found = counts(
        [{"caption": "Pendidikan pegawai", "header": ["No", "Bagian", "SLTA", "S1", "Jumlah"], "rows": rows}]
    )
    assert found[0].value.text == "2 + 3" and len(found[0].value.places) == 2


def test_proof_of_a_sentence_is_its_words() -> None:
    (found,) = counts(["Jumlah pegawai sebanyak 42 (empat puluh dua) orang."])
    assert found.value.text == "42 (empat puluh dua) orang" and found.value.places[0].page == 1


def test_a_count_is_as_sure_as_its_own_words() -> None:
    block = make_document(["Dinas didukung oleh 24 orang pegawai."]).blocks[0]
    read = replace(block, words=tuple(replace(w, confidence=0.7 if w.text == "24" else 1.0) for w in block.words))
    (count,) = staff_counts(replace(make_document([]), flow=(read,)), ())
    assert (count.value.text, count.value.source, count.value.confidence) == ("24 orang", "ocr", 0.7)
