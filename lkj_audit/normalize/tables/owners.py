"""Whose plan a Perjanjian Kinerja or Rencana Kinerja is."""

from __future__ import annotations

import re
from functools import cache

from lkj_audit import facts
from lkj_audit.model import Table
from lkj_audit.normalize.linking.names import fold

PLAN = re.compile(r"(?:perjanjian|penetapan|rencana) kinerja(?: tahunan)?(?: \(?(?:pk|rkt)\)?)?|rencana kerja tahunan")
SIGNS = re.compile(r"^(?:pihak (?:pertama|kedua)|jabatan)[\s,:]*")
SUPERIOR = re.compile(r"^(?:selaku|sebagai) atasan|pihak kedua")
_BELOW = re.compile(r"kasub|kabag|kabid|kasi\b|kepala\s+(?:sub|bagian|bidang|seksi|urusan)|staf|pelaksana|fungsional|"
                    r"pejabat|operator", re.I)
_DEPUTY = re.compile(r"^(?:sekretaris|panitera|wakil)", re.I)
BELOW_HEAD = ("Kasubbag", "Kasubbid", "Kasi", "Kabid", "Kabag")
NAMED = re.compile(r"\s+((?:[a-z]+[\s,]+){0,8}?[a-z]+)(?=\s+(?:komisi|kpu|pada|sekretariat|dinas|badan|kabupaten|kota|"
                   r"provinsi|tahun|bps|kantor|kanwil|"
                   r"pengadilan|balai|selaku|dengan|yang|menetapkan|adalah)\b|[.,:;]?$)")


def level(owner: str | None) -> int:
    """0 for the head of the unit, and where no ``owner`` is named; 1 for the head's deputy, 2 for those below."""
    return 2 if _BELOW.search(owner or "") else 1 if _DEPUTY.search(owner or "") else 0


@cache
def _owners() -> list[tuple[str, re.Pattern[str]]]:
    return [(name, re.compile(pattern)) for name, pattern in facts.kinds()["owners"]]


def owner_of(table: Table) -> str | None:
    """The post whose plan ``table`` is ("Ketua", "Sekretaris", "Kasubbag Hukum"), None where nothing says it.

    The caption or the title nearest before the table decides. A PK title that names only the unit belongs to the head
    whose signature stands before it.
    """
    lines = [fold(t) for t in (*table.context[-6:], table.caption) if t]
    for i in range(len(lines) - 1, -1, -1):
        plan = PLAN.search(lines[i])
        if not plan:
            continue
        title = " ".join(lines[i:i + 2]) if len(lines[i]) < 60 and i + 1 < len(lines) else lines[i]
        owner = _post(title[plan.end():] if title.isascii() and len(title) < 160 else title)
        return owner or _post(lines[i]) or _signatory(lines[:i])
    return None


def _post(text: str) -> str | None:
    """The first post named in ``text``, with its field where there are several of the kind."""
    found = [(m.start(), name, m) for name, pattern in _owners() if (m := pattern.search(text))]
    if not found:
        return None
    _, name, match = min(found, key=lambda f: (f[0], -len(f[2][0])))
    if name in BELOW_HEAD and (field := NAMED.match(text[match.end():])):
        return f"{name} {_title_case(field[1])}"
    return name


def _title_case(text: str) -> str:
    def case(word: str) -> str:
        if word in ("dan", "serta"):
            return word
        return word.upper() if word.rstrip(",") in ("sdm", "bmn", "ti") else word.capitalize()

    return " ".join(map(case, text.split()))


def _signatory(lines: list[str]) -> str | None:
    """Who signs, or is named as promising, just before: the last line that begins with a post. With two parties, the
    one who makes the promise stands last, or the other is called superior or second party in the next line."""
    for at in range(len(lines) - 1, -1, -1):
        line = lines[at]
        opening = SIGNS.sub("", line)
        if opening != line and SUPERIOR.search(" ".join(lines[at + 1:at + 2])):
            continue
        begins = any(pattern.match(opening) for _, pattern in _owners())
        if len(line) < 120 and begins and not opening.startswith("sekretariat"):
            return _post(opening[:60])
    return None
