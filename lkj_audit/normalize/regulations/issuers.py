"""Who made a regulation: ministers and agencies by their full, short and misspelt names."""

from __future__ import annotations

import re
from functools import cache

from lkj_audit import facts

_OFFICE = re.compile(r"^\s*(?:bersama\s+)?(?:(?:kepala|ketua|menteri|kementerian|negara)\s+)*", re.I)
_COUNTRY = re.compile(r"\s+(?:rep\w+\s+)?indonesia$")
_TWICE = re.compile(r"\b(\w+)(?: \1\b)+")
_LONG_NAME, _SLIP, _ALIKE = 4, 6, 93  # words of a name that may be misspelt; letters more or less; percent


def squash(text: str) -> str:
    """Letters and digits of ``text``, without case, so that "PAN & RB" and "Pan dan RB" are one."""
    return re.sub(r"[\W_]+", "", text.replace("&", "dan")).casefold()


@cache
def _issuers() -> dict[str, str]:
    return {squash(name): names[0] for names in facts.regulation_names()["issuers"] for name in names}


def issuer_of(printed: str) -> str:
    """The canonical name of an issuer, or as printed when it is not known; "" when none is named."""
    text = re.sub(r"\([^)]*\)|\b(?:Republik\s+Indonesia|RI|R\.I\.)(?!\w)", " ", printed, flags=re.I)
    text = _OFFICE.sub("", " ".join(text.split()))
    known = _issuers().get(squash(text))
    if known:
        return known
    words = text.strip(" ,").split()
    if misspelt := _nearest(" ".join(words)):
        return misspelt
    for size in range(len(words) - 1, 1, -1):  # "Komisi Pemilihan Umum Kabupaten Demak" → "KPU Kabupaten Demak"
        if head := _issuers().get(squash(" ".join(words[:size]))):
            return " ".join([head, *words[size:]])
    return " ".join(words)


@cache
def _nearest(printed: str) -> str:
    """The issuer whose long name has the words of ``printed`` but for their order and a slip of the pen, else ""."""
    from rapidfuzz.fuzz import token_sort_ratio

    text = _TWICE.sub(r"\1", _COUNTRY.sub("", printed.casefold()))
    if text.count(" ") < _LONG_NAME - 1:
        return ""
    names = ((token_sort_ratio(text, name.casefold()), names[0]) for names in facts.regulation_names()["issuers"]
             for name in names if name.count(" ") >= _LONG_NAME - 1 and abs(len(name) - len(text)) <= _SLIP)
    ratio, issuer = max(names, default=(0.0, ""))
    return issuer if ratio >= _ALIKE else _short_of_a_word(text)


def _short_of_a_word(printed: str) -> str:
    """The only issuer whose name is ``printed`` and one word more: "Pendayagunaan Aparatur dan Reformasi Birokrasi"."""
    words = printed.split()
    longer = {names[0] for names in facts.regulation_names()["issuers"] for name in names
              if len(parts := name.casefold().split()) == len(words) + 1 > _LONG_NAME
              and any(parts[:i] + parts[i + 1:] == words for i in range(len(parts)))}
    return longer.pop() if len(longer) == 1 else ""
