"""What the heading of a column says: the role, and the year or quarter it is of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import groupby

from lkj_audit import facts
from lkj_audit.normalize.text.plain import plain

LONGEST = 300  # characters of a heading that can say its role
YEAR_ONLY = re.compile(
    r"(?:(?:tahun|th|thn|ta|t a|tahun anggaran|s d|sampai dengan|tw|triwulan)\b ?)*(?:(?:19|20)\d\d|i+v?)?")
LEADING_YEAR = re.compile(
    r"^(?:(?:tahun|th|thn|ta|t a|tahun anggaran)? ?(?:19|20)\d\d"
    r"|(?:tw|triwulan|tri wulan) ?(?:iv|i{1,3}|[1-4])) (?=\w)")
CHILD = re.compile(
    r"(?P<parent>\w.*?) (?P<child>(?:target|rencana|realisasi|capaian|pagu|sisa|satuan|uraian)(?: rp| persen)?)")
CHILD_ROLES = {"target": "target", "rencana": "target", "realisasi": "realisasi", "capaian": "capaian",
               "satuan": "satuan"}
TRAILING_YEAR = re.compile(r"(?<=\w) (?:(?:pada )?(?:tahun|th|thn|ta|t a|tahun anggaran) )?(?:19|20)\d\d$")
# These begin headings of their own ("Persentase Realisasi"), they do not stand above others.
SHARED_WORD = re.compile(r"(?:persen|persentase|prosentase|presentase|tingkat|selisih|sisa|rasio)\b")
SHARED_ROLE = re.compile(r"\b(?:satuan|target|realisasi|capaian|pagu|sisa)\b")
MONEY_PARENT = re.compile(r"\b(?:anggaran|keuangan|belanja|biaya|dana)\b")
MONEY_CHILD = {"target": "pagu", "rencana": "pagu", "realisasi": "realisasi_anggaran", "capaian": "persen"}


# "Triwulan I T", "s.d. Triwulan III R", "Tahun 2023 R": one letter under a period.
LETTER = re.compile(r"\b(?:tahun|triwulan|tri wulan|tw|semester|smt)\b.* (?P<letter>[tr])$")


@cache
def _role_patterns() -> list[tuple[str, re.Pattern[str]]]:
    return [(role, re.compile(pattern)) for role, pattern in facts.kinds()["roles"]]


@lru_cache(maxsize=4096)
def header_role(header: str) -> tuple[str, str]:
    """Role and qualifier of a heading: "Target 2021" → ("target", "2021"), "T.A 2020" → ("", "2020"), and "tw3" for
    a quarter. Misspelt and broken words are read as the nearest known heading word."""
    text = plain(re.sub(r"\(\s*sesuai.*?\)", " ", header[:LONGEST], flags=re.I).replace("%", " persen "))
    text = re.sub(r"\bp(?:ro|re|er)sen ?tase\b", "persentase", text)
    year = re.search(r"\b(?:19|20)\d\d\b", text)
    quarter = re.search(r"\b(?:tw|triwulan|tri wulan) ?(iv|iii|ii|i|[1-4])\b", text)
    qualifier = year[0] if year else ""
    if nth := re.search(r"\btahun ke ?(\d|iv|v|i{1,3})\b", text):
        qualifier = "ke" + nth[1]
    if quarter:
        qualifier = "tw" + {"i": "1", "ii": "2", "iii": "3", "iv": "4"}.get(quarter[1], quarter[1])
    if YEAR_ONLY.fullmatch(text):
        return "", qualifier
    if letter := LETTER.search(text):
        return "target" if letter["letter"] == "t" else "realisasi", qualifier
    text = LEADING_YEAR.sub("", text)
    for candidate in (text, _mended(text), TRAILING_YEAR.sub("", text)):
        for role, pattern in _role_patterns():
            if pattern.search(candidate):
                return role, qualifier
    return "", qualifier


def child_roles(header: Sequence[str]) -> dict[int, str]:
    """Roles of two-level headings by their child ("Capaian Kinerja Target", "Anggaran Realisasi"), where a neighbour
    stands under the same parent."""
    found = {c: m for c, h in enumerate(header) if (m := CHILD.fullmatch(plain(h.replace("%", " persen "))))}
    roles: dict[int, str] = {}
    for c, m in found.items():
        near = [n["parent"] for i in (c - 1, c + 1) if (n := found.get(i)) and n["child"] != m["child"]]
        if m["parent"] not in near or SHARED_WORD.match(m["parent"]):
            continue
        word, _, unit = m["child"].partition(" ")
        if MONEY_PARENT.search(m["parent"]):
            roles[c] = "persen" if unit == "persen" else MONEY_CHILD.get(word, word)
        elif word == "uraian" and "indikator" in m["parent"]:
            roles[c] = "indikator"
        elif word in CHILD_ROLES:
            roles[c] = CHILD_ROLES[word]
    return roles


def shared_roles(header: Sequence[str]) -> dict[int, str]:
    """Roles of columns side by side under one heading that names as many: "Target Realisasi", "Realisasi Capaian"."""
    roles: dict[int, str] = {}
    for heading, run in groupby(range(len(header)), key=lambda c: plain(header[c])):
        columns, named = list(run), SHARED_ROLE.findall(heading)
        if len(columns) == len(named) == len(set(named)) > 1:
            roles |= zip(columns, named, strict=True)
    return roles


@lru_cache(maxsize=2048)
def _mended(text: str) -> str:
    """``text`` with misspelt heading words put right ("indikator kineda") and broken ones joined ("reali sasi")."""
    from rapidfuzz.distance import OSA

    known: list[str] = facts.kinds()["heading_words"]
    words = text.split()
    out: list[str] = []
    i = 0
    while i < len(words):
        joined = words[i] + (words[i + 1] if i + 1 < len(words) else "")
        if joined != words[i] and joined in known and words[i] not in known:
            out.append(joined)
            i += 2
            continue
        near = [k for k in known if len(words[i]) >= 4 and OSA.distance(k, words[i], score_cutoff=1) == 1]
        out.append(near[0] if len(near) == 1 else words[i])
        i += 1
    return " ".join(out)
