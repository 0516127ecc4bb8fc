"""LIN104: passages that two units share beyond what all units of the batch have in common.

What is common is learned from the batch: a shingle (five words on end, every figure read as the same) that more than a
few units have is template, and so is a passage that mostly consists of such. The rest is searched for passages that are
nearly the same by MinHash with locality-sensitive hashing (Broder, "On the resemblance and containment of documents",
1997; ``datasketch``) and then compared exactly. In a batch too small to learn from, only passages count that no two
units can have by chance: with the same figures, or with the other unit's name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from zlib import crc32

from lkj_audit.checks.judging import graded
from lkj_audit.checks.lintas.pasangan import name_of_file
from lkj_audit.checks.registry import CHECKED, Outcome, rule_across
from lkj_audit.model import Batch, Evidence, Finding, Gist, NotEvaluated, Passage, Value

Shingles = Any  # an array of uint64; numpy is loaded when there is something to compare

CODE = "LIN104"
WORDS = 5           # in a shingle
LEAST = 25          # words of a passage that is compared
LEARNED = 8         # units from which on the batch shows what is common
COMMON = 0.05       # share of the units above which a shingle is template, but
FEW, MANY = 2, 10   # never for so few units, and always for so many
ALIKE = 0.6         # share of the shorter passage's own shingles that the other must have
LONG = 3, 150       # passages and words that two units must share at least
CERTAIN = 2, 60     # … where they are certain by themselves
PARTNERS = 3        # other reports named in one report at most
SHOWN = 6           # passages shown as evidence
_WORD = re.compile(r"[^\W\d_]+|\d[\d.,]*")
_FIGURE = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?:,\d+)?|(?<![\d.,])\d+,\d+|(?<![\d.,])\d{3,}(?![\d.,]*\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_REGULATION = re.compile(r"(?:nomor|no\.)\s*\S+\s+tahun\s+\d{4}|pasal\s+\d+|lembaran negara")


@dataclass(frozen=True, slots=True, eq=False)
class _Text:
    """A passage with what it is compared by: its words, and those of its shingles that are not template."""

    passage: Passage
    gist: Gist
    words: int
    own: frozenset[int]


@rule_across(CODE, "salinan", "warning")
def shared_passages(batch: Batch) -> Iterator[tuple[str, Outcome]]:
    """Long passages of one unit's LKj stand in another's."""
    reports = [(d.unit, g) for d in batch.dossiers for g in d.reports]
    units = {unit for unit, _ in reports}
    if len(units) < 2:
        yield from ((d.path, NotEvaluated(CODE, "one-unit")) for d in batch.dossiers if d.reports)
        return
    unit_of = {g.path: unit for unit, g in reports}
    texts = _texts(reports, len(units))
    pairs = _pairs(texts, unit_of)
    for gist in (g for _, g in reports):
        yield gist.path, CHECKED
        shared = sorted(pairs.get(gist.path, {}).values(), key=lambda found: -sum(a.words for a, _ in found))
        for found in [f for f in shared if _is_enough(f, len(units) >= LEARNED)][:PARTNERS]:
            yield gist.path, _finding(gist, found, len(units) >= LEARNED)


# ---------------------------------------------------------------- what is common


@lru_cache(maxsize=200_000)
def _worth(word: str) -> int:
    """A number for a word, the same in every process; one for all figures."""
    return crc32(b"0" if word[0].isdigit() else word.encode())


def _shingles(words: Sequence[str]) -> Shingles:
    """The numbers of all ``WORDS`` words on end, in their order."""
    import numpy as np

    codes = np.fromiter(map(_worth, words), dtype=np.uint64, count=len(words))
    out = np.zeros(max(0, len(codes) - WORDS + 1), dtype=np.uint64)
    for n in range(WORDS):
        out = out * np.uint64(0x9E3779B97F4A7C15) + codes[n:n + len(out)]
    return out


def _texts(reports: Sequence[tuple[str, Gist]], units: int) -> list[_Text]:
    """The passages that are compared: long, no quotation of a regulation, and not template for the most part."""
    import numpy as np

    read: list[tuple[str, Gist, Passage, Shingles]] = []
    for unit, gist in reports:
        for passage in gist.passages:
            text = passage.text.casefold()
            words = _WORD.findall(text)
            if len(words) >= LEAST and not _REGULATION.search(text):
                read.append((unit, gist, passage, _shingles(words)))
    by_unit: dict[str, list[Shingles]] = defaultdict(list)
    for unit, _, _, shingles in read:
        by_unit[unit].append(shingles)
    if not by_unit:
        return []
    known, counts = np.unique(np.concatenate([np.unique(np.concatenate(s)) for s in by_unit.values()]),
                              return_counts=True)
    most = min(MANY, max(FEW, int(units * COMMON)))
    shared = known[(counts > 1) & (counts <= most)]
    ended = np.append(shared, np.uint64(0))
    found = []
    for _, gist, passage, shingles in read:
        # np.isin would sort all of shared for each passage
        own = shingles[ended[np.searchsorted(shared, shingles)] == shingles]
        if len(own) >= ALIKE * len(shingles):
            found.append(_Text(passage, gist, len(shingles) + WORDS - 1, frozenset(own.tolist())))
    return found


# ---------------------------------------------------------------- what two share

Found = list[tuple[_Text, _Text]]


def _pairs(texts: Sequence[_Text], unit_of: Mapping[str, str]) -> dict[str, dict[str, Found]]:
    """For each file and each file of another unit the passages that both have."""
    found: dict[str, dict[str, Found]] = defaultdict(lambda: defaultdict(list))
    for a, b in _alike(texts):
        if unit_of[a.gist.path] != unit_of[b.gist.path]:
            mine = found[a.gist.path][b.gist.path]
            if all(known is not a for known, _ in mine):
                mine.append((a, b))
    return found


def _alike(texts: Sequence[_Text]) -> Iterator[tuple[_Text, _Text]]:
    """Each passage with those that are nearly the same, in both directions."""
    if len(texts) < 2:
        return
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=ALIKE / 2, num_perm=64)
    empty = MinHash(num_perm=64, hashfunc=int)
    hashes = []
    for n, text in enumerate(texts):
        made = empty.copy()
        made.update_batch([h & 0xFFFFFFFF for h in text.own])
        hashes.append(made)
        index.insert(n, made)
    for n, text in enumerate(texts):
        for other in sorted(index.query(hashes[n])):
            if len(text.own & texts[other].own) >= ALIKE * min(len(text.own), len(texts[other].own)) and other != n:
                yield text, texts[other]


def _is_enough(found: Found, learned: bool) -> bool:
    """Whether the passages are more than chance; where the template could not be learned, only those that are certain
    by themselves count."""
    certain = [a for a, b in found if _is_certain(a, b)]
    texts, (passages, words) = ([a for a, _ in found], LONG) if learned else (certain, CERTAIN)
    return len(texts) >= passages and sum(t.words for t in texts) >= words


def _is_certain(a: _Text, b: _Text) -> bool:
    """Whether two passages have two figures in common that are no years, or one names the other's region."""
    mine, yours = (set(_FIGURE.findall(_YEAR.sub(" ", t.passage.text))) for t in (a, b))
    if len(mine & yours) >= 2:
        return True
    return any(name and name in text.passage.text.casefold() for text, name in (
        (a, b.gist.identity.region_name.casefold()), (b, a.gist.identity.region_name.casefold()))
        if a.gist.identity.region != b.gist.identity.region)


def _finding(gist: Gist, found: Found, learned: bool) -> Finding:
    found = sorted(found, key=lambda pair: (not _is_certain(*pair), -pair[0].words))
    other = found[0][1].gist
    words = sum(a.words for a, _ in found)
    whole = sum(len(p.text.split()) for p in gist.passages)
    pages = sorted({p.page for a, _ in found for p in a.passage.places})
    sure = 0.85 if learned else 0.7
    return Finding(
        CODE, graded("warning", sure), sure,
        {"unit": other.identity.satker, "tahun": str(other.identity.year or ""), "dokumen": name_of_file(other),
         "jumlah": len(found), "kata": words, "bagian": str(max(1, round(100 * words / max(whole, words)))),
         "halaman": ", ".join(map(str, pages))},
        (*(Evidence("stated", _value(a)) for a, _ in found[:SHOWN]),
         *(Evidence("expected", _value(b), b.gist.path) for _, b in found[:SHOWN])),
        item=f"{other.identity.key} {other.identity.year or ''}", column="paragraf", kind="narasi")


def _value(text: _Text) -> Value:
    return Value(text.passage.text, text.passage.places, source="text")
