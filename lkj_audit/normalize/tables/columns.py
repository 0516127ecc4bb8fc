"""The columns of a table: what their heading says they are, and what their cells show them to be."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from lkj_audit.model import Quantity, Table
from lkj_audit.normalize.figures.numbers import column_style, parse
from lkj_audit.normalize.figures.units import MULTIPLIERS
from lkj_audit.normalize.linking.names import is_average, is_total
from lkj_audit.normalize.tables.headings import child_roles, header_role, shared_roles
from lkj_audit.normalize.text.plain import plain

CODE = re.compile(
    r"(?:\d{3}\.)?(?:\d{2}\.)?[A-Z]{2}(?:\.\d{4}(?:\.[A-Z]{3}(?:\.\d{3}(?:\.\d{3})?)?)?)?"
    r"|\d{4}(?:\.[A-Z]{3}(?:\.\d{3}(?:\.\d{3})?)?)?|\d{1,2}(?:\.\d{1,4}){2,7}|\d\.\d{2}|5[1-8](?:\d{1,4})?|\d{6}"
    r"|\d{3}\.\d{2}")
LEADING_CODE = re.compile(
    r"((?:\d{3} ?\. ?)?(?:\d{2} ?\. ?)?[A-Z]{2} ?\. ?\d[\d ]{3,4}\d?(?: ?\. ?[A-Z]{3}(?: ?\. ?\d{3}){0,2})?(?=\s|$)"
    r"|(?:\d{3} ?\. ?)?\d{2} ?\. ?[A-Z]{2}(?=\s|$)|\d{3} ?\. ?\d{2} ?\. ?[A-Z]{2}(?=\s|$)|[A-Z]{2}(?= [A-Z][a-z])"
    r"|\d{4} ?\. ?[A-Z]{3}(?: ?\. ?\d{3}){0,2}(?=\s|$)|\d{1,2}(?: ?\. ?\d{1,4}){2,7}(?=\s|$)|\d\.\d{2}(?=\s)"
    r"|\d{4}(?= [A-Z][a-z])|\d{6}(?=\s)|5[1-8](?=\s+[-:]?\s*[Bb])) *[-:]?\s*")
NUMBER = re.compile(r"(?:rp\.? ?)?[-(]? ?(?:rp\.? ?)?\d{1,3}(?:[.,] ?\d{3})*(?:[.,]\d{1,2})?\)?(?: ?,? ?-)?", re.I)
SMALL = re.compile(r"\d{1,3}(?:[.,]\d{1,2})? ?%?")
BIG = re.compile(r"rp\.? ?\d|\d{1,3}(?:[.,] ?\d{3}){2,}", re.I)
NIP = re.compile(r"\d{8} ?\d{6} ?\d ?\d{3}")
GOLONGAN = re.compile(
    r"(?:[a-z .]{3,30}[ ,(/-]+)?\(?(?:IV|III|II|I|1V|V|VI|VII|VIII|IX|X|XI)(?:\s*[/.\-]?\s*[a-e])?\)?", re.I)
LABEL = re.compile(r"(?:(?:IK[A-Z]{0,4}|S[SKP]|SKP)[ .-]?\d{1,2}(?:[.-]\d{1,2})*[a-z]?)?", re.I)  # "IKK 3", no name
IN_THOUSANDS = re.compile(r"\b(?:rp|rupiah|dalam)(?: rp| rupiah)? (ribu|juta|miliar|milyar|triliun)(?:an)?\b"
                          r"|\b(ribu|juta|miliar|milyar|triliun)(?:an)? (?:rp|rupiah)\b")
IN_RUPIAH = ("pagu", "realisasi", "realisasi_anggaran", "sisa", "target", "jumlah")
OF_YEARS = ("tahun", "selisih")
MOST_RUPIAH = Decimal(10) ** 14  # no unit's budget line is larger: what would be is printed in full
UPPER_GOAL = re.compile(r"^(?:tujuan|misi|perspektif|outcome)\b(?!.*\bsasaran\b)")
BEFORE_CHANGE = re.compile(r"\b(?:murni|semula|awal|sebelum|lama)\b")
# An amount before and after the change, where the heading names nothing else: "Semula (Rp)", "Menjadi (Rp)".
_CHANGE = r"(?: (?:perubahan|pergeseran|rasionalisasi|refocusing|revisi|efisiensi))?(?: rp| rupiah)?"
OLD_AMOUNT = re.compile(rf"(?:murni|semula|sebelum|awal|induk|pokok){_CHANGE}")
NEW_AMOUNT = re.compile(rf"(?:menjadi|sesudah|setelah|perubahan|pergeseran){_CHANGE}")
PER_CENT_OF = re.compile(r"^(?:persen(?:tase)?) ")
# Of the same period: "Realisasi TW II" beside "Capaian TW II (%)".
REACHED, SHARE = (re.compile(rf"{word}(?: kinerja)?(?: s d)? (.+?)(?: persen)?") for word in ("realisasi", "capaian"))
SILENT = frozenset((
    "no", "kode", "nip", "nama", "golongan", "pangkat", "jabatan", "pendidikan", "jk", "tmt", "tujuan", "sasaran",
    "indikator", "program", "kegiatan", "uraian", "hambatan", "kendala", "tindak_lanjut", "waktu", "keterangan",
    "formula", "sumber"))


@dataclass(frozen=True, slots=True)
class Content:
    """What the filled cells of a column hold: ``count`` cells, and the share of each sort among them (``small``:
    figures below 1,000, with or without %; ``wordy``: no digit at all; ``big``: amounts of a million and more;
    ``number``: figures of any size)."""

    count: int
    money: float = 0.0
    percent: float = 0.0
    code: float = 0.0
    nip: float = 0.0
    golongan: float = 0.0
    sex: float = 0.0
    small: float = 0.0
    text: float = 0.0
    wordy: float = 0.0
    big: float = 0.0
    number: float = 0.0


def content(texts: Sequence[str]) -> Content:
    """What ``texts`` (the cells of one column) hold."""
    filled = [t for t in (" ".join(text.split()) for text in texts) if t not in ("", "-", "–")]
    if not filled:
        return Content(0)

    def share(test: Callable[[str], object]) -> float:
        return sum(bool(test(t)) for t in filled) / len(filled)

    numbers = [t for t in filled if NUMBER.fullmatch(t)]
    money = len(numbers) / len(filled) if sum(bool(BIG.match(t)) for t in numbers) * 3 >= len(numbers) else 0.0
    return Content(
        len(filled), money, share(lambda t: t.endswith("%") and t[0].isdigit()), share(_is_code), share(NIP.search),
        share(lambda t: len(t) < 40 and GOLONGAN.fullmatch(t)), share(lambda t: t.upper() in ("L", "P")),
        share(lambda t: SMALL.fullmatch(t)),
        share(lambda t: len(t) > 3 and t[-1] != "%" and sum(ch.isalpha() for ch in t) * 2 > len(t)),
        share(lambda t: not any(ch.isdigit() for ch in t)), share(BIG.match),
        len(numbers) / len(filled))


def _is_code(text: str) -> bool:
    return bool(CODE.fullmatch(text.replace(" ", "")))


def is_summary(cells: Sequence[str]) -> bool:
    """Whether a row is a total or a mean: its first filled cell with letters says so."""
    label = next((t for t in cells if any(ch.isalpha() for ch in t)), "")
    return is_total(label) or is_average(label)


def base_roles(table: Table) -> tuple[list[str], list[str], list[Content]]:
    """Role and qualifier of each column from its heading, corrected and completed by what its cells hold, and the
    contents. A heading that its cells belie (percentages under "Sisa") says nothing."""
    body = [row for row in table.rows if not is_summary([c.text for c in row])] or list(table.rows)
    contents = [content([row[c].text for row in body]) for c in range(len(table.header))]
    found = [header_role(h) for h in table.header]
    children = child_roles(table.header) | shared_roles(table.header)
    roles = [children.get(c, role) for c, (role, _) in enumerate(found)]
    for c, (role, have) in enumerate(zip(roles, contents, strict=True)):
        headed = bool(table.header[c].strip())
        roles[c] = _by_content(role, have, headed)
        if roles[c] == "indikator" and have.count > 1 and all(LABEL.fullmatch(row[c].text.strip()) for row in body):
            roles[c] = "kode"
    _part_alike(table, roles, contents)
    amounts = [c for c, role in enumerate(roles) if role == "realisasi" and contents[c].money > 0.6]
    if amounts and any(role in ("realisasi", "target") and c not in amounts for c, role in enumerate(roles)):
        for c in amounts:  # performance and budget side by side
            roles[c] = "realisasi_anggaran"
    costs = [c for c, role in enumerate(roles) if role == "target" and contents[c].money > 0.6]
    if costs and "realisasi_anggaran" in roles and any(r == "target" and c not in costs for c, r in enumerate(roles)):
        for c in costs:
            roles[c] = "pagu"
    if "uraian" not in roles and "kode" in roles:
        after = [c for c, r in enumerate(roles) if r == "" and contents[c].text > 0.6]
        if after:
            roles[after[0]] = "uraian"
    return roles, [qualifier for _, qualifier in found], contents


def _part_alike(table: Table, roles: list[str], contents: list[Content]) -> None:
    """Tell columns of one role apart: a tujuan beside the sasaran, the first target beside the amended one, the share
    reached in a quarter beside what was; figures in several units are no amounts, though some are rupiah. Changes
    ``roles`` and ``contents``."""
    heads = [plain(h.replace("%", " persen ")) for h in table.header]
    old, new = ([c for c, h in enumerate(heads) if what.fullmatch(h) and roles[c] in ("", "pagu", "selisih")
                 and contents[c].money > 0.6] for what in (OLD_AMOUNT, NEW_AMOUNT))
    if len(old) == len(new) == 1 and "pagu" not in (r for c, r in enumerate(roles) if c not in (*old, *new)):
        roles[old[0]], roles[new[0]] = "pagu_lain", "pagu"
    for role, first, instead in (("sasaran", UPPER_GOAL, "tujuan"), ("target", BEFORE_CHANGE, "target_lain"),
                                 ("realisasi", PER_CENT_OF, "persen")):
        same = [c for c, r in enumerate(roles) if r == role]
        early = [c for c in same if first.search(heads[c])]
        for c in early if len(early) < len(same) else ():
            roles[c] = instead
    reached = {m[1] for c, r in enumerate(roles) if r == "realisasi" and (m := REACHED.fullmatch(heads[c]))}
    for c, role in enumerate(roles):
        if role == "realisasi" and (m := SHARE.fullmatch(heads[c])) and m[1] in reached:
            roles[c] = "capaian"
    if {"satuan", "indikator"} <= set(roles):
        for c in (c for c, r in enumerate(roles) if r in ("target", "realisasi") and 0 < contents[c].big < 0.9):
            contents[c] = replace(contents[c], money=0.0)


def _by_content(role: str, have: Content, headed: bool) -> str:
    """``role`` as the cells leave it."""
    if not have.count:
        return role
    if role in ("sasaran", "indikator", "program", "kegiatan") and have.count > 1 and have.text == 0:
        return ""  # "Sasaran": how many are to be served
    if role in ("hambatan", "kendala", "tindak_lanjut") and have.count > 1 and have.text == 0:
        return ""  # "Jumlah Rekomendasi"
    if role in ("persen", "kategori", "no") and have.money > 0.6:
        return ""
    if role in ("sisa", "pagu", "lock") and have.percent > 0.6:
        return ""
    if role == "jk" and have.count and have.wordy < 0.3:
        return "jumlah"  # "L+P": how many there are of both
    if role in ("pagu", "sisa") and max(have.wordy, have.text) > 0.7:  # "DIPA": the funds, with or without a code
        return "uraian"
    if role in ("", "uraian", "program", "kegiatan") and have.code > 0.7 and have.text < 0.3 and have.money < 0.6:
        return "kode"
    if role == "uraian" and have.count > 2 and have.number == 1:
        return ""  # "Judul", "Bidang": how many of them
    if role in ("", "nama", "jabatan") and have.nip > 0.7:
        return "nip" if role == "" else role
    if role == "" and not headed:
        if have.sex > 0.7:
            return "jk"
        if have.golongan > 0.7 and have.code < 0.3:
            return "golongan"
    return role


def quantities(table: Table, roles: Sequence[str],
               contents: Sequence[Content]) -> tuple[tuple[Quantity | None, ...], ...]:
    """The parsed quantity of each cell, read in the style of its column; None where there is none or where the column
    holds names, codes or dates. Amounts in thousands or millions of rupiah are given in rupiah."""
    told = 0 if "indikator" in roles else _power(table.caption or "")
    columns: list[list[Quantity | None]] = []
    for c, role in enumerate(roles):
        texts = [row[c].text for row in table.rows]
        if role.partition(":")[0] in SILENT:
            columns.append([None] * len(texts))
            continue
        style = column_style([t for t in texts if t])
        share = contents[c].percent > 0.5 or role == "persen"
        amounts = role in IN_RUPIAH or role.partition(":")[0] in OF_YEARS
        power = 0 if share else _power(table.header[c]) or (told if amounts else 0)
        hint = "rp" if contents[c].money > 0.6 or power else "%" if share else ""
        columns.append([_scaled(_read(t, style, hint), power) for t in texts])
    return tuple(zip(*columns, strict=True)) if columns and table.rows else tuple(() for _ in table.rows)


def _read(text: str, style: str, hint: str) -> Quantity | None:
    return parse(text, style=style, hint=hint) if 0 < len(text) <= 80 else None


@lru_cache(maxsize=1024)
def _power(text: str) -> int:
    """The power of ten that a heading or caption gives amounts in: 6 for "Pagu (juta Rp)", 0 where it says nothing."""
    found = IN_THOUSANDS.search(plain(text))
    return MULTIPLIERS[found[1] or found[2]] if found else 0


def _scaled(quantity: Quantity | None, power: int) -> Quantity | None:
    """``quantity`` of a column in thousands or millions in rupiah; one printed in full, or in per cent, as it is."""
    if quantity is None or quantity.value is None or not power or quantity.unit not in ("", "rp"):
        return quantity
    if abs(quantity.value) >= MOST_RUPIAH.scaleb(-power):
        return quantity
    value, step = quantity.value.scaleb(power), quantity.step.scaleb(power)
    return replace(quantity, value=Decimal(int(value)) if value == int(value) else value, unit="rp", step=step)


def infer_amounts(roles: list[str], rows: Sequence[Sequence[Quantity | None]], contents: Sequence[Content]) -> None:
    """Name unnamed amount and percentage columns by their arithmetic: realisasi / pagu is the percentage, and
    pagu - realisasi the rest. Changes ``roles``."""
    money = [c for c, have in enumerate(contents) if have.money > 0.6 and roles[c] in ("", "pagu", "realisasi", "sisa")]
    percent = [c for c, have in enumerate(contents) if have.small > 0.6 and roles[c] in ("", "persen")]
    free = [c for c in money if roles[c] == ""]
    whole = [c for c in money if roles[c] == "pagu"] or free
    if free and "realisasi" not in roles:
        for p in whole:
            for r in free:
                share = next((s for s in percent if _holds(rows, (p, r, s), _is_share)), None)
                if p != r and share is not None:
                    roles[p], roles[r], roles[share] = "pagu", "realisasi", "persen"
                    break
            if "realisasi" in roles:
                break
    _keep_one(roles, rows, contents)
    if "pagu" in roles and "realisasi" in roles:
        p, r = roles.index("pagu"), roles.index("realisasi")
        shares = [c for c, role in enumerate(roles) if role == "persen"]
        own = next((c for c in shares if _holds(rows, (p, r, c), _is_share)), next((c for c in shares if c > r), None))
        for c in shares:
            roles[c] = "persen" if own in (None, c) else "persen_lain"
        for c in range(len(roles)):
            if roles[c] == "" and contents[c].money > 0.6 and _holds(rows, (p, r, c), lambda a, b, x: a - b == x):
                roles[c] = "sisa"
            if roles[c] == "" and contents[c].small > 0.6 and _holds(rows, (p, r, c), _is_share):
                roles[c] = "persen"


def _keep_one(roles: list[str], rows: Sequence[Sequence[Quantity | None]], contents: Sequence[Content]) -> None:
    """Of several pagu (awal, revisi) or realisasi columns, keep the pair that gives the percentage, else the last."""
    pagu, realisasi, persen = ([c for c, role in enumerate(roles) if role == name and contents[c].count]
                               for name in ("pagu", "realisasi", "persen"))
    if len(pagu) < 2 and len(realisasi) < 2:
        return
    fitting = [(p, r) for p in pagu for r in realisasi if any(_holds(rows, (p, r, s), _is_share) for s in persen)]
    p, r = fitting[-1] if fitting else ((pagu or [-1])[-1], (realisasi or [-1])[-1])
    for c in (*pagu, *realisasi):
        if c not in (p, r):
            roles[c] += "_lain"


def _is_share(whole: Decimal, part: Decimal, share: Decimal) -> bool:
    return whole != 0 and abs(part / whole * 100 - share) <= Decimal("0.6")


def _holds(rows: Sequence[Sequence[Quantity | None]], columns: tuple[int, int, int],
           test: Callable[[Decimal, Decimal, Decimal], bool]) -> bool:
    """Whether ``test`` holds in at least two thirds of the rows that fill ``columns``, and in one at least."""
    seen = right = 0
    for row in rows:
        values = [row[c] for c in columns]
        numbers = [q.value for q in values if q is not None and q.value is not None]
        if len(numbers) == 3:
            seen += 1
            right += test(numbers[0], numbers[1], numbers[2])
    return right > 0 and right * 3 >= seen * 2
