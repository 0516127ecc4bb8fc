"""How many people the report says the unit has: in sentences, in lists under a heading, in tables, in lists of names.

``scope`` is whom a count is about: "pegawai" (all staff), "pns", "pppk", "ppnpn", "asn", "struktural"; a breakdown
without one gets the scope of the one stated total that its parts add up to, else "".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import takewhile

from lkj_audit import facts
from lkj_audit.model import Block, Document, Quantity, StaffCount, TypedTable, Value
from lkj_audit.normalize.linking.names import fold
from lkj_audit.normalize.staff.groups import LIST_MARK, group_in, patterns
from lkj_audit.normalize.staff.scope import scoped
from lkj_audit.normalize.staff.tables import table_counts
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.plain import plain
from lkj_audit.normalize.text.sentences import sentences

COUNT = re.compile(r"(?<![\w.,/-])(\d{1,3}(?:\.\d{3})?)(?![\d%]|[.,/-]\d)(?:\s*\([^()\d]{2,60}\))?")
DIGIT = re.compile(r"\d")
SEPARATOR = re.compile(r"[,;]|\b(?:dan|serta|sedangkan|sementara)\b")
LINK = re.compile(r"\s*(?:(?:yaitu|yakni|sebanyak|sejumlah|berjumlah|adalah|ialah)\s*)*")  # no words of its own
ITEM = re.compile(r"^(?P<label>[^\d:=].{0,70}?)\s*(?:[:=]|sebanyak|berjumlah|ada|-)\s*"
                  r"(?P<n>\d{1,4})\s*(?:\([^()\d]*\))?\s*(?:orang|pegawai|personil|jiwa|org)?\s*[.;,]?$", re.I)
NUMBERED = re.compile(r"(?:nomor|no\.?|tahun|pasal|tabel|gambar|lampiran|uu|tanggal|sasaran|misi|tujuan|bab)\s*$")
COUNTED = re.compile(r"\s*(?:januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember|"
                     r"unsur|bagian|sub|bidang|seksi|jenis|unit|tahun|%|persen)")
COUNTED_ONCE = re.compile(r"\d\s+orang\b")  # "4 orang adalah sopir, 3 orang …"
NEXT_PART = re.compile(r";|,\s|\b(?:dan|serta|sedangkan|sementara|terdiri|dengan rincian|yang meliputi|"
                       r"atau(?= \d)|dari (?:seluruh|total|jumlah))\b")
ALL_STAFF = re.compile(r"\b(?:pegawai(?! negeri)|sdm|aparatur|personi?l|personel)\b")
TOTAL_STAFF = re.compile(r"total pegawai|jumlah (?:seluruh )?(?:pegawai|sdm)")
NEAR = 2  # blocks after a count in which "5 orang" without a noun are staff still
# "di" is no Diploma I, and an office of Kelas IIA has no golongan; blanked, so that offsets stay true.
NO_GROUP = re.compile(r"\bdi\b|\bDI\b(?= [A-Z]{3})|\b[Kk](?:elas|ELAS) I{1,3} ?[AB]?\b")
# "PNS terdiri atas 20 laki-laki …", the number of the PNS having been told before.
DIVIDED = re.compile(r"(\w+(?: \w+){0,5}?) (?:ini |tersebut |yang )?(?:terdiri|terbagi|dirinci|meliputi)\b[^,;]*$|"
                     r"\b(?:komposisi|rincian) (\w+(?: \w+){0,5}?) (?:adalah|ialah|yaitu|yakni)\b[^,;]*$")
GOLONGAN = re.compile(r"\b(?:ber)?gol(?:ongan)? (?:ruang )?(iv|iii|ii|i)\b")
# The total was told before: "28 orang, terdiri dari", "11 orang: ".
PARTS = re.compile(r"\d\D*\b(?:terdiri|yaitu|yakni|rincian)\b\D*$|\d (?:\([^()\d]*\) )?orang ?: ?$")
SO_MANY = re.compile(r"\b(?:sehingga|jadi|maka)\b")
LED = re.compile(r"(?: (?:sebanyak|sejumlah|berjumlah|ada))+$")
VAGUE = re.compile(r"(?:lebih dari|sekitar|masing-masing|setiap|minimal|maksimal|kurang)\s*$")


@cache
def _words() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in facts.kinds()["people"].items()}


def staff_counts(document: Document, tables: Sequence[TypedTable]) -> tuple[StaffCount, ...]:
    """All counts of the unit's staff in reading order of their source: text first, then tables.

    Commissioners, respondents, people of other years and staff that a law asks for are not counted.
    """
    counts = [*_from_text(document)]
    for table in tables:
        counts += table_counts(table)
    return tuple(scoped(counts))


# ---------------------------------------------------------------- text


def _from_text(document: Document) -> Iterator[StaffCount]:
    """Sentences and list items, block by block, with the heading they stand under."""
    section = lead = all_of = ""
    set_id, far = "", 99
    for i, item in enumerate(document.flow):
        if not isinstance(item, Block):
            lead = all_of = set_id = ""
            continue
        if item.kind == "toc":
            continue
        section = fold(item.text) if item.kind == "heading" else section
        entry = _item(item) if set_id or _about_staff(section) or _about_staff(lead) or far <= 12 else None
        if entry:
            far = 0
            label, number = entry
            dimension, group = label
            set_id = set_id or f"list:{i}"
            scope = all_of if all_of and dimension == "kelamin" else "" if dimension == "status" else _lead_scope(lead)
            yield StaffCount(dimension, group, scope, number[0], number[1], set_id)
            continue
        set_id = ""
        far += 1
        lead, all_of = fold(item.text)[-160:], ""
        for start, end in sentences(item.text):
            found = list(_sentence(item, start, end, f"text:{i}:{start}", section, far <= NEAR))
            far = 0 if found else far
            yield from found
            if found and found[0].dimension == "total":
                all_of = found[0].scope
            elif all_of and _status_in(plain(item.text[start:end])):
                all_of = ""
            if found and start == 0 and item.text.rstrip().endswith(":") and found[0].dimension == "total":
                set_id = found[0].set_id


def _about_staff(text: str) -> bool:
    return bool(_words()["staff"].search(text)) and not re.search(r"\bcapaian|anggota kpu|responden\b", text)


def _lead_scope(lead: str) -> str:
    """Whom a list is about, if the line before it says so."""
    found = _status_in(plain(lead))
    if found and not re.search(r"status", lead):
        return found
    return "struktural" if "struktural" in lead else ""


def _status_in(text: str) -> str:
    return next((g for d, g, p in patterns() if d == "status" and p.search(text)), "")


def _item(block: Block) -> tuple[tuple[str, str], tuple[int, Value]] | None:
    """A list item that is a group and a number: "- Golongan III : 10 Orang"."""
    text = LIST_MARK.sub("", block.text.strip())
    match = ITEM.match(text)
    group = group_in(match["label"]) if match else None
    if not match or group is None:
        return None
    start = block.text.index(text) + match.start("n")
    return group, (int(match["n"]), _value(block, start, block.text.index(text) + len(text), int(match["n"])))


def _value(block: Block, start: int, end: int, number: int) -> Value:
    end = start + len(block.text[start:end].rstrip(" .;,"))
    return value_of(block, start, end, Quantity(block.text[start:end], Decimal(number), "orang"))


def _sentence(block: Block, start: int, end: int, set_id: str, section: str,
              near: bool) -> Iterator[StaffCount]:
    """The total and the groups that one sentence counts."""
    if not DIGIT.search(block.text, start, end):
        return
    sentence = block.text[start:end].replace("\n", " ")
    low = NO_GROUP.sub(lambda m: " " * len(m[0]), sentence).casefold()
    about = _words()["staff"].search(low) or ("orang" in low and (near or _about_staff(section)))
    if not about or _words()["not_staff"].search(low):
        return
    begin = mark.end() if (mark := LIST_MARK.match(block.text)) else 0  # "2. Jumlah pegawai organik …" counts nobody
    marks = [m for m in COUNT.finditer(low)
             if not NUMBERED.search(low[:m.start()]) and not COUNTED.match(low[m.end():])
             and start + m.start() >= begin]
    if marks and _of_a_profession(low, marks[0]):
        return
    found = list(_counted(block, start, low, marks, set_id))
    totals, parts = ([c for c in found if (c.dimension == "total") is total] for total in (True, False))
    first = parts[0] if parts else None
    # "12 orang PNS yang terdiri dari 1 orang S3 …": the first group is the whole of the others
    whole = first if first and first.dimension == "status" and all(p.dimension != "status" for p in parts[1:]) else None
    scope = totals[0].scope if len(totals) == 1 else ""
    if not totals and whole and len(parts) > 1:
        scope = whole.group
    elif not totals and marks and len(parts) > 1 and (divided := DIVIDED.search(low[:marks[0].start()])):
        by_sex = all(p.dimension == "kelamin" for p in parts) and _words()["staff"].search(divided[0])
        scope = _status_in(plain(divided[1] or divided[2])) or ("pegawai" if by_sex else "")
    own = _divided_first(low, parts) if not scope and not whole else []
    yield from (c if c.dimension == "total" or c is whole else
                replace(c, scope=parts[0].group if c in own else scope) for c in found)


def _of_a_profession(low: str, first: re.Match[str]) -> bool:
    """Whether the sentence is about one profession: "Perawat PNS berjumlah 118 orang", "12 dokter, 9 di antaranya
    PNS"."""
    about = low[:first.start()] + re.sub(r"^ orang\b", "", low[first.end():])[:12].split(",")[0]
    return bool(_words()["profession"].search(about)) and not ALL_STAFF.search(low[:first.start()])


def _divided_first(low: str, parts: Sequence[StaffCount]) -> list[StaffCount]:
    """What divides the status told first: "16 PNS, terdiri dari 9 laki-laki dan 7 perempuan, serta 11 PPNPN"."""
    if not parts or parts[0].dimension != "status":
        return []
    behind = low.partition(parts[0].value.text.casefold())[2]
    own = list(takewhile(lambda c: c.dimension != "status", parts[1:]))
    return own if own and re.match(r"[^\d;]*\b(?:terdiri|yaitu|yakni)\b[^\d;]*\d", behind) else []


def _counted(block: Block, start: int, low: str, marks: Sequence[re.Match[str]], set_id: str) -> Iterator[StaffCount]:
    """What each number of ``marks`` counts in the sentence ``low``, which begins at ``start`` of ``block``: all staff,
    or a group of it that has no scope yet."""
    after, before = (_groups(low, marks, following) for following in (True, False))
    # "PNS sebanyak 16 orang, terdiri dari 9 orang laki-laki dan 7 perempuan, dengan pendidikan S2 4 orang …"
    sides = [[_is_beside(low, marks, n, following) for following in (False, True)] for n in range(len(marks))]
    led = {n: g for n, g in before.items() if sides[n] == [True, False]}
    behind = {n: g for n, g in after.items() if sides[n] == [False, True]}
    groups = {**led, **behind} if led and behind else after if len(after) >= len(before) else before
    if before.get(0, ("", ""))[0] == "kelamin" and after.get(0, ("", ""))[0] == "status":
        return  # "Perempuan sebanyak 9 orang PNS dan 2 orang PPPK": these are not all
    whole_first = groups is after and len(marks) > 1 and _is_total(low, marks[0]) and not _closed(low, marks)
    for n, mark in enumerate(marks):
        number = int(mark[1].replace(".", ""))
        value = _value(block, start + mark.start(), start + _end(low, mark), number)
        if groups.get(n) == ("jabatan", "struktural") and len(marks) == 1:
            yield StaffCount("total", "", "struktural", number, value, set_id)
        elif n in groups and not (whole_first and n == 0 and groups[0][0] != "status"):
            dimension, group = groups[n]
            yield StaffCount(dimension, group, "", number, value, set_id)
        elif _is_total(low, mark):
            yield StaffCount("total", "", _total_scope(low, mark), number, value, set_id)


def _closed(low: str, marks: Sequence[re.Match[str]]) -> bool:
    """Whether the group after the first number is closed before the second: "1 orang berpendidikan S3, 17 orang S2"."""
    stretch = low[marks[0].end():marks[1].start()]
    cut = NEXT_PART.search(stretch)
    return cut is not None and not cut[0].startswith(("terdiri", "dengan", "yang")) and bool(
        _group_of(plain(stretch[:cut.start()])))


def _end(low: str, mark: re.Match[str]) -> int:
    noun = re.match(rf"\s*{facts.kinds()['people']['noun']}\b", low[mark.end():])
    return mark.end() + (noun.end() if noun else 0)


def _groups(low: str, marks: Sequence[re.Match[str]], following: bool) -> dict[int, tuple[str, str]]:
    """The group each number counts, named after it ("12 orang S1") or before it ("S1 12 orang"), by number."""
    out: dict[int, tuple[str, str]] = {}
    for n, mark in enumerate(marks):
        if following:
            limit = marks[n + 1].start() if n + 1 < len(marks) else min(len(low), mark.end() + 130)
            stretch = low[mark.end():limit]
            cut = NEXT_PART.search(stretch)
            stretch = stretch[:cut.start()] if cut else stretch
        else:
            begin = marks[n - 1].end() if n else max(0, mark.start() - 80)
            pieces = [p for p in SEPARATOR.split(low[begin:mark.start()]) if not LINK.fullmatch(p)]
            stretch = pieces[-1] if pieces else ""
        group = _group_of(plain(stretch), divided=not following)
        if group:
            out[n] = group
    return out


def _is_beside(low: str, marks: Sequence[re.Match[str]], n: int, following: bool) -> bool:
    """Whether a group stands right behind the ``n``-th number, or right before it."""
    if following:
        limit = marks[n + 1].start() if n + 1 < len(marks) else len(low)
        text = NEXT_PART.split(low[marks[n].end():min(limit, marks[n].end() + 60)])[0]
        return any(p.match(plain(text).removeprefix("orang ")) for _, _, p in patterns())
    begin = marks[n - 1].end() if n else max(0, marks[n].start() - 80)
    text = LED.sub("", plain(SEPARATOR.split(low[begin:marks[n].start()])[-1]))
    return any(m.end() == len(text) for _, _, p in patterns() for m in p.finditer(text))


def _group_of(text: str, divided: bool = False) -> tuple[str, str] | None:
    """The group named first in ``text``; the longer of two that begin together. With ``divided`` a status counts only
    where no part of it is named: "sebagian besar PNS berpendidikan S1, yaitu"."""
    found = [(m.start(), -m.end(), d, g) for d, g, p in patterns() if (m := p.search(text))]
    roman = GOLONGAN.search(text)
    if roman:
        return "golongan", roman[1]
    parts = [f for f in found if f[2] != "status"] if divided else []
    return min(parts or found)[2:] if found else None


def _is_total(low: str, mark: re.Match[str]) -> bool:
    """Whether the number is said to be that of all staff."""
    before, after = low[max(0, mark.start() - 110):mark.start()], low[mark.end():mark.end() + 40]
    noun = re.match(rf"\s*(?:orang\s+)?{facts.kinds()['people']['noun']}\b", after)
    near = SEPARATOR.split(before)[-1] if COUNTED_ONCE.search(before[-45:]) else before[-45:]
    said = _words()["total"].search(near) or (TOTAL_STAFF.search(before) and not COUNTED_ONCE.search(before))
    about = _words()["staff"].search(before) or _words()["staff"].search(after)
    return bool(noun and said and about) and not VAGUE.search(before) and not PARTS.search(before)


def _total_scope(low: str, mark: re.Match[str]) -> str:
    after = re.split(r" terdiri|[,:;(]|\d", low[mark.end():mark.end() + 45])[0]
    near = plain(SO_MANY.split(low[max(0, mark.start() - 70):mark.start()])[-1] + " " + after)
    if "struktural" in near:
        return "struktural"
    return _status_in(near) or "pegawai"
