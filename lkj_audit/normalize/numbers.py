"""Cells and sentences → quantities.

``parse`` reads a cell that is a quantity and nothing else (a unit, words in brackets and a second quantity may follow);
``find_quantities`` finds rupiah amounts, percentages and counts in running text. A missing value is never zero, and
what only looks like a figure (NIP, telephone, date, regulation, golongan, period, list number) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache

from lkj_audit import facts
from lkj_audit.model import Quantity
from lkj_audit.normalize.digits import NUMERAL, column_style, join_broken, print_id, read_numeral

__all__ = ["FIGURE", "column_style", "find_quantities", "is_missing", "parse", "parse_all", "print_id"]

# One character for one, so that offsets stay true.
_CLEAN = str.maketrans({**dict.fromkeys("\u00a0\u2007\u2009\u202f\n\r\t", " "), **dict.fromkeys("−–—‐‑", "-")})
_UNITS = facts.units()


def _either(words: Iterable[str]) -> str:
    """A pattern for any of ``words``, longest first, as whole words."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(w) + (r"(?![^\W_])" if w[-1].isalpha() else "") for w in ordered)


_MULTIPLIERS: dict[str, int] = {**_UNITS["multipliers"], **_UNITS["rupiah_multipliers"]}
_OPERATORS = {word: sign for sign, words in _UNITS["operators"].items() for word in words}
_CANONICAL = {word: unit for unit, words in _UNITS["aliases"].items() for word in (unit, *words)}
_KNOWN = {**{unit: unit for unit in [*_UNITS["counts"], *_UNITS["measures"]]}, **_CANONICAL}
_MISSING = frozenset(str(mark) for mark in _UNITS["missing"] if mark is not None)

_WORD = r"(?:m2|m²|[^\W\d_]+(?:[./-][^\W\d_]+)*\.?)"
_NOT_JOINT = r"(?!(?:dan|serta|atau|s/d|dari)\b)"
_CLOCK = r"[0-9]{1,3}:[0-5][0-9](?::[0-5][0-9])?"
_ONE = re.compile(
    rf"""\s*(?P<lead>(?:(?:{_either([*_OPERATORS, *_UNITS["introductions"]])})\s*)*)
    (?P<sign>[-+(]\s*)? (?P<rp>(?:Rp|IDR)\s*[.:]?\s*)? (?P<inner>[-+(]\s*)?
    (?P<num>{_CLOCK} | [0-9](?:(?:[0-9.,]|\ +(?=[0-9.,]))*[0-9])?) (?![0-9])
    (?P<ornament>\s*[.,]\s*-{{1,2}} | ,?\s*-{{1,2}}(?=\s*$))?
    (?:\s*(?P<times>{_either(_MULTIPLIERS)}))?
    (?P<percent>\s*%)? \s*(?P<close>\))?
    (?:\s*\((?P<inside>[^()]*)\))?
    (?:(?P<glue>\s*)(?P<unit>%|{_NOT_JOINT}{_WORD}(?:\s+{_NOT_JOINT}{_WORD}){{0,4}}))?
    (?:\s*\((?P<after>[^()]*)\))? """,
    re.IGNORECASE | re.VERBOSE,
)
_JOINT = re.compile(r"\s*(?:/|;|,|&|\+|dan\b|serta\b)\s*(?=[0-9R≥≤<>])", re.IGNORECASE)
_TRAILING = re.compile(r"[\s*†]+\)?$|[.;:]+$")
_MONTHS = frozenset(m.lower() for m in [*facts.vocabulary()["months"], "Nopember", "Pebruari"])


def is_missing(text: str) -> bool:
    """Whether ``text`` stands for "no value": empty, dashes, dots, "n/a", "belum rilis" …"""
    plain = " ".join(text.translate(_CLEAN).lower().split()).strip("()[]*. ")
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
    clean = text.translate(_CLEAN).strip().strip("\"'“”‘’`").strip()
    if is_missing(clean):
        return ()
    grade = _grade(clean)
    if grade:
        return (Quantity(text, None, grade=grade[1], operator=grade[0]),)
    if clean.lower() in _UNITS["zero"]:
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
    if unit is None or (times in _UNITS["rupiah_multipliers"] and unit != "rp" and hint != "rp"):
        return None
    if ":" in part["num"]:
        return _clock(match, part["num"], unit)
    if unit == "rp" or (times and not unit and _MULTIPLIERS[times] >= 9):
        unit = "rp"
    digits = join_broken(part["num"], unit == "%")
    read = read_numeral(digits, *_reading(unit, style, hint, times)) if digits else None
    if read is None or digits is None:
        return None
    signs = part["sign"] + part["inner"]
    if not _brackets_close(part, digits, unit):
        return None
    if unit not in _KNOWN and unit and (len(digits) > 3 and digits.isdigit()):
        return None  # 6639 Teknis Penyelenggaraan: a code and its name
    value, step = (x.scaleb(_MULTIPLIERS.get(times, 0)) for x in read)
    bullet = signs == "-" and unit not in ("", "%", "rp")
    return Quantity(match.group().strip(), -value if signs and signs != "+" and not bullet else value, unit, step,
                    _operator(part["lead"]))


def _reading(unit: str, style: str, hint: str, times: str) -> tuple[str, str]:
    """Style and hint for the digits. "Rp 1,716 triliun" is a fraction, "Rp 1.716 triliun" is not."""
    if times:
        return style or "id", ""
    if unit in ("%", "rp"):
        return style, unit
    if unit in _UNITS["measures"]:
        return style, "index"
    return style, "count" if unit else hint


def _brackets_close(part: dict[str, str], digits: str, unit: str) -> bool:
    """An accountant's negative has both brackets and is no column number: ``(1.250)``, but not ``(3)``."""
    opened = "(" in part["sign"] + part["inner"]
    if opened != bool(part["close"]):
        return False
    return not opened or len(digits) >= 3 or unit in ("%", "rp")


def _unit(part: dict[str, str], match: re.Match[str]) -> str | None:
    """The canonical unit, "" for none; None when the words after the number show that it is no quantity."""
    if part["rp"]:
        return "rp"
    if part["percent"]:
        return "%"
    words = part["unit"].lower().split()
    if not words:
        inside = part["inside"].lower()
        return _KNOWN.get(inside, "")
    if match.group("glue") == "" and not part["inside"] and words[0] not in _KNOWN:
        return None  # 2D, 6639.EBA
    if words[0] in _MONTHS or words[0].endswith("nya"):
        return None
    pair = " ".join(words[:2])
    if pair in _KNOWN:
        return _KNOWN[pair]
    known = _KNOWN.get(words[0]) or _KNOWN.get(words[0].rstrip("."))
    return known or (words[0].rstrip(".") if len(words) <= 3 else None)


def _operator(lead: str) -> str:
    """The sign of the operator word in ``lead``, "" if there is none."""
    found = re.findall(_either(_OPERATORS), lead, re.IGNORECASE)
    return _OPERATORS[found[-1].lower()] if found else ""


def _clock(match: re.Match[str], digits: str, unit: str) -> Quantity | None:
    """``1:07:38 (jam)`` in hours, ``2:15 menit`` in minutes, to a millionth; a bare ``07:30`` is a time of day."""
    parts = [int(p) for p in digits.split(":")]
    if unit not in _UNITS["clocks"] and (unit or len(parts) < 3):
        return None
    value = sum((Decimal(p) / 60**i for i, p in enumerate(parts)), Decimal(0))
    step = Decimal(1) / 60 ** (len(parts) - 1)
    millionth = Decimal("0.000001")
    return Quantity(match.group().strip(), value.quantize(millionth), unit or "jam", step.quantize(millionth),
                    _operator(match.group("lead")))


# ---------------------------------------------------------------- grades and opinions


@cache
def _grade_words() -> dict[str, str]:
    """Scale words and opinions in lower case → how they are written canonically."""
    words: dict[str, str] = {}
    scales, status = facts.scales(), facts.vocabulary()["status_words"]
    tables = [v["rows"] for v in [*scales.values(), *scales["capaian_scales"].values()]
              if isinstance(v, dict) and "rows" in v]
    tables += [scales["ikpa_categories_gk"], scales["nka_gk"]["categories"]]
    labels = [str(row[-1]) for rows in tables for row in rows]
    labels += [w for group in ("positive", "middle", "negative") for seen in status[group].values() for w in seen]
    for label in labels:
        for word in re.split(r"\s*[/()]\s*", label):
            if word and not word[0].isdigit():
                words[word.lower()] = word.title()
    for opinion, names in _UNITS["opinions"].items():
        words.update(dict.fromkeys([opinion.lower(), *names], opinion))
    return words


_LETTER = "|".join(_UNITS["grades"]["letters"])
_GRADE = re.compile(
    rf"(?P<lead>(?i:(?:(?:{_either([*_UNITS['grades']['nouns'], *_OPERATORS])})\s*:?\s*)*))"
    rf"[\"“']?(?:(?P<letter>{_LETTER})(?![\w.])|(?P<word>[^\W\d_]+(?:\s+[^\W\d_]+){{0,3}}?))[\"”']?"
    rf"\s*(?:[(/=-]\s*(?P<gloss>[^()]*?)\s*\)?)?"
)


def _grade(clean: str) -> tuple[str, str] | None:
    """Operator and canonical grade of a cell that is a grade ("≥ BB", "A (Sangat Baik)", "Opini WTP"), else None."""
    latin = clean.translate(str.maketrans(_UNITS["grades"]["lookalikes"])) if len(clean) <= 2 else clean
    match = _GRADE.fullmatch(latin.rstrip(".*"))
    if not match:
        return None
    words = _grade_words()
    letter, gloss = match["letter"], match["gloss"] or ""
    if letter and gloss and gloss.lower() not in words:
        return None
    grade = letter or words.get(" ".join((match["word"] or "").lower().split()), "")
    if grade and not letter and gloss in _UNITS["grades"]["letters"]:
        grade = gloss
    return (_operator(match["lead"]), grade) if grade else None


# ---------------------------------------------------------------- running text

_NUMBER = rf"(?<![\w.,/:-]){NUMERAL}(?!\s?[.,]\s?[0-9]|\s[0-9]{{3}}[.,]|[/:-][0-9])"
_WORDED = r"(?:\s*\((?P<words>[^()0-9]*)\))?"
_TIMES = _either(_UNITS["multipliers"])
_NOUN = _either({*_KNOWN} - {"%", "persen", "rp", "idr", "x", "sk", "th", "tw", "angka"})
FIGURE = re.compile(
    rf"""(?:(?P<operator>[≥≤<>]|\b(?i:{_either(w for w in _OPERATORS if w[0].isalpha())}))\s*)?
    (?: (?P<rp>(?<![A-Za-z])(?i:Rp|IDR)\s*\.?\s*-?{NUMERAL}(?!\s?[.,]\s?[0-9]{{3}}(?![0-9])|\s[0-9]{{3}}[.,])
          (?:[.,]-)?(?:\s*(?:(?i:{_TIMES})|[MT](?!\w)))?)
      | (?P<rupiah>{_NUMBER}\s*(?i:(?:{_TIMES})\s+rupiah|rupiah|(?:{_either(["miliar", "milyar", "triliun", "trilyun"])})))
      | (?P<percent>{_NUMBER}{_WORDED.replace("words", "in_percent")}\s*(?:%|(?i:persen)\b))
      | (?P<count>{_NUMBER}{_WORDED}\s+(?i:(?P<noun>{_NOUN})|(?P<other>(?:{_WORD}))))
    )""",
    re.VERBOSE,
)
_NUMBERED = ("nomor no no. pasal ayat bab tabel gambar grafik diagram bagan lampiran angka butir huruf ke- ke semester tahap tipe "
             "kelas eselon halaman hal hal. triwulan tw tahun ta ta. t.a. anggaran periode telp telp. telepon fax kode pos nip "
             "uu pp perpres permen pkpu peraturan undang-undang keputusan instruksi").split()
_AFTER_NUMBERED = re.compile(rf"(?:{_either(_NUMBERED)})\s*$", re.IGNORECASE)


def find_quantities(text: str) -> Iterator[tuple[int, int, Quantity]]:
    """Rupiah amounts, percentages and counts in running text, as (start, end, quantity), in order.

    ``text[start:end]`` goes from the operator or "Rp" to the unit or noun; words in brackets stand inside it when they
    come before the noun ("28 (dua puluh delapan) pegawai"), else they follow it. A number is a count when a known noun
    follows, or any noun after its spelling in brackets.
    """
    clean = text.translate(_CLEAN)
    at = 0
    while match := FIGURE.search(clean, at):
        at = match.end()
        quantity = _figure(match, clean)
        if quantity is None:
            at = match.start() + len(re.match(r"[^0-9]*[0-9.,]*", match.group())[0])  # type: ignore[index]
            continue
        yield match.start(), match.end(), Quantity(text[match.start():match.end()], quantity.value, quantity.unit,
                                                   quantity.step, quantity.operator)


def _figure(match: re.Match[str], clean: str) -> Quantity | None:
    """The quantity of a match of ``FIGURE``; None for a year, a number of a law or table, a code."""
    if match["rp"] or match["rupiah"]:
        return parse(match.group(), hint="rp")
    if _AFTER_NUMBERED.search(clean[: match.start()]) or re.match(r"\s*[-/]\s*[0-9]", clean[match.end():]):
        return None
    if match["percent"]:
        return parse(match.group())
    if match["other"] and not _spelled(match["words"]):
        return None
    year = re.match(r"(?:19|20)[0-9]{2}(?![0-9.,])", match["count"])
    if match["noun"] and match["noun"].lower() == "tahun" and re.match(r"\s*(?:19|20)[0-9]{2}", clean[match.end():]):
        return None
    return None if year and not match["words"] else parse(match.group(), hint="count")


def _spelled(words: str | None) -> bool:
    """Whether the words in brackets spell a number."""
    from lkj_audit.normalize.terbilang import from_words

    return bool(words) and from_words(words) is not None
