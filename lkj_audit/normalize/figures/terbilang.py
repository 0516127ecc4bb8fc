"""Numbers in Indonesian words (terbilang), both ways.

``from_words`` forgives what people do to the words (milyar, missing spaces, small slips of the pen) but not to the
number: words that express none ("delapan limapuluh") are told apart from words that are something else by ``verdict``.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Literal

from lkj_audit import facts

DIGITS = {"nol": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8,
          "sembilan": 9}
SCALES = {"puluh": 1, "ratus": 2, "ribu": 3, "juta": 6, "miliar": 9, "triliun": 12, "kuadriliun": 15}  # powers of ten
VARIANTS = {"milyar": "miliar", "milliar": "miliar", "trilyun": "triliun", "triliyun": "triliun",
            "trilliun": "triliun", "kosong": "nol"}
# What may stand before a scale: one digit before puluh and ratus, less than a thousand before ribu; "seribu enam ratus
# juta" is said as well, so that from juta on thousands may stand before it.
_MOST_BEFORE = {"puluh": 9, "ratus": 9, "ribu": 999}
_ONE_OF = {"se" + name: ["satu", name] for name in [*SCALES, "belas", "milyar"]}
_ATOMS = [*_ONE_OF, *DIGITS, *SCALES, *VARIANTS, "belas", "koma", "rupiah", "persen", "minus"]
_ATOM = re.compile("|".join(sorted(_ATOMS, key=len, reverse=True)))
_LIST = re.compile(rf"\b({'|'.join(DIGITS)})\s*[-,;]\s*({'|'.join(DIGITS)})\b")  # two or three, not twenty-three
_TYPOS = [w for w in _ATOMS if w not in ("koma", "minus", "kosong")]

Verdict = Literal["number", "none", "not-words"]


def to_words(n: int | Decimal) -> str:
    """``Decimal("98.50")`` → "sembilan puluh delapan koma lima nol"; decimals digit by digit, as they are printed.

    Raises ValueError from 10^18 on, where Indonesian has no settled names, and for what is not a finite number.
    """
    from num2words import num2words

    sign, digits, exponent = Decimal(n).as_tuple()
    if not isinstance(exponent, int) or len(digits) + exponent > 18:
        raise ValueError(f"no words for {n}")
    whole, _, fraction = f"{abs(Decimal(n)):f}".partition(".")
    words = [num2words(int(whole), lang="id")]
    if fraction:
        names = list(DIGITS)
        words += ["koma", *(names[int(digit)] for digit in fraction)]
    return " ".join(["minus"] * sign + words)


def from_words(text: str) -> Decimal | None:
    """The number that ``text`` spells, None when it spells none. A unit may follow: "lima puluh persen"."""
    tokens, _ = _tokens(text)
    if not tokens:
        return None
    if tokens[0] == "minus":
        value = _number(tokens[1:])
        return None if value is None else -value
    return _number(tokens)


def number_of(text: str) -> int | None:
    """The whole number that ``text`` begins with ("12 (dua belas)") or spells ("dua belas"), None where it does
    neither."""
    if digits := re.match(r"\d+", text):
        return int(digits[0])
    spelt = from_words(text.partition("(")[0].strip())
    return int(spelt) if spelt is not None else None


def verdict(text: str) -> Verdict:
    """"number"; "none" for number words that express no number; "not-words" for anything else.

    Words joined by a comma, dash or slash ("dua/tiga") and words that had to be guessed are never "none".
    """
    tokens, exact = _tokens(text)
    if tokens and from_words(text) is not None:
        return "number"
    plain = re.fullmatch(r"[^\W\d_]+(?:\s+[^\W\d_]+)*", text.strip("()[] .\n")) is not None
    counts = sum(t in DIGITS for t in tokens or ())
    return "none" if plain and exact and counts >= 1 and len(tokens or ()) >= 2 else "not-words"


def _tokens(text: str) -> tuple[list[str] | None, bool]:
    """``text`` as canonical number words without the unit at its end, and whether none had to be guessed.

    None when a word is no number word.
    """
    if _LIST.search(text.lower()):
        return None, False
    words = re.sub(r"[-.,()\[\]\"'“”:;]+", " ", text.lower()).split()
    if words[:1] == ["terbilang"]:
        del words[0]
    while words and words[-1] in _nouns():
        words.pop()
    tokens: list[str] = []
    guesses = 0
    for word in words:
        atoms = _ATOM.findall(word)
        if "".join(atoms) != word:
            guess = "minus" if word == "min" and not tokens else _guess(word)
            if guess is None:
                return None, False
            guesses += word != "min"
            atoms = [guess]
        tokens += [part for atom in atoms for part in _ONE_OF.get(atom, [VARIANTS.get(atom, atom)])]
    if guesses * 2 > len(words):  # a lone "sebelah" is not a slip for "sebelas"
        return None, False
    tokens = [VARIANTS.get(t, t) for t in tokens]
    while tokens and tokens[-1] in ("rupiah", "persen"):
        tokens.pop()
    return tokens, guesses == 0


@cache
def _nouns() -> frozenset[str]:
    """Words that may follow a spelled number: the units and nouns of units.yaml."""
    units = facts.units()
    phrases = [*units["counts"], *units["measures"], *units["scores"], *units["aliases"], "saja", "unsur"]
    phrases += [alias for names in units["aliases"].values() for alias in names]
    return frozenset(word for phrase in phrases for word in phrase.split()) - frozenset(_ATOMS)


def _guess(word: str) -> str | None:
    """The one number word that ``word`` is a slip of, if there is just one that near."""
    from rapidfuzz.distance import OSA

    if len(word) < 4:
        return None
    most = 2 if len(word) >= 8 else 1
    near = sorted((OSA.distance(word, atom, score_cutoff=most), VARIANTS.get(atom, atom)) for atom in _TYPOS
                  if max(len(word), len(atom)) >= 5)
    best = {atom for distance, atom in near if distance == near[0][0]}
    return best.pop() if near[0][0] <= most and len(best) == 1 else None


def _number(tokens: list[str]) -> Decimal | None:
    """The number that canonical words spell: a cardinal, digits one by one, or either with "koma"."""
    if tokens.count("koma") > 1:
        return None
    if "koma" not in tokens:
        whole = _cardinal(tokens)
        spelled = _digits(tokens) if len(tokens) > 1 else None
        return Decimal(whole) if whole is not None else Decimal(spelled) if spelled and spelled[0] != "0" else None
    at = tokens.index("koma")
    head, tail, power = tokens[:at], tokens[at + 1:], 0
    if len(tail) > 1 and SCALES.get(tail[-1], 0) >= 3:  # satu koma enam empat miliar
        power = SCALES[tail.pop()]
    before = _cardinal(head)
    whole_digits = str(before) if before is not None else _digits(head)
    fraction = _fraction(tail)
    if whole_digits is None or fraction is None:
        return None
    value = Decimal(f"{whole_digits}.{fraction}") * 10**power
    return Decimal(int(value)) if power and value == int(value) else value


def _digits(tokens: list[str]) -> str | None:
    """Digits read one by one: "lima nol" → "50"."""
    return "".join(str(DIGITS[t]) for t in tokens) if tokens and all(t in DIGITS for t in tokens) else None


def _fraction(tokens: list[str]) -> str | None:
    """The digits after the comma: "lima nol", "nol lima", "lima puluh"."""
    zeros = 0
    while zeros < len(tokens) - 1 and tokens[zeros] == "nol":
        zeros += 1
    cardinal = _cardinal(tokens[zeros:])
    return _digits(tokens) or (None if cardinal is None else "0" * zeros + str(cardinal))


def _cardinal(tokens: list[str]) -> int | None:
    """A cardinal: split at its greatest scale word, what stands before it multiplies, what follows is added."""
    if len(tokens) == 1:
        return DIGITS.get(tokens[0])
    if len(tokens) == 2 and tokens[1] == "belas":
        ones = DIGITS.get(tokens[0])
        return 10 + ones if ones else None
    scale = max((t for t in tokens if t in SCALES), key=SCALES.__getitem__, default=None)
    if scale is None or tokens.count(scale) > 1:
        return None
    at = tokens.index(scale)
    before = _cardinal(tokens[:at])
    if not before or before > _MOST_BEFORE.get(scale, 999_999):
        return None
    rest = tokens[at + 1:]
    after = _cardinal(rest) if rest else 0
    if after is None or after >= 10 ** SCALES[scale] or (rest and (not after or (scale, before) == ("puluh", 1))):
        return None
    return before * int(10 ** SCALES[scale]) + after
