"""Cells and sentences read as quantities, and what must not be read as one."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lkj_audit.normalize.figures.numbers import (
    FIGURE,
    column_style,
    find_quantities,
    is_missing,
    parse,
    parse_all,
    print_id,
)

HERE = Path(__file__).parent
CASES: dict[str, Any] = yaml.safe_load((HERE / "quantities.yaml").read_text(encoding="utf-8"))
RUNNING: list[dict[str, Any]] = yaml.safe_load((HERE / "running.yaml").read_text(encoding="utf-8"))
amounts = st.decimals(min_value=-(10**12), max_value=10**12, places=2)


@pytest.mark.parametrize("case", CASES["quantities"], ids=str)
def test_quantity(case: list[Any]) -> None:
    text, value, unit = case[:3]
    more = dict(case[3]) if len(case) > 3 else {}
    quantity = parse(text, style=more.pop("style", ""), hint=more.pop("hint", ""))
    assert quantity is not None
    read = (str(quantity.value), quantity.unit, str(quantity.step), quantity.operator, quantity.grade)
    assert read == (value, unit, more.get("step", "1"), more.get("operator", ""), "")


@pytest.mark.parametrize("case", CASES["grades"], ids=str)
def test_grade(case: list[str]) -> None:
    quantity = parse(case[0])
    assert quantity is not None
    assert (quantity.value, quantity.grade, quantity.operator) == (None, case[1], case[2])


@pytest.mark.parametrize("text", CASES["missing"])
def test_missing_is_never_a_quantity(text: str) -> None:
    assert is_missing(text)
    assert parse(text) is None


@pytest.mark.parametrize("text", CASES["nothing"])
def test_no_quantity(text: str) -> None:
    assert not is_missing(text)
    assert parse(text) is None


@pytest.mark.parametrize("case", CASES["all"], ids=str)
def test_all_quantities_of_a_cell(case: list[Any]) -> None:
    assert [f"{q.value} {q.unit}" for q in parse_all(case[0])] == case[1]


@pytest.mark.parametrize("case", CASES["columns"], ids=str)
def test_column_style(case: list[Any]) -> None:
    assert column_style(case[0]) == case[1]


@pytest.mark.parametrize("case", RUNNING, ids=lambda case: case["text"][:40])
def test_running_text(case: dict[str, Any]) -> None:
    text = case["text"]
    found = [f"{text[a:b]} = {q.value} {q.unit} {q.operator}".rstrip() for a, b, q in find_quantities(text)]
    assert found == case["found"]


def test_raw_is_the_printed_text() -> None:
    text = "Pagu Rp\u00a01.250,- saja"
    (start, end, quantity), = find_quantities(text)
    assert quantity.raw == text[start:end] == "Rp\u00a01.250,-"
    assert FIGURE.search("tanpa angka") is None


@given(amounts)
def test_what_is_printed_in_indonesian_style_is_read_back(value: Decimal) -> None:
    for text, unit in ((print_id(value), ""), (f"Rp {print_id(value)}", "rp"), (f"{print_id(value)} %", "%")):
        quantity = parse(text)
        assert quantity is not None
        assert (quantity.value, quantity.unit, quantity.step) == (value, unit, Decimal("0.01"))


@given(amounts)
def test_what_is_printed_in_english_style_is_read_back(value: Decimal) -> None:
    quantity = parse(f"{value:,f}")
    assert quantity is not None
    assert quantity.value == value


@given(st.integers(min_value=0, max_value=10**15 - 1))
def test_whole_numbers_are_read_back_in_every_style(n: int) -> None:
    for text in (str(n), print_id(Decimal(n)), f"{n:,}", f"{print_id(Decimal(n))} orang", f"Rp{n:,},-"):
        quantity = parse(text)
        assert quantity is not None
        assert quantity.value == n


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=3), st.sampled_from(["id", "us"]))
def test_style_settles_three_decimals(value: Decimal, style: str) -> None:
    quantity = parse(print_id(value) if style == "id" else f"{value:,f}", style=style)
    assert quantity is not None
    assert quantity.value == value


@given(st.integers(min_value=0, max_value=10**12), st.integers(min_value=1, max_value=10**6))
def test_a_figure_in_a_sentence_is_found(amount: int, count: int) -> None:
    sentence = f"Pagu Rp {print_id(Decimal(amount))},- dipakai oleh {print_id(Decimal(count))} orang peserta."
    found = [(q.value, q.unit) for _, _, q in find_quantities(sentence)]
    assert found == [(Decimal(amount), "rp"), (Decimal(count), "orang")]


@given(st.text() | st.text(alphabet="0123456789.,-()% RpMTjuta/:ABC\n≥", max_size=30))
def test_any_text_is_read_without_error(text: str) -> None:
    quantity = parse(text)
    assert not (is_missing(text) and quantity)
    column_style([text])
    for start, end, found in find_quantities(text):
        assert text[start:end] == found.raw
        assert found.value is not None


@given(st.decimals(min_value=-900, max_value=900, places=4), st.integers(min_value=0, max_value=3))
def test_print_rounds_to_the_nearest(value: Decimal, decimals: int) -> None:
    quantity = parse(f"{print_id(value, decimals)} %")
    assert quantity is not None and quantity.value is not None
    assert abs(quantity.value - value) * 2 <= quantity.step
