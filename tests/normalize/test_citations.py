"""Which regulations a text cites, by which title, and in which role."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from lkj_audit import facts
from lkj_audit.model import Citation
from lkj_audit.normalize.regulations.citations import find_citations
from lkj_audit.normalize.regulations.keys import entry_key, find_entry, key, label
from lkj_audit.normalize.text.cues import value_of
from tests.building import make_document

GROUPS = yaml.safe_load(Path(__file__).with_name("citations.yaml").read_text(encoding="utf-8"))
CASES = [pytest.param(group.get("context", []), *case, id=case[0][:60]) for group in GROUPS for case in group["cases"]]
FIELDS = ("type", "issuer", "number", "year", "role", "title")


def cited(*flow: str | dict[str, Any]) -> tuple[Citation, ...]:
    return find_citations(make_document(flow))


@pytest.mark.parametrize(("context", "text", "want"), CASES)
def test_citations(context: list[str], text: str, want: list[str]) -> None:
    found = [c for c in cited(*context, text) if c.block == len(context)]
    rows = [[part.strip() for part in line.split("|")] for line in want]
    shown = [[str(getattr(c, f)) for f in FIELDS] for c in found]
    wanted = [[*row, *(["text"] if len(row) < 5 else []), *([""] if len(row) < 6 else [])] for row in rows]
    assert shown == wanted


def test_a_citation_is_shown_where_it_stands() -> None:
    text = "Laporan ini mengikuti PP Nomor 8 Tahun 2006 tentang Pelaporan Keuangan dan Kinerja Instansi Pemerintah."
    document = make_document([text])
    citation, = find_citations(document)
    assert citation.value.text == text[citation.start:-1]
    assert citation.value.places == value_of(document.blocks[0], citation.start, len(text) - 1).places


def test_cells_are_read_once() -> None:
    table = {"header": ["Dasar", "Uraian"], "rows": [["PP 12/2019", "a"], [None, "b"]]}
    citation, = cited(table)
    assert (citation.number, citation.value.table, citation.block) == ("12", "T01", 0)


def test_a_contents_list_cites_nothing() -> None:
    assert not cited("Evaluasi menurut PermenPANRB 88/2021 ................................ 12")


def test_a_heading_ends_the_list_of_bases() -> None:
    roles = [c.role for c in cited("B. Dasar Hukum", "1. UU Nomor 16 Tahun 1997;", "BAB II PERENCANAAN KINERJA",
                                   "1. PP Nomor 51 Tahun 1999 ditaati.")]
    assert roles == ["basis", "text"]


@pytest.mark.parametrize(("printed", "known"), [
    ("PMK Nomor 22 Tahun 2021", "PMK 22/PMK.02/2021"),
    ("Peraturan Menteri Keuangan Nomor 22/PMK.02/2021", "PMK 22/PMK.02/2021"),
    ("Permenpan Nomor 9 Tahun 2007", "PermenPAN PER/09/M.PAN/5/2007"),
    ("Permenpan Nomor PER-09/M.PAN/05/2007", "PermenPAN PER/09/M.PAN/5/2007"),
    ("Keputusan KPU Nomor 5/PR.03.1-Kpt/03/KPU/1/2018", "Keputusan KPU 5/PR.03-1-Kpt/03/KPU/I/2018"),
    ("UU 23/2014", "UU 23/2014"),
    ("Perda 23/2014", None),
    ("UU 23/2015", None),
])
def test_the_entry_of_a_citation(printed: str, known: str | None) -> None:
    entry = cited(printed)[0].entry
    assert (None if entry is None else label(facts.regulations()[entry])) == known


def test_every_entry_finds_itself() -> None:
    for index, entry in enumerate(facts.regulations()):
        assert find_entry(entry_key(entry)) == index, entry


def test_spelling_does_not_matter_to_a_key() -> None:
    assert key("Permen", "PANRB", "PER/09/M.PAN/5/2007", 2007) == key("Permen", "PANRB", "Per-9/M.Pan/V/2007", 2007)
    assert key("UU", "Presiden", "7", 2017) != key("UU", "Presiden", "17", 2017)
