"""Tables of staff → counts: breakdowns by group, with their totals, and lists of names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from lkj_audit.model import Cell, Quantity, StaffCount, TypedTable, Value
from lkj_audit.normalize.linking.names import is_total
from lkj_audit.normalize.staff.groups import group_in, groups_in_columns, patterns
from lkj_audit.normalize.text.plain import plain

BREAKDOWNS = ("sdm_pendidikan", "sdm_golongan", "sdm_status")
COUNTED_ROLES = (("pendidikan", "pendidikan"), ("golongan", "golongan"), ("pangkat", "golongan"), ("jk", "kelamin"),
                 ("jabatan", "jabatan"), ("status", "status"))
PERSONAL = ("nip", "golongan", "pangkat", "pendidikan", "jk", "tmt")  # what only a person's own row has
OFFICIALS = re.compile(r"\b(?:struktural|fungsional|eselon|pejabat|pimpinan)\b")  # part of the PNS, not all of them
POSTS = re.compile(r"\b(?:tersedia|formasi|kebutuhan|dibutuhkan|lowong\w*|kosong|ideal|abk|standar|kekurangan)\b")
LISTS = {"sdm_daftar_pns": "pns", "sdm_daftar_ppnpn": "ppnpn"}


def table_counts(table: TypedTable) -> Iterator[StaffCount]:
    """The counts that one table of staff gives; none for any other kind."""
    if table.kind in LISTS:
        yield from _list_counts(table)
    elif table.kind in BREAKDOWNS:
        dimension, columns = groups_in_columns(table.table.header)
        if dimension == "kelamin" or not columns:
            yield from _by_rows(table, columns)
        else:
            yield from _by_columns(table, dimension, columns)


def _value(table: TypedTable, cells: Sequence[Cell], number: int) -> Value:
    """``number`` with the cells it was counted from as proof."""
    text = " + ".join(c.text for c in cells) if 0 < len(cells) <= 12 else str(number)
    shown = cells or table.table.header_cells[:1]
    return Value(text, tuple(p for c in shown for p in c.places), Quantity(text, Decimal(number), "orang"),
                 cells[0].source if cells else "table", table.id, min((c.confidence for c in cells), default=1.0))


def _scope_said(table: TypedTable) -> str:
    """The status that the caption (or the line before) says all people of the table have, "" if none."""
    for text in (table.table.caption or "", *table.table.context[-1:]):
        line, groups = plain(text), []
        for dimension, group, pattern in patterns():
            if dimension == "status" and pattern.search(line):
                groups.append(group)
                line = pattern.sub(" ", line)  # "pegawai pemerintah non pegawai negeri" names no pegawai negeri
        if len(groups) == 1:
            return groups[0]
        if groups:
            return ""
    return ""


# ---------------------------------------------------------------- breakdowns


def _rows(table: TypedTable) -> tuple[list[int], int | None]:
    """The rows with people, and the Jumlah row."""
    rows, total = [], None
    for r, row in enumerate(table.table.rows):
        label = next((c.text for c in row if any(ch.isalpha() for ch in c.text)), "")
        if is_total(label):
            total = r
        elif any(c.text.strip() for c in row):
            rows.append(r)
    return rows, total


def _number(table: TypedTable, row: int, col: int) -> int | None:
    q = table.quantities[row][col]
    return int(q.value) if q is not None and q.value is not None and q.value == int(q.value) and q.unit != "%" else None


def _by_columns(table: TypedTable, dimension: str, columns: dict[int, str]) -> Iterator[StaffCount]:
    """Groups in the headings, units or posts down the side: the sum of each column, the total, and the parts of the
    table that are PNS or not."""
    rows, total_row = _rows(table)
    scope = _scope_said(table)
    yield from _column_sums(table, dimension, columns, rows, total_row, scope, table.id)
    total_col = table.col("jumlah")
    total = _number(table, total_row, total_col) if total_row is not None and total_col is not None else None
    if total is not None and total_row is not None and total_col is not None:
        yield StaffCount("total", "", scope or "pegawai", total, table.value(total_row, total_col), table.id)
    labels = {r: _label(table, r, columns) for r in rows}
    others = [r for r in rows if _status(labels[r]) == "ppnpn"]
    own = [r for r in rows if r not in others]
    if others and own and any(_status(labels[r]) == "pns" for r in own):
        yield from _column_sums(table, dimension, columns, own, None, "pns", f"{table.id}:pns")
        yield from _column_sums(table, dimension, columns, others, None, "ppnpn", f"{table.id}:ppnpn")
    if total_col is not None:
        yield from _side_counts(table, labels, total_col)


def _label(table: TypedTable, row: int, columns: dict[int, str]) -> str:
    side = (c.text for i, c in enumerate(table.table.rows[row]) if i not in columns)
    return next((t for t in side if any(ch.isalpha() for ch in t)), "")


def _status(label: str) -> str:
    found = group_in(label)
    return found[1] if found and found[0] == "status" else ""


def _column_sums(table: TypedTable, dimension: str, columns: dict[int, str], rows: Sequence[int], total_row: int | None,
                 scope: str, set_id: str) -> Iterator[StaffCount]:
    """The count of each group: what the Jumlah row prints, else the sum of the column (an empty column is none)."""
    for c, group in columns.items():
        printed = _number(table, total_row, c) if total_row is not None else None
        if printed is not None and total_row is not None:
            yield StaffCount(dimension, group, scope, printed, table.value(total_row, c), set_id)
            continue
        filled = [(r, n) for r in rows if (n := _number(table, r, c)) is not None]
        number = sum(n for _, n in filled)
        cells = [table.table.rows[r][c] for r, _ in filled] or [table.table.header_cells[c]]
        value = _value(table, cells, number)
        yield StaffCount(dimension, group, scope, number, value, set_id, listed=True)


def _side_counts(table: TypedTable, labels: dict[int, str], total_col: int) -> Iterator[StaffCount]:
    """The rows' own counts, where the rows are posts or kinds of staff. Where posts and statuses are mixed, "PNS" means
    the other PNS, so that only posts and those who are no PNS are taken."""
    found = {r: g for r, label in labels.items() if (g := group_in(label))}
    if not found:
        return
    mixed = len({d for d, _ in found.values()}) > 1 or len(found) < len(labels)
    for r, (dimension, group) in found.items():
        number = _number(table, r, total_col)
        if number is not None and not (mixed and dimension == "status" and group != "ppnpn"):
            set_id = f"{table.id}:{dimension}" if mixed else table.id
            yield StaffCount(dimension, group, "", number, table.value(r, total_col), set_id)


def _by_rows(table: TypedTable, columns: dict[int, str]) -> Iterator[StaffCount]:
    """Groups down the side, with one column of counts (or L, P and a sum)."""
    rows, total_row = _rows(table)
    found: dict[int, tuple[str, str]] = {}
    side = 0
    for col in range(min(3, len(table.roles))):
        here = {r: g for r in rows if (g := group_in(table.table.rows[r][col].text))}
        if len(here) > len(found):
            found, side = here, col
    count = table.col("jumlah")
    if count is None and not columns:
        filled = [c for c in range(side + 1, len(table.roles)) if any(_number(table, r, c) is not None for r in rows)
                  and not POSTS.search(plain(table.table.header[c]))]
        if len(filled) > 1 and not any(table.table.header):
            return  # nobody knows what each column counts
        count = next(iter(filled), None)
    dims = Counter(d for d, _ in found.values())
    main = dims.most_common(1)[0][0] if dims else ""
    posts = main == "eselon" and dims[main] == len(rows)  # else all staff, the posts among them
    scope = "struktural" if posts else _scope_said(table)
    if total_row is not None:
        yield from _sexes(table, columns, total_row, scope or "pegawai")
    if not found:
        return
    for r, (dimension, group) in found.items():
        if dimension != main:
            continue
        cells = [table.table.rows[r][c] for c in ([count] if count is not None else columns)]
        numbers = [n for c in ([count] if count is not None else columns) if (n := _number(table, r, c)) is not None]
        empty = bool(cells) and not any(c.text.strip(" -–") for c in cells)
        if numbers or empty:
            value = table.value(r, count) if count is not None and numbers else _value(table, cells, sum(numbers))
            yield StaffCount(main, group, scope if main != "status" else "", sum(numbers), value, table.id,
                             listed=count is None or not numbers)
    if total_row is not None and count is not None and (total := _number(table, total_row, count)) is not None:
        yield StaffCount("total", "", scope or "pegawai", total, table.value(total_row, count), table.id)


def _sexes(table: TypedTable, columns: dict[int, str], row: int, scope: str) -> Iterator[StaffCount]:
    """What the Jumlah row prints in the columns of men and women."""
    numbers = {c: n for c in columns if (n := _number(table, row, c)) is not None}
    if len(numbers) == len(set(columns.values())) == len(columns):
        for c, number in numbers.items():
            yield StaffCount("kelamin", columns[c], scope, number, table.value(row, c), f"{table.id}:kelamin")


# ---------------------------------------------------------------- lists of names


def _list_counts(table: TypedTable) -> Iterator[StaffCount]:
    """How many people are listed, and of which education, golongan, sex and post, where the column is filled for
    all."""
    name_col = table.col("nama")
    people = _people(table, name_col) if name_col is not None else []
    if not people or name_col is None:
        return
    scope = _list_scope(table)
    names = [table.table.rows[r][name_col] for r in people]
    value = Value(" + ".join(c.text for c in names), tuple(p for c in names for p in c.places),
                  Quantity(str(len(people)), Decimal(len(people)), "orang"), names[0].source, table.id)
    yield StaffCount("total", "", scope, len(people), value, table.id, listed=True)
    for role, dimension in COUNTED_ROLES:
        col = table.col(role)
        if col is not None and not (role == "pangkat" and table.col("golongan") is not None):
            yield from _list_groups(table, dimension, col, len(people), scope)


def _list_scope(table: TypedTable) -> str:
    """Whom a list of names lists: officials ("struktural", "fungsional"), else the status that is said."""
    caption = plain(table.table.caption or "".join(table.table.context[-1:]))
    if officials := OFFICIALS.search(caption):
        return "fungsional" if officials[0] == "fungsional" else "struktural"
    said = _scope_said(table)
    text = plain(" ".join([table.table.caption or "", *table.table.context[-1:]]))
    if not said and "pegawai" in text:
        return "pegawai"
    return said or LISTS[table.kind]


def _people(table: TypedTable, name_col: int) -> list[int]:
    """The rows that are people: a name, and a number or anything else that only a person's own row has. What slipped
    out of its row (no number, no name) and the rest of a wrapped name are not."""
    number_col = table.col("no")
    marks = [c for role in PERSONAL if (c := table.col(role)) is not None]
    out = []
    for r, row in enumerate(table.table.rows):
        name = row[name_col]
        first = next((c.text for c in row if c.text.strip()), "")
        if name.filled or sum(ch.isalpha() for ch in name.text) < 2 or is_total(first):
            continue
        numbered = number_col is not None and row[number_col].text.strip(" .") and not row[number_col].filled
        if numbered or any(row[c].text.strip() for c in marks) or (number_col is None and not marks):
            out.append(r)
    return out


def _list_groups(table: TypedTable, dimension: str, col: int, people: int, scope: str) -> Iterator[StaffCount]:
    """The groups of one column, if it has as many filled cells as there are people: a cell may have slipped into
    another row, but none may be missing or unknown. Posts that are no group of their own are not counted."""
    cells = [row[col] for row in table.table.rows if row[col].text.strip(" -–")]
    groups = [_cell_group(dimension, c.text) for c in cells]
    if len(cells) != people or (dimension != "jabatan" and None in groups):
        return
    for group in dict.fromkeys(g for g in groups if g):
        members = [c for c, g in zip(cells, groups, strict=True) if g == group]
        value = _value(table, members, len(members))
        yield StaffCount(dimension, group, scope, len(members), value, f"{table.id}:{dimension}", listed=True)


def _cell_group(dimension: str, text: str) -> str | None:
    label = plain(text)
    if dimension == "kelamin":
        return {"l": "l", "laki laki": "l", "pria": "l", "p": "p", "perempuan": "p", "wanita": "p"}.get(label)
    for d, group, pattern in patterns():
        match = pattern.match(label) if dimension == "jabatan" else pattern.search(label)
        if d == dimension and match:
            return group.split("/")[0] if dimension == "golongan" else group
    roman = [w for w in label.split() if w in ("i", "ii", "iii", "iv")]
    return roman[-1] if dimension == "golongan" and roman else None
