"""Cells and sentences → quantities.

``parse`` reads a cell that is a quantity and nothing else (a unit, words in brackets and a second quantity may follow);
``find_quantities`` finds rupiah amounts, percentages and counts in running text. A missing value is never zero, and
what only looks like a figure (NIP, telephone, date, regulation, golongan, period, list number) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from lkj_audit.model import Quantity
from lkj_audit.normalize.calendar.dates import months
from lkj_audit.normalize.figures.digits import NUMERAL, column_style, join_broken, print_id, read_numeral
from lkj_audit.normalize.figures.grades import read_grade
from lkj_audit.normalize.figures.terbilang import verdict
from lkj_audit.normalize.figures.units import (
    CLEAN,
    KNOWN,
    MEASURES,
    MULTIPLIERS,
    OPERATORS,
    RUPIAH_MULTIPLIERS,
    SCORES,
    UNITS,
    either,
    known_units,
    operator_in,
    whole,
)
from lkj_audit.normalize.text.alternatives import any_case

__all__ = ["FIGURE", "column_style", "find_quantities", "is_missing", "parse", "parse_all", "print_id"]

_MISSING = frozenset(str(mark) for mark in UNITS["missing"] if mark is not None)
_NOUN_LIKE = r"(?:m2|m²|[^\W\d_]+(?:[./-][^\W\d_]+)*)"
_WORD = rf"{_NOUN_LIKE}\.?"
_NOT_JOINT = r"(?!(?:dan|serta|atau|s/d|dari)\b)"
_NO_NUMBER_NEXT = r"(?!(?:dan|serta|atau|s/d|dari)\s+(?:rp\W*)?[0-9≥≤<>])"
_CLOCK = r"[0-9]{1,3}:[0-5][0-9](?::[0-5][0-9])?"
_ONE = re.compile(
    rf"""\s*(?P<lead>(?:(?:{either([*OPERATORS, *UNITS["introductions"]])})\s*)*)
    (?P<sign>[-+(]\s*)? (?P<rp>(?:Rp|IDR)\s*[.:]?\s*)? (?P<inner>[-+(]\s*)?
    (?P<num>{_CLOCK} | [0-9](?:(?:[0-9.,]|\ +(?=[0-9.,]))*[0-9])?) (?![0-9])
    (?P<sen>\s*[.,]\s*-{{1,2}})? (?:\s*-(?=\s*$))?
    (?:\s*(?P<times>{either(MULTIPLIERS)}))?
    (?P<percent>\s*%)? \s*(?P<close>\))?
    (?:\s*\((?P<inside>[^()]*)\))?
    (?:\s*(?P<unit>%|{_NOT_JOINT}{_WORD}(?:\s+{_NO_NUMBER_NEXT}{_WORD}){{0,4}}))?
    (?:\s*\((?P<after>[^()]*)\))? """,
    re.IGNORECASE | re.VERBOSE,
)
_JOINT = re.compile(r"\s*(?:(?<![0-9])/|;|,|&|\+|dan\b|serta\b)\s*(?=[0-9R≥≤<>])", re.IGNORECASE)
_LONGEST = 400  # characters; an amount of triliuns with its spelling takes less
_TRAILING = re.compile(r"[\s*†]+\)?$|(?<=[0-9%])[\s*]*[⁰¹²³⁴-⁹⁽⁾]+$|[.;:]+$")  # ¹⁾: the mark of a note


def is_missing(text: str) -> bool:
    """Whether ``text`` stands for "no value": empty, dashes, dots, "n/a", "belum rilis" …"""
    plain = " ".join(text.translate(CLEAN).lower().split()).strip("()[]*. ")
    return plain in _MISSING or not re.search(r"[^\W_]|%", plain) or re.fullmatch(r"rp[\s.,:-]*", plain) is not None


def parse(text: str, *, style: str = "", hint: str = "") -> Quantity | None:
    """The first or only quantity of a cell or phrase; None when the text is missing or not basically a quantity.

    ``style`` ("id", "us") is that of the column, ``hint`` ("rp", "count", "%", "index") what the column holds; both
    only settle what the text itself leaves open.
    """
    found = parse_all(text, style=style, hint=hint)
    return found[0] if found else None


def parse_all(text: str, *, style: str = "", hint: str = "") -> tuple[Quantity, ...]:
    """All quantities of a cell: "1 Gedung dan 1 gudang" has two. Empty when it is not basically quantities."""
    clean = text.translate(CLEAN).strip().strip("\"'“”‘’`").strip()
    if len(clean) > _LONGEST or is_missing(clean):
        return ()
    grade = read_grade(clean)
    if grade:
        return (Quantity(text, None, grade=grade[1], operator=grade[0]),)
    if clean.lower() in UNITS["zero"]:
        return (Quantity(text, Decimal(0)),)
    clean = _TRAILING.sub("", clean) if not re.fullmatch(r"[0-9]{1,2}[.)]", clean) else ""
    found: list[Quantity] = []
    at = 0
    while at < len(clean):
        match = _ONE.match(clean, at)
        quantity = _quantity(match, style, hint) if match else None
        if match is None or quantity is None:
            return ()
        found.append(quantity)
        joint = _JOINT.match(clean, match.end())
        if not joint and match.end() < len(clean.rstrip()):
            return ()
        at = joint.end() if joint else len(clean)
    return tuple(found)


def _quantity(match: re.Match[str], style: str, hint: str) -> Quantity | None:
    """The quantity of one match of ``_ONE``, or None when its parts do not make one."""
    part = {name: (value or "").strip() for name, value in match.groupdict().items()}
    times = part["times"].lower()
    unit = _unit(part, match)
    if times and unit == "" and (MULTIPLIERS[times] >= 9 or hint == "rp"):
        unit = "rp"
    if unit is None or (times in RUPIAH_MULTIPLIERS and "rp" not in (unit, hint)):
        return None
    if ":" in part["num"]:
        return _clock(match, part["num"], unit)
    digits = join_broken(part["num"], "%" in (unit, unit or hint))
    read = read_numeral(digits, *_reading(unit, style, hint, times)) if digits else None
    if digits is None or read is None or not _brackets_close(part, digits, unit):
        return None
    if unit and unit not in known_units() and len(digits) > 3 and digits.isdigit():
        return None  # 6639 Teknis Penyelenggaraan: a code and its name
    value, step = (_times_ten(x, MULTIPLIERS.get(times, 0)) for x in read)
    signs = part["sign"] + part["inner"]
    bullet = signs == "-" and unit not in ("", "%", "rp")
    if signs not in ("", "+") and not bullet:
        value = -value
    return Quantity(match.group().strip(), value, unit, step, operator_in(part["lead"]))


def _times_ten(x: Decimal, power: int) -> Decimal:
    """``x`` × 10^``power``, without an exponent where that is a whole number."""
    product = x.scaleb(power)
    return Decimal(int(product)) if power and product == int(product) else product


def _reading(unit: str, style: str, hint: str, times: str) -> tuple[str, str]:
    """Style and hint for the digits. "Rp 1,716 triliun" is a fraction, "Rp 1.716 triliun" is not."""
    if times:
        return style or "id", ""
    if unit in ("%", "rp"):
        return style, unit
    if unit in SCORES:
        return style, "index"
    if unit in MEASURES:
        return style or "id", ""
    return style, "count" if unit else hint


def _brackets_close(part: dict[str, str], digits: str, unit: str) -> bool:
    """An accountant's negative has both brackets and is no column number: ``(1.250)``, but not ``(3)``."""
    opened = "(" in part["sign"] + part["inner"]
    if opened != bool(part["close"]):
        return False
    return not opened or len(digits) >= 3 or unit in ("%", "rp")


def _unit(part: dict[str, str], match: re.Match[str]) -> str | None:
    """The canonical unit, "" for none; None when the words after the number show that it is no quantity."""
    if part["rp"] or part["sen"]:
        return "rp"
    if part["percent"]:
        return "%"
    words, units = part["unit"].lower().split(), known_units()
    if not words:
        inside = part["inside"].lower()
        return units.get(inside, "")
    glued = match.string[match.start("unit") - 1].isdigit()
    if glued and words[0] not in units:
        return None  # 2D, 6639.EBA
    if words[0] in months() or words[0].endswith("nya"):
        return None
    pair = " ".join(words[:2])
    if pair in units:
        return units[pair]
    known = next((units[w] for w in (words[0], words[0].rstrip("."), words[0].split("/")[0]) if w in units), "")
    return known or (words[0].rstrip(".") if len(words) <= 3 else None)


def _clock(match: re.Match[str], digits: str, unit: str) -> Quantity | None:
    """``1:07:38 (jam)`` in hours, ``2:15 menit`` in minutes, to a millionth; a bare ``07:30`` is a time of day."""
    parts = [int(p) for p in digits.split(":")]
    if unit not in UNITS["clocks"] and (unit or len(parts) < 3):
        return None
    value = sum((Decimal(p) / 60**i for i, p in enumerate(parts)), Decimal(0))
    step = Decimal(1) / 60 ** (len(parts) - 1)
    millionth = Decimal("0.000001")
    return Quantity(match.group().strip(), value.quantize(millionth), unit or "jam", step.quantize(millionth),
                    operator_in(match.group("lead")))


# ---------------------------------------------------------------- running text

# Nothing of a longer number, date, code or range may stand around the digits.
_START = r"(?<![\w.,/:-])"
_END = r"(?!\s?[.,]\s?[0-9]|\s[0-9]{3}[.,]|\s?[/:-]\s?[0-9])"
_RUPIAH_END = _END.replace("[0-9]|", "[0-9]{3}(?![0-9])|", 1)  # "Rp 5.000.000, 12 orang" is whole
_NUMBER = rf"{_START}{NUMERAL}{_END}"
_TIMES = either(UNITS["multipliers"])
_LARGE = either(word for word, power in UNITS["multipliers"].items() if power >= 9)
_WORDS = r"(?:\s*\([^()0-9]*\))?"
_NOUN = either({*KNOWN} - {*UNITS["not_in_text"]})
_INITIALS = "".join(sorted({c for w in (*OPERATORS, "rp", "idr") if w[0].isalpha() for c in (w[0], w[0].upper())}))
FIGURE = re.compile(
    rf"""(?=[0-9≥≤<>]|\b[{_INITIALS}][^0-9]{{0,45}}[0-9])  # cheap to see, and rules out most places
    (?:(?P<operator>[≥≤<>]|\b(?:{any_case(whole(w for w in OPERATORS if w[0].isalpha()))}))\s*)?
    (?: (?P<rp>(?<![^\W_])(?i:Rp|IDR)\s*\.?\s*-?{NUMERAL}{_RUPIAH_END}
          (?:\s?[.,]-)?(?:\s*(?:(?i:{_TIMES})|[MT](?!\w)))?)
      | (?P<rupiah>{_NUMBER}(?:\s?,-|\s*(?i:(?:{_TIMES})\s+rupiah\b|rupiah\b|{_LARGE})))
      | (?P<percent>{_NUMBER}{_WORDS}\s*(?:%|(?i:persen)\b))
      | (?P<count>{_NUMBER}\s*(?:\((?P<words>[^()0-9]*)\)\s*)?(?<=[\s)])
          (?:(?i:(?P<noun>{_NOUN}))|(?P<other>{_NOUN_LIKE})))
    )""",
    re.VERBOSE,
)
_NUMBERED = re.compile(rf"(?:{either(UNITS['numbered'])})\s*$", re.IGNORECASE)
_NEAR = 20  # characters before a figure that can tell what it is
_NO_NOUNS = frozenset(UNITS["no_nouns"])
# "98, 50 %" and "4.451. 669 orang" are one broken figure; "S1, 2 orang" and "tahun 2022. 28 orang" are not.
_BROKEN_BEFORE = re.compile(r"(?<![\w.,])(?!(?:19|20)[0-9]{2}[.,]?\s$)[0-9][0-9.,]*\s$")
_RANGE_BEFORE = re.compile(r"[0-9]\s?%?\s?-\s?$")
_RANGE_AFTER = re.compile(r"\s*[-/]\s*[0-9]")
_YEAR = re.compile(r"\s*(?:19|20)[0-9]{2}(?![0-9.,])")


def find_quantities(text: str) -> Iterator[tuple[int, int, Quantity]]:
    """Rupiah amounts, percentages and counts in running text, as (start, end, quantity), in order.

    ``text[start:end]`` goes from the operator or "Rp" to the unit or noun; words in brackets stand inside it when they
    come before the noun ("28 (dua puluh delapan) pegawai"), else they follow it. A number is a count when a known noun
    follows, or any noun after its spelling in brackets.
    """
    clean = text.translate(CLEAN)
    at = 0
    while match := FIGURE.search(clean, at):
        quantity = _figure(match, clean)
        at = match.end() if quantity else _DIGITS_END.match(clean, match.start()).end()  # type: ignore[union-attr]
        if quantity:
            yield match.start(), match.end(), replace(quantity, raw=text[match.start() : match.end()])


_DIGITS_END = re.compile(r"[^0-9]*[0-9.,]*")


def _figure(match: re.Match[str], clean: str) -> Quantity | None:
    """The quantity of a match of ``FIGURE``; None for a year, the number of a law or table, a code, a range."""
    before = clean[max(0, match.start() - _NEAR) : match.start()]
    if not match["rp"] and "(" not in match.group() and _BROKEN_BEFORE.search(before):
        return None
    if match["rp"] or match["rupiah"]:
        return parse(match.group(), hint="rp")
    if _RANGE_BEFORE.search(before) or _RANGE_AFTER.match(clean, match.end()):
        return None
    if match["percent"]:
        return parse(match.group())
    if match["words"]:
        noun = match["noun"] or match["other"].lower() not in _NO_NOUNS
        return parse(match.group(), hint="count") if noun and verdict(match["words"]) != "not-words" else None
    if match["other"] or _NUMBERED.search(before) or _YEAR.match(match["count"]):
        return None
    if match["noun"].lower() == "tahun" and _YEAR.match(clean, match.end()):
        return None  # 7 Tahun 2017: a law
    quantity = parse(match.group(), hint="count")
    if quantity is None or quantity.value is None or quantity.unit in MEASURES | SCORES:
        return quantity
    return quantity if quantity.value == int(quantity.value) else None  # 2.4 Kegiatan: a section
