"""Groups of people by their names: education, golongan, eselon, status, sex, post."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from lkj_audit import facts
from lkj_audit.normalize.text.plain import plain

OPENING = re.compile(
    r"^(?:jumlah|pegawai|pendidikan|lulusan|tingkat|jenjang|berpendidikan)(?: (?:pegawai|dengan pendidikan))? (?=\S)")
LIST_MARK = re.compile(r"^(?:[-•·▪➢✓*o]\s+|\(?(?:\d{1,2}|[a-z])[.)]\s+)", re.I)


@cache
def patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """(dimension, group, pattern) in the order in which they are tried."""
    return tuple((dimension, group, re.compile(rf"\b(?:{pattern})\b"))
                 for dimension, groups in facts.kinds()["groups"].items() for group, pattern in groups.items())


@cache
def _any_group() -> re.Pattern[str]:
    """A pattern that every group fits: where it does not, none of them needs to be tried."""
    return re.compile("|".join(pattern.pattern for _, _, pattern in patterns()))


@lru_cache(maxsize=4096)
def group_in(text: str) -> tuple[str, str] | None:
    """Dimension and group of a label that is the name of a group and little else: "Golongan III", "SLTA/sederajat"."""
    label = plain(LIST_MARK.sub("", text))
    label = OPENING.sub("", label)
    if not label or len(label) > 60:
        return None
    if re.fullmatch(r"(?:i|ii|iii|iv)", label):
        return "golongan", label
    if not _any_group().match(label):
        return None
    for dimension, group, pattern in patterns():
        found = pattern.match(label)
        rest = label[found.end():] if found else ""
        if found and len(rest) <= max(12, found.end() // 2) and not rest.strip().isdigit():
            return dimension, group
    return None


@lru_cache(maxsize=1024)
def _last_group(heading: str) -> tuple[str, str] | None:
    """The group a joined heading ends with ("Pendidikan Terakhir S1")."""
    text = plain(heading)
    if text in ("l", "p"):
        return "kelamin", text
    return _ending(text) or _ending(re.sub(r" (?=\w{1,2}$)", "", text))  # "Pendidikan SLT A": a narrow cell


def _ending(text: str) -> tuple[str, str] | None:
    for dimension, group, pattern in patterns() if _any_group().search(text) else ():
        for found in pattern.finditer(text):
            if found.end() == len(text) and (found.start() == 0 or len(text) <= 60):
                return dimension, group
    roman = re.search(r"(?:^|golongan |gol )(i|ii|iii|iv)$", text)
    return ("golongan", roman[1]) if roman else None


def groups_in_columns(header: Sequence[str]) -> tuple[str, dict[int, str]]:
    """The dimension that at least two headings are groups of, and group by column; ("", {}) if there is none."""
    found = {c: g for c, h in enumerate(header) if (g := _last_group(h))}
    dimensions = [d for d, _ in found.values()]
    if len(dimensions) < 2:
        return "", {}
    dimension = max(("pendidikan", "golongan", "status", "eselon", "jabatan", "kelamin"), key=dimensions.count)
    groups = {c: g for c, (d, g) in found.items() if d == dimension}
    return (dimension, groups) if len(set(groups.values())) >= 2 else ("", {})
