"""Whom a number of staff counts, and whether it counts this unit's staff of this year at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lkj_audit.model import BBox, Report, StaffCount
from lkj_audit.normalize.once import once

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# A rule, a need or a plan is not a count of people.
_NOT_COUNTED = re.compile(r"\b(?:pasal|ayat|undang-undang|kebutuhan|dibutuhkan|idealnya|ideal|seharusnya|semestinya|"
                          r"formasi|beban kerja|kekurangan|semula|sebelumnya|pensiun|mutasi|direncanakan|"
                          r"target\w*)\b", re.I)
_PART_OF_UNIT = re.compile(r"\b(?:sub ?-?bag\w*|bagian|bidang|seksi|uptd?|upt|puskesmas|kelurahan|kecamatan|mengikuti|"
                           r"peserta|diklat|pelatihan|hadir)\b", re.I)
# The unit with its parts: "Dinas Kesehatan beserta jajaran puskesmas".
_TOGETHER = re.compile(r"\b(?:(?:beserta|termasuk)\s+(?:seluruh\s+|jajaran\s+)*|"
                       r"(?:dan|serta)\s+(?:seluruh\s+|jajaran\s+)+)(?:uptd?|puskesmas|kelurahan|kecamatan)\b", re.I)
COVER = 12  # blocks among which those of the cover are
_NOT_ALL = re.compile(r"\b(?:di ?antara(?:nya)?|antara lain|termasuk|sebagian|salah satu|sisanya|seperti)\b", re.I)


def sentence(report: Report, count: StaffCount) -> str:
    """The sentence a count stands in; "" for one that stands in a table or a list of items."""
    place = count.value.places[0]
    return next((c.sentence for c in report.claims if count.value.table is None and any(
        p.page == place.page and _overlap(p.bbox, place.bbox) for p in c.value.places)), "")


def _overlap(a: BBox, b: BBox) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def is_current(report: Report, count: StaffCount) -> bool:
    """Whether the count is of this unit's people in the reporting year: no rule, no need, no part of the unit, no other
    year."""
    text = sentence(report, count)
    before = _TOGETHER.sub(" ", text.partition(count.value.text)[0])
    if any(m[0].casefold() not in _own_words(report) for m in _PART_OF_UNIT.finditer(before)):
        return False
    years = {int(y) for y in _YEAR.findall(text)}
    this_year = report.identity.year is None or not years or report.identity.year in years
    return this_year and not _NOT_COUNTED.search(text)


@once
def _own_words(report: Report) -> frozenset[str]:
    """The words of the unit's name and of the titles of the first page: what the unit itself is, a puskesmas or a
    kelurahan, is no part of it."""
    titles = [b.text for b in report.document.blocks[:COVER] if b.page == 1 and not b.text.endswith((".", ":"))]
    return frozenset(" ".join((report.identity.satker, *titles)).casefold().split())


def is_complete(report: Report, count: StaffCount) -> bool:
    """Whether the sentence gives all the parts and not only examples of them."""
    return not _NOT_ALL.search(sentence(report, count))


def population(count: StaffCount) -> str:
    """Whom the number counts when it counts all of them ("pegawai", "pns", "ppnpn" …); "" for a part of a breakdown."""
    if count.dimension == "total":
        return count.scope
    return count.group if count.dimension == "status" else ""


def populations(report: Report) -> Iterator[tuple[str, StaffCount]]:
    """The counts of whole populations. In a table by post a row "PNS" counts those who hold none of the other posts."""
    by_post = {c.set_id for c in report.staff if c.dimension == "jabatan"}
    for count in report.staff:
        name = population(count)
        if name and not (count.dimension == "status" and count.set_id in by_post) and is_current(report, count):
            yield name, count
