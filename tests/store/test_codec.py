"""What is stored comes back exactly, also when the model has changed since."""

from __future__ import annotations

import json
import string
import zlib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkj_audit import engine
from lkj_audit.config import Config, Limits
from lkj_audit.model import AuditResult, Decision, Evidence, Finding, Place, Quantity, Value
from lkj_audit.store.codec import pack, unpack
from tests.render.results import decided, finding, result

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.pdf"))


@cache
def audited(path: Path) -> AuditResult:
    return engine.audit(path)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_a_real_result_comes_back_with_its_report(path: Path) -> None:
    whole = audited(path)
    back = unpack(pack(whole))
    assert replace(back, gist=None) == replace(whole, gist=None)
    assert pack(back) == pack(whole)  # a gist is equal to none but itself
    flow = back.report.document.flow
    assert all(any(t.table is item for item in flow) for t in back.report.tables)


text = st.text(st.characters() | st.sampled_from("\ud800\u202e\x00'\"\\"), max_size=20)
number = st.decimals(allow_nan=False, allow_infinity=False)
place = st.builds(Place, st.integers(1, 2000), st.tuples(*[st.floats(allow_nan=False, allow_infinity=False)] * 4))
value = st.builds(Value, text, st.lists(place, min_size=1, max_size=2).map(tuple), st.none() | st.builds(
    Quantity, text, st.none() | number, text, number))
findings = st.builds(
    Finding, st.just("ANG104"), st.sampled_from(["error", "warning", "info"]), st.floats(0, 1),
    st.dictionaries(st.text(string.ascii_lowercase), text | st.integers() | number, max_size=4),
    st.lists(st.builds(Evidence, text, value), max_size=2).map(tuple), text, expected=st.none() | number,
    also=st.lists(text, max_size=2).map(tuple))


@given(findings)
def test_whatever_a_pdf_says_comes_back(made: Finding) -> None:
    back = unpack(pack(made))
    assert back == made
    assert [type(v) for v in back.params.values()] == [type(v) for v in made.params.values()]
    assert str(back.expected) == str(made.expected)  # 1.10 is not 1.1: the printed precision


def test_decisions_and_configurations_come_back() -> None:
    made = result(waived=(decided(),), findings=(finding(),))
    assert unpack(pack(made)) == made
    assert unpack(pack(made.waived[0].decision)) == Decision("", None, made.waived[0].fingerprint, "explained",
                                                             "lihat KKA 12", "Reviewer Contoh", date(2025, 1, 31))
    own = Config(tolerances={"rupiah": Decimal("1.0")}, limits=Limits(pages=7))
    assert unpack(pack(own)) == own


def test_what_another_version_has_stored_can_be_read() -> None:
    stored = json.loads(zlib.decompress(pack(result())))
    del stored["waived"]
    stored["colour"] = "green"
    back = unpack(zlib.compress(json.dumps(stored).encode()))
    assert back == result()


@pytest.mark.parametrize("data", [b"", b"{}", zlib.compress(b"{"), zlib.compress(b'{"!": "Path", "a": 1}'),
                                  zlib.compress(b'{"!": "Place"}')])
def test_what_is_no_record_is_refused(data: bytes) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        unpack(data)
