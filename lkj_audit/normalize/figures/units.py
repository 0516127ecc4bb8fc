"""The words around a figure (units, operators, multipliers) as look-ups and patterns, from units.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lkj_audit import facts

UNITS = facts.units()
# One character for one, so that offsets stay true.
CLEAN = str.maketrans({**dict.fromkeys("\u00a0\u2007\u2009\u202f\n\r\t", " "), **dict.fromkeys("−–—‐‑", "-")})
RUPIAH_MULTIPLIERS: dict[str, int] = UNITS["rupiah_multipliers"]
MULTIPLIERS: dict[str, int] = {**UNITS["multipliers"], **RUPIAH_MULTIPLIERS}
OPERATORS: dict[str, str] = {word: sign for sign, words in UNITS["operators"].items() for word in words}
SCORES: frozenset[str] = frozenset(UNITS["scores"])
MEASURES: frozenset[str] = frozenset(UNITS["measures"])
KNOWN: dict[str, str] = {
    **{unit: unit for unit in [*UNITS["counts"], *SCORES, *MEASURES]},
    **{word: unit for unit, words in UNITS["aliases"].items() for word in (unit, *words)},
}


@facts.derived
def known_units() -> dict[str, str]:
    """``KNOWN`` with the project's own."""
    return {**KNOWN, **{word: KNOWN.get(unit, unit) for word, unit in facts.own_units().items()}}


def whole(words: Iterable[str]) -> list[str]:
    """A pattern for each of ``words`` as a whole word, the longest first."""
    ordered = sorted(words, key=len, reverse=True)
    return [re.escape(w) + (r"(?![^\W_])" if w[-1].isalpha() else "") for w in ordered]


def either(words: Iterable[str]) -> str:
    """A pattern for any of ``words``, the longest first, as whole words; those that end in a sign before the others."""
    ordered = sorted(words, key=len, reverse=True)
    ending, signs = ([re.escape(w) for w in ordered if w[-1].isalpha() is letter] for letter in (True, False))
    return "|".join([*signs, *([rf"(?:{'|'.join(ending)})(?![^\W_])"] if ending else ())])


_OPERATOR = re.compile(either(OPERATORS), re.IGNORECASE)


def operator_in(lead: str) -> str:
    """The sign of the last operator in ``lead`` ("nilai minimal" → "≥"), "" if there is none."""
    found = _OPERATOR.findall(lead)
    return OPERATORS[found[-1].lower()] if found else ""
