"""What a table shows of itself, as names that ``data/kinds.yaml`` weighs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lkj_audit.model import Table
from lkj_audit.normalize.linking.names import fold
from lkj_audit.normalize.staff.groups import group_in, groups_in_columns
from lkj_audit.normalize.tables.columns import Content, is_summary
from lkj_audit.normalize.text.plain import plain

SHORT = {"pendidikan": "edu", "golongan": "gol", "status": "status", "kelamin": "status", "eselon": "status",
         "jabatan": "status"}
REVENUE = re.compile(r"(?:[\d.]+ )?(?:pendapatan|penerimaan|pajak|retribusi|pnbp|bagi hasil|dana perimbangan)\b")
SPENDING = re.compile(
    r"(?:5[1-8] )?\W*belanja (?:pegawai|barang|modal|operasi|hibah|bantuan|sosial|tidak|langsung|jasa|lain|bunga)")
SURVEY_HEADER = re.compile(
    r"\bnik?\b|mutu pelayanan|nilai (?:rata rata )?unsur|nilai interval|nrr\b|\b[is]km\b|nilai persepsi")
SURVEY_ROW = re.compile(
    r"laki|pelajar|swasta|wiraswasta|prosedur|persyaratan|waktu pelayanan|biaya|penanganan pengaduan|perilaku pelaksana"
    r"|sarana dan prasarana$|ikm\b|nrr\b")
LONG_PLAN = re.compile(r"\b(?:renstra|rencana strategis|rpjm[dn]?|jangka menengah)\b")
PLANNED = re.compile(r"\btarget\b.*\brenstra|renstra.*\btarget|jangka menengah|rencana strategis|target kinerja")


def features_of(table: Table, roles: Sequence[str], contents: Sequence[Content]) -> set[str]:
    """All that columns and cells show, as names that kinds.yaml weighs: each role, and the sorts of content."""
    plain_roles = {r for r in roles if ":" not in r}
    out = {r for r in plain_roles if r} | {r.partition(":")[0] for r in roles if ":tw" in r} | {"any"}
    years = {r[6:] for r in roles if r.startswith("tahun:")} | {r[-4:] for r in roles if re.search(r":\d{4}$", r)}
    dated = sum(bool(re.search(r":\d{4}$", r)) for r in roles)
    money = [c for c, have in enumerate(contents) if have.money > 0.6 and have.count]
    _year_features(table, roles, out, years, dated)
    if any(r.startswith(("realisasi:", "capaian:")) for r in roles):
        out.add("realisasi" if "target" in out else "perf")
    if money:
        out.add("money")
        out |= {"money_pair"} if len(money) > 1 else set()
        out |= {"money_many"} if len(money) > 2 else set()
        out |= {"target_money"} if any(roles[c] == "target" for c in money) else set()
    if {"pagu", "realisasi_anggaran"} & plain_roles and not {"target", "indikator"} & plain_roles:
        out.add("money_head")
        out |= {"money_pair"} if "pagu" in plain_roles and {"realisasi", "realisasi_anggaran"} & plain_roles else set()
    figures = [c for c, r in enumerate(roles) if r in ("target", "realisasi") and c not in money and contents[c].count]
    if "indikator" in roles and len(figures) > 1:
        out.add("perf")
    _people_features(table, roles, contents, out)
    _row_features(table, roles, contents, out)
    return out


def _year_features(table: Table, roles: Sequence[str], out: set[str], years: set[str], dated: int) -> None:
    header = " ".join(map(plain, table.header))
    counted = sum(r.startswith("tahun:ke") for r in roles)
    caption = plain(table.caption or "")
    results = re.search(r"\b(?:realisasi|capaian|perkembangan)\b", caption)
    planned = re.search(r"\btarget\b", header) and not re.search(r"\brealisasi|capaian\b", header)
    if planned and results and not LONG_PLAN.search(caption[:results.start()]):
        planned = None if _goal_beside(table.header, years) else planned
    if counted >= 3:
        out |= {"years", "target_years"}
    elif len(years) >= 3 and dated >= 3:
        out.add("years")
        told = " ".join(map(plain, [table.caption or "", *table.context[-2:]]))
        if planned or (PLANNED.search(told) and not results):
            out.add("target_years")
    elif len(years) == 2 or (len(years) == 1 and dated):
        out.add("years_pair")
        if len(years) == 2 and planned and LONG_PLAN.search(caption):
            out.add("target_years")


def _goal_beside(header: Sequence[str], years: set[str]) -> bool:
    """Whether "target" stands in one heading alone, that of the last of several years: where the others lead to."""
    headed = [h for h in map(plain, header) if "target" in h.split()]
    return len(headed) == 1 and len(years) > 2 and (max(years) in headed[0] or not re.search(r"\d{4}", headed[0]))


def _people_features(table: Table, roles: Sequence[str], contents: Sequence[Content], out: set[str]) -> None:
    """edu_cols, gol_rows, status_cols …: groups of people in the headings or down a column; people: a list of
    names."""
    dimension, _ = groups_in_columns(table.header)
    if dimension:
        out.add(f"{SHORT[dimension]}_cols")
    if "nama" in roles:
        c = roles.index("nama")
        marks = {"nip", "golongan", "pangkat", "jk", "pendidikan", "jabatan", "tmt", "status"} & set(roles)
        if contents[c].text > 0.6 or contents[c].nip > 0.5:
            out.add("list_names")
            out |= {"people"} if marks else set()
        return
    counted = any(r.partition(":")[0] in ("jumlah", "persen", "l", "p") for r in roles)
    for c in range(min(3, len(roles))):
        texts = [row[c].text for row in table.rows if row[c].text.strip() and not is_summary([row[c].text])]
        found = [g for t in texts if (g := group_in(t))]
        if len(found) >= 2 and len(found) * 3 >= len(texts) * 2 and (counted or len(roles) <= 4):
            dims = [d for d, _ in found]
            out.add(f"{SHORT[max(set(dims), key=dims.count)]}_rows")
            return


def _row_features(table: Table, roles: Sequence[str], contents: Sequence[Content], out: set[str]) -> None:
    """What single rows and headings show: codes, kinds of belanja, dot leaders, the terms of a survey."""
    labels = [fold(c.text) for row in table.rows for c in row[:3] if c.text]
    header = " ".join(map(plain, table.header))
    if any(have.code > 0.6 for c, have in enumerate(contents) if roles[c] == "kode"):
        out.add("code_rows")
    spending = sum(bool(SPENDING.match(t)) for t in labels)
    if spending and spending * 3 >= len(table.rows):
        out.add("belanja_rows")
    if sum(bool(REVENUE.match(t)) for t in labels) * 2 > len(table.rows):
        out.add("revenue_rows")
    out |= {"program_rows"} if any(re.match(r"(?:[\w.]+ )?program\b", t) for t in labels) else set()
    if sum(bool(re.search(r"\.{4,}|…{2,}|(?:\. ){3,}", t)) for t in labels) * 3 >= len(table.rows) > 0:
        out.add("leaders")
    if re.search(r"\bperiode (?:lalu|ini)\b|s d periode", header):
        out.add("periode")
    if SURVEY_HEADER.search(header):
        out.add("skm")
    if sum(bool(SURVEY_ROW.match(t)) for t in labels) >= 3 and "target" not in roles:
        out.add("skm_rows")
