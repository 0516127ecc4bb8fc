"""Tables → the lines of budget tables, and which is part of which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from lkj_audit.model import BudgetLine, TypedTable
from lkj_audit.normalize.linking.indicators import BULLET
from lkj_audit.normalize.linking.names import is_average, is_total
from lkj_audit.normalize.tables.apbd import parts_of_sections
from lkj_audit.normalize.tables.columns import CODE, LEADING_CODE
from lkj_audit.normalize.tables.nesting import adds_up, parts_of_sums
from lkj_audit.normalize.tables.views import of_year
from lkj_audit.normalize.text.plain import plain

BUDGET_KINDS = {k: k for k in ("pk_anggaran", "anggaran_program", "anggaran_belanja", "sp2d")}
# Performance tables that give the money of each row as well, and the kind of budget table that stands in them.
COMBINED = {"capaian": "anggaran_program", "capaian_sasaran": "anggaran_program", "pk": "pk_anggaran"}
NAME_ROLES = ("uraian", "program", "kegiatan", "sasaran", "indikator", "keterangan", "nama", "jabatan")
FOUR = re.compile(r"\d{4}")
INCOME_TOTAL = re.compile(r"(?:jumlah|total) (?:pendapatan|penerimaan)(?: daerah)?")
BELANJA = re.compile(r"(?:5[1-8]\b\W*)?belanja\b|^5[1-8]$")
CAPTION_CODE = re.compile(r"\b((?:\d{3}\.)?\d{2}\.[A-Z]{2}(?:\.\d{4})?|[A-Z]{2}\.\d{4})\b")
KEGIATAN_CODE = re.compile(
    r"(?:(?:\d{3}\.)?(?:\d{2}\.)?[A-Z]{2}\.)?\d{4}|\d\.\d{2}\.\d{2}\.\d\.\d{2}|\d\.\d{2}\.\d{2}\.\d{1,2}")
ACCOUNT = re.compile(r"[4-6](?:\.\d{1,2})?")
LEADING_ACCOUNT = re.compile(r"([4-6]\.\d{1,2})\s+(?=(?:belanja|pendapatan|pembiayaan|pengeluaran)\b)", re.I)
CAPTION_PROGRAM = re.compile(
    r"\bprogram\s+(?!(?:dan|per|serta|kerja|prioritas|kegiatan|tahun|anggaran|utama|atau)\b)"
    r"(?P<name>[^\W\d_][^()\d:;/]*?)\s*(?=[(:;]|$|,?\s(?:(?:tahun|ta|t\.a|pada|di|kpu|per|menurut|berdasarkan)\b|\d))",
    re.I)
UNIT_HEADING = re.compile(
    r"(?:nama )?(?:satuan kerja|satker|unit (?:kerja|organisasi)|perangkat daerah|opd|skpd|instansi)\b")


class _Line(NamedTuple):
    """A budget row before its place in the hierarchy is known."""

    line: BudgetLine
    total: bool


def budget_lines(tables: Sequence[TypedTable]) -> tuple[BudgetLine, ...]:
    """The rows of all budget tables, and of performance tables with pagu columns, with code, level and the row they
    are part of; of a table of several years, as far as it gives the reporting year's pagu and realisasi."""
    return tuple(line for t in map(_as_budget, tables)
                 if t.kind in BUDGET_KINDS or (t.kind in COMBINED and "pagu" in t.roles) for line in _table_lines(t))


def _as_budget(table: TypedTable) -> TypedTable:
    return of_year(table) if "pagu" in table.roles else table


def _table_lines(table: TypedTable) -> list[BudgetLine]:
    combined = table.kind in COMBINED
    roles = ("pagu", "realisasi_anggaran" if combined else "realisasi", "sisa")
    columns = [table.col(role) for role in (*roles, "persen")]
    amounts = [c for c, role in enumerate(table.roles) if role in roles]
    name_col = _name_column(table)
    known = _account_codes(table)
    found: list[_Line] = []
    for r, row in enumerate(table.table.rows):
        cells = [c for c in amounts if (q := table.quantities[r][c]) is not None and q.value is not None]
        first = next((c.text for c in row if any(ch.isalpha() for ch in c.text)), "")
        # where one amount stands beside several indicators, only its first row is a line
        if not cells or is_average(first) or (combined and all(row[c].filled for c in cells)):
            continue
        code, label = _code_and_label(table, r, name_col, known)
        total = is_total(first) or is_total(label) or INCOME_TOTAL.fullmatch(plain(label)) is not None
        name = table.value(r, name_col if name_col is not None else amounts[0])
        if name_col is not None:
            name = replace(name, text=first if total and not plain(name.text) else label or name.text)
        pagu, realisasi, sisa, persen = (table.value(r, c) if c is not None else None for c in columns)
        kind = COMBINED.get(table.kind, table.kind)
        found.append(_Line(BudgetLine(kind, table.id, r, name, code, "item", pagu, realisasi, sisa, persen), total))
    return _placed(table, found)


def _name_column(table: TypedTable) -> int | None:
    """The column that says what the amounts are for; failing a heading that tells, the first one with words in most
    rows."""
    named = next((c for role in NAME_ROLES if (c := table.col(role)) is not None), None)
    if named is not None:
        return named
    free = [c for c, role in enumerate(table.roles) if role == ""]
    return next((c for c in free if sum(any(ch.isalpha() for ch in cell.text) for cell in table.table.column(c)) * 2
                 > len(table.table.rows)), None)


def _account_codes(table: TypedTable) -> frozenset[str]:
    """The short account codes of a code column (5, 5.1) that other codes of it stand under: "5" alone may be a row's
    number."""
    col = table.col("kode")
    codes = [_bare_code(cell.text) for cell in table.table.column(col)] if col is not None else []
    return frozenset(c for c in codes if ACCOUNT.fullmatch(c) and any(o.startswith(f"{c}.") for o in codes))


def _bare_code(text: str) -> str:
    """A code without the blanks that a narrow cell puts in."""
    return "".join(text.split()).strip(".")


def _code_and_label(table: TypedTable, row: int, name_col: int | None, known: frozenset[str]) -> tuple[str, str]:
    """Code and name, whether the code has a column of its own or stands before the name."""
    cells = table.table.rows[row]
    label = " ".join(cells[name_col].text.split()) if name_col is not None else ""
    code_col = table.col("kode")
    if code_col is not None:
        code = _bare_code(cells[code_col].text)
        if code and (CODE.fullmatch(code) or code in known or (ACCOUNT.fullmatch(code) and "." in code)):
            return code, label
        if code and code_col == name_col:
            label = " ".join(cells[code_col].text.split())
    match = LEADING_CODE.match(label) or LEADING_ACCOUNT.match(label)
    if match and match.end() < len(label):
        return match[1].replace(" ", ""), label[match.end():]
    return "", BULLET.sub("", label)


def _placed(table: TypedTable, lines: list[_Line]) -> list[BudgetLine]:
    """``lines`` with level and parent."""
    if not lines:
        return []
    levels = _levels(lines)
    codes = [entry.line.code for entry in lines]
    if len(lines) == 1:
        return [_lone(table, lines[0].line, levels[0])]
    if not any(codes) and (parts := parts_of_sections([entry.line for entry in lines])):
        return [replace(entry.line, level=level, parent=None if part is None else lines[part].line.row)
                for entry, level, part in zip(lines, levels, parts, strict=True)]
    first = lines[0].line
    # 657757 KPU KABUPATEN …, or a first row without a name: what follows are its parts
    unnamed = not first.code and not re.search(r"[^\W\d]", first.name.text)
    head = _is_satker(first.code) or unnamed or (levels[0] in ("item", *levels[1:2]) and _closes(lines))
    if head:
        levels[0] = "total"
    if not any(codes) and set(levels) <= {"total", "item", "program"} and "program" in table.roles:
        levels = ["program" if level == "item" else level for level in levels]
    parents = _parents(levels, codes, head)
    if not any(codes):
        _nest([entry.line for entry in lines], levels, parents)
    for i, level in enumerate(levels):
        if level == "item" and (parent := parents[i]) is not None and levels[parent] == "program":
            levels[i] = "kegiatan"
    placed = [replace(entry.line, level=level, parent=lines[parent].line.row if parent is not None else None)
              for entry, level, parent in zip(lines, levels, parents, strict=True)]
    return _of_one_programme(table, placed)


def _nest(lines: Sequence[BudgetLine], levels: Sequence[str], parents: list[int | None]) -> None:
    """Puts what a row below a total sums up below that row; belanja that stand beside programmes are such rows where
    the total needs them. Changes ``parents``."""
    for total in sorted({p for p in parents if p is not None}):
        mine = [i for i, p in enumerate(parents) if p == total]
        aside = [i for i, p in enumerate(parents) if p is None and levels[i] == "belanja" and i < total]
        both = sorted((*mine, *aside))
        for some in (both, mine) if aside else (mine,):
            found = parts_of_sums([lines[i] for i in some], lines[total])
            for part, whole in found.items():
                parents[some[part]] = some[whole]
            if found:
                for i in aside if some is both else ():
                    parents[i] = total if parents[i] is None else parents[i]
                break


def _lone(table: TypedTable, line: BudgetLine, level: str) -> BudgetLine:
    """The only row of a table: the programme or kegiatan whose code the caption gives, or the whole of the unit it
    names."""
    if not line.code and (code := CAPTION_CODE.search(table.table.caption or "")):
        return replace(line, code=code[1], level="program" if code[1][-1].isalpha() else "kegiatan")
    name_col = _name_column(table)
    unit = name_col is not None and UNIT_HEADING.match(plain(table.table.header[name_col]))
    if unit or name_col is None or _is_satker(line.code):
        return replace(line, level="total")
    return replace(line, level="program" if level == "item" and "program" in table.roles and not line.code else level)


def _of_one_programme(table: TypedTable, lines: list[BudgetLine]) -> list[BudgetLine]:
    """``lines`` with the total row as the programme that the caption names, where the rows are its parts."""
    caption = " ".join((table.table.caption or "").split())
    totals = [i for i, line in enumerate(lines) if line.level == "total" and line.parent is None]
    if len(totals) != 1 or any(line.level == "program" for line in lines):
        return lines
    codes = [m[1] for m in CAPTION_CODE.finditer(caption) if m[1][-1].isalpha()]
    named = CAPTION_PROGRAM.search(caption)
    if len(codes) > 1 or not (codes or (named and len(named["name"].split()) > 1)):
        return lines
    whole = lines[totals[0]]
    name = replace(whole.name, text=named["name"]) if named else whole.name
    code = codes[0] if codes else whole.code
    return [*lines[:totals[0]], replace(whole, name=name, code=code, level="program"), *lines[totals[0] + 1:]]


def _parents(levels: Sequence[str], codes: Sequence[str], head: bool) -> list[int | None]:
    """The row each row is part of: by code; belanja and uncoded kegiatan by the row they follow; the rest by the total
    that heads or closes them."""
    rank = {"program": 0, "kegiatan": 1, "item": 2, "belanja": 3}
    totals = [i for i, level in enumerate(levels) if level == "total"]
    only_belanja = set(levels) <= {"total", "belanja"}
    parents: list[int | None] = []
    for i, (level, code) in enumerate(zip(levels, codes, strict=True)):
        above = [j for j in range(len(codes)) if j != i and _contains(codes[j], code)]
        parent = max(above, key=lambda j: (len(codes[j]), j < i, -abs(i - j))) if above else None
        over = [j for j in range(i) if rank.get(levels[j], 9) < rank.get(level, 0)]
        if parent is None and over and not only_belanja and (level == "belanja" or (level == "kegiatan" and not code)):
            parent = over[-1]
        if parent is None and totals and level != "total":
            parent = totals[0] if head else next((j for j in totals if j > i), totals[0])
        if level == "total" and i != totals[-1] and not head and i > 0:
            parent = totals[-1]
        parents.append(parent)
    # belanja and programmes side by side under one total are two ways of dividing it: keep the programmes
    for total in totals:
        sorts = {levels[i] for i, p in enumerate(parents) if p == total} - {"total"}
        if "belanja" in sorts and len(sorts) > 1:
            parents = [None if p == total and levels[i] == "belanja" else p for i, p in enumerate(parents)]
    return parents


def _levels(lines: Sequence[_Line]) -> list[str]:
    """The level of each row. Of codes of four digits all are kegiatan where one is: 5275 among 3355 is no account."""
    levels = [_level(entry) for entry in lines]
    if {"item", "belanja"} <= set(levels) and not any(e.line.code for e in lines) and (
            lines[-1].total and adds_up([e.line for e in lines[:-1] if not e.total], lines[-1].line)):
        return ["item" if level == "belanja" else level for level in levels]  # side by side, whatever their names
    if not any(level == "kegiatan" and FOUR.fullmatch(e.line.code) for e, level in zip(lines, levels, strict=True)):
        return levels
    return ["kegiatan" if level == "belanja" and FOUR.fullmatch(e.line.code)
            and not BELANJA.match(plain(e.line.name.text)) else level for e, level in zip(lines, levels, strict=True)]


def _level(entry: _Line) -> str:
    """Level of a row by its code or name alone; "item" where neither tells."""
    line = entry.line
    if entry.total or _is_satker(line.code):
        return "total"
    if _is_belanja(line):
        return "belanja"
    if re.fullmatch(r"(?:\d{3}\.)?(?:\d{2}\.)?[A-Z]{2}", line.code) or re.match(r"program\b", plain(line.name.text)):
        return "program"
    if KEGIATAN_CODE.fullmatch(line.code) or plain(line.name.text).startswith("kegiatan "):
        return "kegiatan"
    if re.fullmatch(r"\d\.\d{2}\.\d{2}", line.code):
        return "program"
    return "item"


def _is_satker(code: str) -> bool:
    return bool(re.fullmatch(r"\d{6}", code)) and not re.match(r"5[1-8]", code)


def _is_belanja(line: BudgetLine) -> bool:
    return bool(re.fullmatch(r"5[1-8](?:\d{1,4})?", line.code) or BELANJA.match(plain(line.name.text)))


def _contains(whole: str, part: str) -> bool:
    """Whether ``part`` is a code below ``whole``: CQ ⊃ CQ.6639, 51 ⊃ 511111, 1.02.01 ⊃ 1.02.01.2.01."""
    if not whole or not part or len(whole) >= len(part):
        return False
    accounts = whole.isdigit() and part.isdigit() and whole[0] == "5"
    return part.startswith(whole if accounts else f"{whole}.")


def _closes(lines: Sequence[_Line]) -> bool:
    """Whether the first row, without saying so, is the sum of the top rows below it in some amount column."""
    rest = [e.line for e in lines[1:] if not e.total]
    codes = {e.code for e in rest if e.code}
    if lines[0].total or len(rest) < 2 or any(_contains(lines[0].line.code, c) for c in codes):
        return False
    top = [e for e in rest if not any(_contains(c, e.code) for c in codes)]
    return len(top) > 1 and adds_up(top, lines[0].line)
