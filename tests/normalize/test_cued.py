"""A pattern with cues finds what the pattern alone finds: whatever it fits holds one of them."""

import pkgutil
import re
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import lkj_audit.checks
import lkj_audit.normalize
from lkj_audit import extract, facts
from lkj_audit.normalize.text.cued import Cued, holds

SRE: Any = import_module("re._parser")


def test_a_cue_stands_in_any_case_and_within_words() -> None:
    assert holds("Kinerja MENENGAH", "triwulan", "menengah")
    assert holds("pertanggungjawaban", "jawab")
    assert not holds("Kinerja", "triwulan")


def test_only_text_with_a_cue_is_searched() -> None:
    pattern = Cued(r"\b(?:tabel|gambar)\s+(\d)", "tabel")
    assert [m[1] for m in pattern.finditer("Tabel 1 dan Gambar 2")] == ["1", "2"]
    assert pattern.search("Gambar 2") is None
    assert list(pattern.finditer("Gambar 2")) == []


def all_cued() -> Iterator[tuple[str, Cued]]:
    for package in (lkj_audit.checks, lkj_audit.normalize):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            for name, value in vars(import_module(found.name)).items():
                if isinstance(value, Cued):
                    yield f"{found.name}.{name}", value


def needs(items: Sequence[tuple[Any, Any]], cues: Sequence[str], run: str = "",
          known: dict[tuple[tuple[int, ...], str], bool] | None = None) -> bool:
    """Whether whatever ``items``, a parsed pattern, fits after the letters ``run`` holds one of ``cues``; ``known`` is
    what was found of the rest of the pattern before."""
    if any(cue in run for cue in cues):
        return True
    if not items:
        return False
    known = {} if known is None else known
    run = run[-max(map(len, cues)):]
    key = tuple(map(id, items)), run
    if key not in known:
        known[key] = _needs(items, cues, run, known)
    return known[key]


def _needs(items: Sequence[tuple[Any, Any]], cues: Sequence[str], run: str,
           known: dict[tuple[tuple[int, ...], str], bool]) -> bool:
    (kind, value), rest = items[0], list(items[1:])
    if kind is SRE.LITERAL:
        return needs(rest, cues, run + chr(value).casefold(), known)
    if kind is SRE.IN and all(k is SRE.LITERAL for k, _ in value):
        return all(needs([one, *rest], cues, run, known) for one in value)
    if kind is SRE.BRANCH:
        return all(needs([*one, *rest], cues, run, known) for one in value[1])
    if kind is SRE.SUBPATTERN:
        return needs([*value[-1], *rest], cues, run, known)
    if kind in (SRE.AT, SRE.ASSERT, SRE.ASSERT_NOT):
        return needs(rest, cues, run, known)
    if kind in (SRE.MAX_REPEAT, SRE.MIN_REPEAT):
        least, most, inner = value
        if least:
            return needs([*inner] * min(least, 4), cues, run, known) or needs(rest, cues, "", known)
        once = needs([*inner, *rest] if most == 1 else rest, cues, run if most == 1 else "", known)
        return once and needs(rest, cues, run, known)
    return needs(rest, cues, "", known)


def test_what_a_pattern_needs() -> None:
    assert needs(SRE.parse(r"\bLKj?IP\b|\bLKj\b", re.I), ("lkip", "lkj"))
    assert needs(SRE.parse(r"(?:se|ber)banding"), ("banding",))
    assert not needs(SRE.parse(r"\bLKj?IP\b"), ("lkj",))
    assert not needs(SRE.parse(r"(?:tabel)?\s+gambar"), ("tabel",))


@pytest.mark.parametrize(("name", "pattern"), list(all_cued()))
def test_whatever_a_pattern_fits_holds_a_cue(name: str, pattern: Cued) -> None:
    assert all(cue == cue.casefold() for cue in pattern.cues), name
    assert needs(SRE.parse(pattern.pattern, pattern.flags), pattern.cues), name


SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """What the samples say, as printed and in capitals."""
    blocks = [b.text for pdf in sorted(SAMPLES.glob("*.pdf")) for b in extract.read(pdf).blocks]
    return [*blocks, *(text.upper() for text in blocks[::7])]


@pytest.mark.parametrize(("name", "pattern"), list(all_cued()))
def test_the_look_at_the_text_in_lower_case_misses_nothing(name: str, pattern: Cued, texts: list[str]) -> None:
    alone = re.compile(pattern.pattern, pattern.flags)
    for text in texts:
        assert [m.span() for m in pattern.finditer(text)] == [m.span() for m in alone.finditer(text)], name


def test_a_pattern_in_which_case_counts_is_told_so() -> None:
    own = Cued(r"\bwilayah (?-i:[A-Z]\w+)", "wilayah")
    assert own.search("Wilayah Utara") and own.search("wilayah utara") is None
    assert Cued("Bab [IVX]+", "bab", flags=0).search("Bab ix") is None


def test_letters_that_lower_case_makes_two_of_are_no_hindrance() -> None:
    assert Cued(r"STRASSE|Tabel", "strasse", "tabel").search("İstanbul, Tabel 1")


def test_whatever_a_template_leaves_holds_a_cue_or_begins_with_a_bracket() -> None:
    data = facts.structure()
    for pattern in data["templat"]:
        assert needs(SRE.parse(pattern, re.I), data["templat_tanda"]), pattern
    for pattern in data["templat_kurung"]:
        assert re.match(r"\\\(|\[\(?\\\[", pattern), pattern
