"""Grades (AA … D), audit opinions (WTP …) and scale words (Sangat Baik …): values that are compared by rank only."""

from __future__ import annotations

import re
from functools import cache

from lkj_audit import facts
from lkj_audit.normalize.figures.units import OPERATORS, UNITS, either, operator_in

_LETTERS: frozenset[str] = frozenset(UNITS["grades"]["letters"])
_LOOKALIKES = str.maketrans(UNITS["grades"]["lookalikes"])
_GRADE = re.compile(
    rf"""(?P<lead>(?i:(?:(?:{either([*UNITS["grades"]["nouns"], *OPERATORS])})\s*:?\s*)*))
    ["“']?(?:(?P<letter>{"|".join(_LETTERS)})(?![\w.]) | (?P<word>[^\W\d_]+(?:\s[^\W\d_]+){{0,4}}))["”']?
    \s*(?:[(/=-]\s*(?P<gloss>[^()]{{1,40}})\)?)?""",
    re.VERBOSE,
)


def read_grade(text: str) -> tuple[str, str] | None:
    """Operator and canonical grade of a cell that is a grade and nothing else: "≥ BB" → ("≥", "BB"), "A (Sangat Baik)"
    → ("", "A"), "Opini Wajar Tanpa Pengecualian" → ("", "WTP"). Else None."""
    plain = " ".join(text.split()).rstrip(".* ")
    lead_and_letter = re.fullmatch(r"(.*?)([^\W\d_]{1,2})", plain)
    if lead_and_letter:
        plain = lead_and_letter[1] + lead_and_letter[2].translate(_LOOKALIKES)
    match = _GRADE.fullmatch(plain)
    if not match:
        return None
    letter, gloss = match["letter"] or "", (match["gloss"] or "").strip()
    if letter:
        return (operator_in(match["lead"]), letter) if not gloss or _explains(gloss) else None
    grade, other = _words().get(match["word"].lower()), _words().get(gloss.lower())
    if grade is None or (grade in UNITS["opinions"] and other not in (None, grade)):
        return None  # WTP/WDP: a choice
    return operator_in(match["lead"]), gloss if gloss in _LETTERS else grade


def _explains(gloss: str) -> bool:
    """Whether ``gloss`` may stand behind a grade: its name, its score or its range."""
    return gloss.lower() in _words() or re.fullmatch(r"[0-9.,%\s–-]+", gloss) is not None


@cache
def _words() -> dict[str, str]:
    """Scale words and opinions in lower case → how they are written canonically."""
    scales, status = facts.scales(), facts.vocabulary()["status_words"]
    tables = [scale["rows"] for scale in [*scales.values(), *scales["capaian_scales"].values()]
              if isinstance(scale, dict) and "rows" in scale]
    tables += [scales["ikpa_categories_gk"], scales["nka_gk"]["categories"]]
    labels = [str(row[-1]) for rows in tables for row in rows]
    labels += [word for group in ("positive", "middle", "negative") for seen in status[group].values() for word in seen]
    words = [word for label in labels for word in re.split(r"\s*[/()]\s*", label) if word[:1].isalpha()]
    opinions = {name: opinion for opinion, names in UNITS["opinions"].items() for name in (opinion.lower(), *names)}
    return {**{word.lower(): word.title() for word in words}, **opinions}
