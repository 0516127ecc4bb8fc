"""What a table is: its kind, the role of each column, and whose plan it is.

Every kind of ``data/kinds.yaml`` that its ``needs`` and ``never`` allow gets a score: what the columns and cells show,
and what the caption and the lines before the table say (the nearer, the more). The best one wins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from lkj_audit import facts
from lkj_audit.model import Block, Document, Identity, Table, TypedTable
from lkj_audit.normalize.calendar.interim import quarter_of
from lkj_audit.normalize.linking.indicators import INDICATOR_KINDS
from lkj_audit.normalize.linking.names import compact
from lkj_audit.normalize.staff.groups import groups_in_columns
from lkj_audit.normalize.tables.columns import Content, base_roles, infer_amounts, quantities
from lkj_audit.normalize.tables.features import features_of
from lkj_audit.normalize.tables.owners import owner_of
from lkj_audit.normalize.text.plain import plain

BUDGET = ("pk_anggaran", "anggaran_program", "anggaran_belanja", "sp2d")
PLANS = ("rkt", "pk", "pk_anggaran")
UNDER_TITLE = 40  # blocks from the title of an agreement, past its signatures, to its table
_AGREEMENT = re.compile(r"^(?:lampiran )?(?:perjanjian|penetapan) kinerja\b(?!.{90})")
_TO_DATE = re.compile(r"\b(?:s d|sampai dengan|kumulatif|hingga)\b")
_OUTPUT = re.compile(r"^(?!.*\bindikator\b).*\b(?:output|keluaran|kro|ro|komponen)\b")
_OF_BUDGET = {"indikator": "kegiatan", "target": "", "realisasi": "", "capaian": "", "realisasi_anggaran": "realisasi"}
CONTEXT_WEIGHTS = (1.0, 0.7, 0.5, 0.35, 0.25, 0.2)


@dataclass(frozen=True, slots=True, eq=False)
class _Kind:
    """One entry of ``kinds`` in kinds.yaml; the patterns of ``titles`` are compiled when first needed."""

    name: str
    needs: tuple[tuple[str, ...], ...]
    never: frozenset[str]
    features: dict[str, float]
    titles: tuple[tuple[str, float], ...]


@cache
def _kinds() -> tuple[_Kind, ...]:
    return tuple(
        _Kind(name, tuple(tuple(n.split("|")) for n in k.get("needs", ())), frozenset(k.get("never", ())),
              k["features"], tuple(k["titles"].items()))
        for name, k in facts.kinds()["kinds"].items())


def type_tables(document: Document, identity: Identity) -> tuple[TypedTable, ...]:
    """Every table of ``document`` in reading order with its kind, roles, quantities and owner.

    Roles are those of ``data/kinds.yaml``; a column of another year is "realisasi:2021", one of a quarter "target:tw2",
    one headed by a year alone "tahun:2021", one headed by a group of people "jumlah:s1".
    """
    out: list[TypedTable] = []
    gap = since = 99
    for item in document.flow:
        if isinstance(item, Block):
            gap, since = gap + 1, since + 1
            if item.kind != "toc" and _AGREEMENT.match(plain(item.text)):
                since = 0
            elif item.kind == "heading" and item.level == 1:
                since = 99
            continue
        before = out[-1] if out and gap <= 3 else None
        out.append(_type_table(item, identity, before, since <= UNDER_TITLE and item.caption is None))
        gap = 0
    return tuple(_part_sasaran_tables(_part_other_results(_part_outputs(out))))


def _type_table(table: Table, identity: Identity, before: TypedTable | None, under_agreement: bool) -> TypedTable:
    roles, qualifiers, contents = base_roles(table)
    _date_results(roles, qualifiers)
    _name_years(table, roles, qualifiers, identity)
    _name_groups(table, roles, contents)
    features = features_of(table, roles, contents)
    if before and before.kind in ("pk", "pk_anggaran"):
        features.add("after_pk")
    if under_agreement:
        features.add("under_pk")
    kind, confidence, runner_up = _choose(table, features)
    cells = quantities(table, roles, contents)
    _settle(kind, roles, contents)
    _settle_other_years(kind, roles, contents)
    if kind in BUDGET:
        infer_amounts(roles, cells, contents)
        if kind == "pk_anggaran" and "realisasi" in roles:
            kind = "anggaran_program"
    owner = None
    if kind in PLANS:
        owner = owner_of(table)
        if owner is None and kind == "pk_anggaran" and before and before.kind in ("pk", "pk_anggaran"):
            owner = before.owner
    return TypedTable(table, kind, min(confidence, table.confidence), runner_up, tuple(roles), cells, owner)


# ---------------------------------------------------------------- columns


def _date_results(roles: Sequence[str], qualifiers: list[str]) -> None:
    """The percentages, capaian or sisa behind the figures of each of several years are of the year before them. Changes
    ``qualifiers``."""
    for result in ("persen", "capaian", "sisa"):
        found = {c: next((q for q in reversed(qualifiers[:c]) if q), "") for c, role in enumerate(roles)
                 if role == result and not qualifiers[c]}
        if len(found) > 1 and len(set(found.values())) == len(found) and all(y.isdigit() for y in found.values()):
            for c, year in found.items():
                qualifiers[c] = year


def _name_years(table: Table, roles: list[str], qualifiers: Sequence[str], identity: Identity) -> None:
    """Years in headings. One year: nothing changes. Several years and one role: "tahun:YYYY"; several years and several
    roles, or a role that has an undated column as well: the report's year is plain, the others are "role:YYYY"."""
    dated = [(c, roles[c], q) for c, q in enumerate(qualifiers) if q.isdigit()]
    years = {q for _, _, q in dated}
    kinds = {role for _, role, _ in dated}
    this = str(identity.year or max(years, default=""))
    undated = {role for role, q in zip(roles, qualifiers, strict=True) if role and not q}
    for c, role, year in dated:
        if len(years) > 1 and (kinds <= {"target", "target_akhir", ""} or len(kinds) == 1 or role == ""):
            roles[c] = f"tahun:{year}"
        elif role == "" or (year != this and (len(years) > 1 or role in undated)):
            roles[c] = f"{role or 'tahun'}:{year}"
    quarters = {q for q in qualifiers if q.startswith("tw")}
    yearly = [role for role, q in zip(roles, qualifiers, strict=True) if q not in quarters]
    # in the report on a quarter, what was reached in it beside the target of the year
    own = f"tw{quarter_of(identity.interim)}"
    reached = {role for role, q in zip(roles, qualifiers, strict=True) if q == own}
    reported = quarters == {own} and reached <= {"realisasi", "capaian"} and not reached & set(yearly)
    for c, q in enumerate(qualifiers):
        if q.startswith("ke"):
            roles[c] = f"tahun:{q}"
        elif reported and q == own:
            pass
        # beside no figure of the year, the last quarter is the year's where it is alone or counts from the year's start
        elif q == "tw4" and roles[c] not in yearly and (len(quarters) == 1 or _TO_DATE.search(plain(table.header[c]))):
            continue
        elif q in quarters and roles[c]:
            roles[c] = f"{roles[c]}:{q}"


def _name_groups(table: Table, roles: list[str], contents: Sequence[Content]) -> None:
    """"jumlah:s1" for the columns headed by groups of people, where at least two are."""
    dimension, groups = groups_in_columns(table.header)
    for c, group in groups.items():
        if dimension and contents[c].text < 0.5:
            roles[c] = f"jumlah:{group}"


def _settle(kind: str, roles: list[str], contents: Sequence[Content]) -> None:
    """What a role means in this kind of table: target and realisasi in rupiah are pagu and realisasi, a lone percentage
    beside target and realisasi is the capaian. Changes ``roles``."""
    if kind in BUDGET:
        for c, role in enumerate(roles):
            percent = contents[c].small > 0.6 and contents[c].money < 0.3
            money = contents[c].money > 0.6
            if role in ("realisasi_anggaran", "realisasi") and percent:
                roles[c] = "persen"
            elif role == "realisasi_anggaran":
                roles[c] = "realisasi"
            elif role in ("target", "jumlah", "total") and money and "pagu" not in roles:
                roles[c] = "pagu"
            elif role in ("capaian", "kategori") and percent:
                roles[c] = "persen"
            elif role == "keterangan" and money:
                roles[c] = ""
    elif kind == "skm":
        roles[:] = ["kategori" if role == "sasaran" else role for role in roles]  # "Kinerja": Baik, Sangat Baik
    elif kind in ("capaian", "capaian_sasaran"):
        if "realisasi" not in roles and {"target", "capaian", "persen"} <= set(roles):
            roles[roles.index("capaian")] = "realisasi"
        first = roles.index("persen") if "persen" in roles else len(roles)
        if "capaian" not in roles and first < (roles.index("pagu") if "pagu" in roles else len(roles)):
            roles[first] = "capaian"


def _settle_other_years(kind: str, roles: list[str], contents: Sequence[Content]) -> None:
    """``_settle`` for the columns of each other year by themselves. Changes ``roles``."""
    for year in sorted({role[-5:] for role in roles if re.search(r":\d{4}$", role)}):
        own = [role.removesuffix(year) if role.endswith(year) else "" for role in roles]
        _settle(kind, own, contents)
        roles[:] = [f"{new}{year}" if new else old for new, old in zip(own, roles, strict=True)]


# ---------------------------------------------------------------- scores


@lru_cache(maxsize=16384)
def _title_weight(kind: _Kind, text: str) -> float:
    """What one caption or line before a table says for ``kind``; 0 where it says nothing."""
    line = plain(text)
    found = [weight for pattern, weight in kind.titles if _compiled(pattern).search(line)]
    if not found:
        return 0.0
    return min(found) if min(found) < 0 else max(found) + 0.3 * (sum(found) - max(found))


_compiled = cache(re.compile)


def _title(kind: _Kind, table: Table) -> float:
    """The caption in full; of the lines before, the best, less the farther away; next to a telling caption they count
    little. Of a long sentence only the end is near."""
    lines = [line for line in reversed(table.context) if line and line != table.caption][: len(CONTEXT_WEIGHTS)]
    said = _title_weight(kind, table.caption) if table.caption else 0.0
    share = 0.25 if table.caption and _tells(table.caption) else 0.9
    around = [_title_weight(kind, line[-400:]) * weight * (1.0 if len(line) < 160 else 0.6)
              for weight, line in zip(CONTEXT_WEIGHTS, lines, strict=False)]
    return said + share * max(around, key=abs, default=0.0)


def _tells(caption: str) -> bool:
    """Whether a caption speaks for or against any kind."""
    return any(_title_weight(kind, caption) for kind in _kinds())


def _choose(table: Table, features: set[str]) -> tuple[str, float, str]:
    """Kind, confidence (0.55-1: how far it is ahead of what would be read otherwise) and runner-up."""
    scores: dict[str, float] = {}
    for kind in _kinds():
        if kind.never & features or not all(any(n in features or n == "title" for n in need) for need in kind.needs):
            continue
        title = _title(kind, table)
        have = features | {"title"} if title >= 2 else features
        if all(any(n in have for n in need) for need in kind.needs):
            scores[kind.name] = sum(w for f, w in kind.features.items() if f in features) + title
    ranked = sorted(scores, key=lambda k: -scores[k])
    best, second = ranked[0], (ranked[1] if len(ranked) > 1 else "lain")
    # a budget table is read the same way whichever of its kinds it is
    rivals = [k for k in ranked[1:] if not (best in BUDGET and k in BUDGET)]
    margin = scores[best] - (scores[rivals[0]] if rivals else 0.0)
    return best, round(min(1.0, 0.55 + margin / 6), 2), second if second != best else ""


def _part_other_results(tables: list[TypedTable]) -> list[TypedTable]:
    """Target and realisasi of goods, places or activities, beside a table of the indicators, are nobody's indicators:
    a table of kind "lain"."""
    named = [(t, c) for t in tables if t.kind in INDICATOR_KINDS and (c := t.col("indikator")) is not None]
    if not any(t.kind == "capaian" for t, _ in named):
        return tables
    known = {compact(row[c].text) for t, c in named for row in t.table.rows} - {""}

    def other(t: TypedTable) -> bool:
        return t.kind == "capaian" and t.col("indikator") is None and not any(
            compact(cell.text) in known for row in t.table.rows for cell in row)

    return [replace(t, kind="lain", runner_up="capaian") if other(t) else t for t in tables]


def _part_outputs(tables: list[TypedTable]) -> list[TypedTable]:
    """A table of outputs with their volumes and their money, none of which is an indicator of another table, is one of
    the budget."""
    def names(t: TypedTable) -> set[str]:
        col = t.col("indikator")
        return {compact(row[col].text) for row in t.table.rows} - {""} if col is not None else set()

    def outputs(t: TypedTable) -> bool:
        col = t.col("indikator")
        return (t.kind == "capaian" and col is not None and {"pagu", "realisasi_anggaran"} <= set(t.roles)
                and _OUTPUT.search(plain(t.table.header[col])) is not None
                and not any(names(t) & names(o) for o in tables if o is not t and o.kind in INDICATOR_KINDS))

    return [replace(t, kind="anggaran_program", runner_up="capaian",
                    roles=tuple(_OF_BUDGET.get(role, role) for role in t.roles)) if outputs(t) else t for t in tables]


def _part_sasaran_tables(tables: list[TypedTable]) -> list[TypedTable]:
    """A small Capaian table whose indicators all stand in a larger one is the table of a sasaran."""
    def keys(t: TypedTable) -> set[str]:
        col = t.col("indikator")
        return {compact(row[col].text) for row in t.table.rows if row[col].text} if col is not None else set()

    named = {t.id: keys(t) for t in tables if t.kind == "capaian"}
    out = []
    for t in tables:
        mine = named.get(t.id)
        larger = [other for other in named.values() if mine and len(mine) * 2 <= len(other)]
        if mine and any(len(mine & other) * 3 >= len(mine) * 2 for other in larger):
            t = replace(t, kind="capaian_sasaran", runner_up="capaian")
        out.append(t)
    return out
