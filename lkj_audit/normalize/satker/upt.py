"""The reporting unit where it is a technical unit of a dinas: "UPTD Puskesmas Sukamaju", "UPT RSUD pada Dinas …".

Its dinas is named on every page, with the region, and would be taken for the reporting unit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache

from lkj_audit import facts
from lkj_audit.normalize.satker.institutions import title
from lkj_audit.normalize.satker.places import squash
from lkj_audit.normalize.text.cued import Cued

_HEAD = (r"(?:UPTD?|UPT\s+Daerah|(?:UNIT\s+PELAKSANA\s+TEKNIS|Unit\s+Pelaksana\s+Teknis)(?:\s+(?i:daerah|dinas))?|"
         r"Puskesmas|PUSKESMAS)")
LONGEST, LINE = 8, 80  # words of a name; characters of a line of the cover
_SMALL = ("dan", "di", "serta")


@cache
def _pattern() -> Cued:
    ends = "|".join(re.escape(str(w)).replace(r"\ ", r"\s+") for w in (
        *facts.institutions()["tanpa_wilayah"]["henti"], "Dinas", "Badan", "Kecamatan", "Kelurahan", "Jalan", "Kelas",
        "Adalah", "UPT", "UPTD"))
    word = rf"(?!(?i:{ends})\b)[A-Z][\w.'’/&-]*"
    return Cued(rf"\b{_HEAD}(?:\s*\(UPTD?\))?(?:\s+(?:(?:dan|di|DAN|DI)\s+)?{word}){{1,{LONGEST}}}",
                "upt", "unit pelaksana teknis", "puskesmas", flags=0)


def reporting_upt(cover: Iterable[str], texts: Iterable[str], named: Callable[[str, int], float]) -> str:
    """The technical unit that a line of the cover begins with, or that the name of the report leads up to; "" if none
    does. ``named(text, start)`` is above 0 where it does."""
    votes: Counter[str] = Counter()
    spelt: dict[str, Counter[str]] = {}
    front = [line for line in cover if not line.rstrip().endswith(".")]
    for text, weight in (*((line, 2) for line in front), *((text, 1) for text in texts)):
        for m in _pattern().finditer(text):
            name = _name(m[0])
            begins = weight > 1 and len(text) < LINE and not text[:m.start()].strip()
            spelt.setdefault(squash(name), Counter())[name] += 1
            votes[squash(name)] += weight * (begins or bool(named(text, m.start())))
    best, score = max(votes.items(), key=lambda v: (v[1], len(v[0])), default=("", 0))
    return min(spelt[best], key=lambda n: (sum(map(str.isupper, n)), -spelt[best][n])) if score > 1 else ""


def _name(printed: str) -> str:
    words = re.sub(r"\([^()]*\)", " ", printed).split()
    while words and words[-1].lower() in _SMALL:
        words.pop()
    return title(w.strip(".,") for w in words)
