"""Numbers in words: read with the usual variants, and told apart from words that express no number."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lkj_audit.normalize.figures.terbilang import from_words, to_words, verdict

CASES: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "terbilang.yaml").read_text(encoding="utf-8"))
ATOMS = ["satu", "dua", "belas", "puluh", "seratus", "ribu", "juta", "koma", "nol", "milyar", "x"]
whole = st.integers(min_value=0, max_value=10**15)


@pytest.mark.parametrize("case", CASES["numbers"], ids=str)
def test_words_are_read(case: list[str | None]) -> None:
    words, number = str(case[0]), case[1]
    read = from_words(words)
    assert (None if read is None else str(read)) == number
    assert (verdict(words) == "number") == (number is not None)


@pytest.mark.parametrize("words", CASES["none"])
def test_number_words_that_express_no_number(words: str) -> None:
    assert from_words(words) is None
    assert verdict(words) == "none"


@pytest.mark.parametrize("words", CASES["not_words"])
def test_other_words(words: str) -> None:
    assert from_words(words) is None
    assert verdict(words) == "not-words"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (28, "dua puluh delapan"),
        (1_640_000_000, "satu miliar enam ratus empat puluh juta"),
        (10**12, "satu triliun"),
        (-5, "minus lima"),
        (Decimal("98.50"), "sembilan puluh delapan koma lima nol"),
        (Decimal("98.05"), "sembilan puluh delapan koma nol lima"),
        (Decimal("-0.5"), "minus nol koma lima"),
        (Decimal("1E+3"), "seribu"),
    ],
    ids=str,
)
def test_to_words(number: int | Decimal, words: str) -> None:
    assert to_words(number) == words


@pytest.mark.parametrize("number", [10**18, Decimal("NaN"), Decimal("Infinity")], ids=str)
def test_numbers_without_words(number: int | Decimal) -> None:
    with pytest.raises(ValueError, match="no words"):
        to_words(number)


@given(whole)
def test_words_and_back(n: int) -> None:
    assert from_words(to_words(n)) == n


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=2))
def test_decimals_and_back(value: Decimal) -> None:
    assert str(from_words(to_words(value))) == str(value + 0 if value else abs(value))


@given(whole, st.sampled_from(["rupiah", "persen", "orang"]))
def test_spaces_and_case_do_not_matter(n: int, unit: str) -> None:
    words = to_words(n)
    assert from_words(words.replace(" ", "")) == n
    assert from_words(f"({words.upper()} {unit})") == n


@given(st.text() | st.lists(st.sampled_from(ATOMS)).map(" ".join))
def test_any_text_is_judged_without_error(text: str) -> None:
    assert (verdict(text) == "number") == (from_words(text) is not None)
