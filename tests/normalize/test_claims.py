"""Figures of the running text: value, spelling, and what the sentence says they are."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from lkj_audit.model import Claim
from lkj_audit.normalize.figures.claims import find_claims
from tests.building import make_document

CASES = yaml.safe_load(Path(__file__).with_name("claims.yaml").read_text(encoding="utf-8"))


def claims(*texts: str) -> tuple[Claim, ...]:
    return find_claims(make_document(texts))


def shown(claim: Claim) -> tuple[Any, ...]:
    words = claim.words and ("none" if claim.words.number is None else claim.words.number)
    return claim.kind, claim.value.number, claim.about, words, claim.noun


@pytest.mark.parametrize(("text", "want"), [pytest.param(*case, id=case[0][:60]) for case in CASES])
def test_claims(text: str, want: list[list[Any]]) -> None:
    expected = []
    for kind, value, about, *rest in want:
        words, noun = [*rest, None, None][:2]
        spelled = words if words is None or words == "none" else Decimal(str(words))
        expected.append((kind, Decimal(str(value)), about, spelled, noun or ""))
    assert [shown(c) for c in claims(text)] == expected


def test_a_claim_keeps_its_sentence_block_offset_and_place() -> None:
    text = "Pembuka kalimat. Pagu sebesar Rp. 5.000.000 (lima juta rupiah) tersedia."
    document = make_document(["Lain.", text])
    claim = find_claims(document)[0]
    assert claim.sentence == "Pagu sebesar Rp. 5.000.000 (lima juta rupiah) tersedia."
    assert (claim.block, claim.start, claim.value.text) == (1, text.index("Rp."), "Rp. 5.000.000")
    assert claim.words is not None and claim.words.text == "lima juta rupiah"
    words = document.blocks[1].words
    assert claim.value.places[0].bbox[0] == words[4].bbox[0]
    assert claim.words.places[0].bbox[0] == words[6].bbox[0]


def test_confidence_falls_with_the_distance_of_the_cue() -> None:
    near, = claims("Realisasi sebesar Rp 5.000.000.")
    far, = claims("Realisasi tahun ini, menurut catatan bendahara, Rp 5.000.000.")
    guessed, = claims("Rp 5.000.000 dari pagu telah dibelanjakan.")
    about, = claims("Realisasi hampir mencapai 90%.")
    assert near.confidence > far.confidence > guessed.confidence == about.confidence
    assert claims("Diterima Rp 5.000.000.")[0].confidence == 1


def test_the_table_of_contents_states_nothing() -> None:
    assert claims("Pagu 5 kegiatan ............ 12") == ()


PIECES = st.sampled_from(["Rp", "Rp.", "5.000.000", "98,5%", "(", ")", "lima", "juta", "rupiah", "orang", "pagu",
                          "dari", "realisasi", ",", ".", "-", "x", "100 %", "M", "1.2.3", "sebesar", "target", "12"])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=10)), min_size=1, max_size=14).map(" ".join).filter(str.strip))
def test_any_text_can_be_read(text: str) -> None:
    document = make_document([text])
    for claim in find_claims(document):
        assert claim.value.number is not None and claim.value.text in document.blocks[0].text
        assert document.blocks[0].text[claim.start:].startswith(claim.value.text)
