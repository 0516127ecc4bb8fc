"""Which indicators a text names, in full, in short or by their abbreviation."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from lkj_audit.model import Report
from lkj_audit.normalize.linking.links import other_names
from lkj_audit.normalize.linking.names import code_of, without_code
from lkj_audit.normalize.narrative.recognition import initials, shorter
from lkj_audit.normalize.narrative.results import Result
from lkj_audit.normalize.narrative.short_names import abbreviations, bracketed
from lkj_audit.normalize.narrative.wording import MEASURE, words
from lkj_audit.normalize.text.plain import plain

_WORD = re.compile(r"\w+")
_LEAD = re.compile(
    r"^\s*(?:(?:\(?[a-z0-9]{1,2}[.)]|(?:\d+\.)+\d*|[-•])\s+)?"
    r"(?:\[?(?:indikator(?: kinerja)?(?: utama| kegiatan)?|IK[UKPS]K?)(?: (?=[\w.-]*\d)[\w.-]+)?\]?\s*[:.–-]?\s+)?",
    re.I)
_LED_BY = frozenset((
    "target", "capaian", "realisasi", "nilai", "angka", "indikator", "kinerja", "utama", "untuk", "pada", "tahun",
    "ini", "tersebut", "dari", "atas", "dinas", "juga", "sebesar", "adalah", "maka", "dengan"))
_GOES_ON = re.compile(r"\d|(?:dan|atau|serta|hingga|sampai|sd|s d)\b")
_UNLIKE = re.compile(r"\b(?:berbeda dengan|tidak seperti|seperti|selain|sebagaimana) \w+ ")


def _of_one(named: Iterable[tuple[str, Result]]) -> dict[str, tuple[Result, ...]]:
    """The rows of each name that one indicator alone has."""
    found: dict[str, list[Result]] = {}
    for name, row in named:
        found.setdefault(name, []).append(row)
    return {n: tuple(rows) for n, rows in found.items() if len({plain(r.name) for r in rows}) == 1}


@dataclass(frozen=True)
class Names:
    """The names of the indicators of ``rows`` and what the report makes of them."""

    report: Report
    rows: tuple[Result, ...]

    @cached_property
    def all(self) -> dict[str, tuple[Result, ...]]:
        """The rows of each name, the longest name first; a name without its abbreviation in brackets is one too."""
        found: dict[str, list[Result]] = {}
        for row in self.rows:
            for name in {plain(row.name), plain(re.sub(r"\([^()]*\)", " ", row.name))}:
                if len(words(name)) >= 2 or len(name) >= 12 or (len(name.split()) > 1 and len(name) >= 9):
                    found.setdefault(name, []).append(row)
                if short := shorter(name):
                    found.setdefault(short, []).append(row)
        for short, name in bracketed([r.name for r in self.rows]):
            found.setdefault(short, [r for r in self.rows if r.name == name])
        for name, rows in (*self._coded.items(), *self._renamed.items()):
            found.setdefault(name, list(rows))
        texts = [b.text for b in self.report.document.blocks if b.kind == "paragraph"]
        for short, name in (*abbreviations(self.report, list(found)), *initials(list(found), texts)):
            found.setdefault(short, found[name])
        return {n: tuple(found[n]) for n in sorted(found, key=len, reverse=True)}

    @cached_property
    def _coded(self) -> dict[str, tuple[Result, ...]]:
        """The rows of each code, such as "iku 1", that stands in or before the names of one indicator alone."""
        found: list[tuple[str, Result]] = []
        for row in self.rows:
            cells = row.table.table.rows[row.row.row]
            column = row.table.col("kode")
            before = [row.row.number.text] if row.row.number else [cells[column].text] if column is not None else []
            codes = {code_of(text) for text in (row.name, *before)} - {""}
            found += [(said, row) for code in codes for said in (code, code.replace(" ", "", 1))]  # "iku 1", "iku1"
        return _of_one(found)

    @cached_property
    def _renamed(self) -> dict[str, tuple[Result, ...]]:
        """The rows of each name that is an indicator's without its code, or another one in common use."""
        found: list[tuple[str, Result]] = []
        for row in self.rows:
            bare, others = without_code(row.name), [n for n in other_names(row.row.key) if MEASURE.match(n)]
            bare_too = (bare, re.sub(r"\([^()]*\)", " ", bare)) if bare != row.name else ()
            found += [(n, row) for n in {plain(t) for t in (*bare_too, *others)} if len(words(n)) >= 2 or len(n) >= 9]
        return _of_one(found)

    def of(self, text: str) -> tuple[Result, ...] | None:
        """The rows of the one indicator that ``text`` names: none where it names none, None where it names several."""
        said, found = _UNLIKE.sub("| ", f" {plain(text)} "), []
        for name in sorted(self._among(said.split()), key=lambda n: (-len(n), n)):
            if f" {name} " in said:
                if name in self._coded and _GOES_ON.match(said, said.find(f" {name} ") + len(name) + 2):
                    return None  # "iku 1" of "iku 1 2" or "iku 1 sampai 4"
                said = said.replace(f" {name} ", " | ")
                found.append(name)
        if len({plain(self.all[n][0].name) for n in found}) > 1:
            return None
        return self.all[found[0]] if found else ()

    def alone(self, text: str) -> tuple[Result, ...]:
        """The rows of the indicator that ``text`` names and says no more: "target IKM", not "IKM unsur biaya"."""
        said = f" {plain(text)} "
        name = next((n for n in self.all if f" {n} " in said), "")
        plainly = _LED_BY | set(plain(self.report.identity.satker).split())
        rest = set(said.replace(f" {name} ", " ", 1).split()) - plainly
        return self.all[name] if name and all(w.isdigit() for w in rest) else ()

    def titled(self, text: str) -> tuple[Result, ...]:
        """The rows whose name, however short, or code is all that a title, or the cell of a table, says."""
        return self._by_title.get(plain(_LEAD.sub("", text))) or self.all.get(plain(text), ())

    def numbered(self, number: int) -> tuple[Result, ...]:
        """The row with this number, where the rows of the one table of results are numbered through."""
        own = [n.text.strip(" .)") for r in self.rows if (n := r.row.number)]
        if len({r.table.id for r in self.rows}) > 1 or own != [str(n) for n in range(1, len(self.rows) + 1)]:
            return ()
        return self.rows[number - 1:number]

    @cached_property
    def _by_title(self) -> dict[str, tuple[Result, ...]]:
        found: dict[str, list[Result]] = {}
        for row in self.rows:
            found.setdefault(plain(row.name), []).append(row)
        return {name: tuple(rows) for name, rows in found.items()}

    @cached_property
    def _blanked(self) -> dict[str, str]:
        """Texts ``_without_names``, as far as they were needed."""
        return {}

    def bare(self, text: str) -> str:
        """``text`` ``_without_names``, kept for the next time."""
        if text not in self._blanked:
            self._blanked[text] = self._without_names(text)
        return self._blanked[text]

    def _without_names(self, text: str) -> str:
        """``text`` with blanks in place of the names of indicators and of the unit's own region: their words tell
        nothing of the figures."""
        spans = [m.span() for m in _WORD.finditer(text)]
        said = [text[a:b].casefold() for a, b in spans]
        line, places = f" {' '.join(said)} ", list(accumulate((len(w) + 1 for w in said), initial=0))
        for name in self._among(said, region=True):
            at = line.find(f" {name} ")
            while at >= 0:
                first = bisect_left(places, at)
                start, end = spans[first][0], spans[first + name.count(" ")][1]
                text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
                at = line.find(f" {name} ", at + 1)
        return text

    def _among(self, said: Sequence[str], region: bool = False) -> Iterator[str]:
        """The names, and with ``region`` the own province's, whose first word is one of ``said``."""
        for word in self._by_first.keys() & set(said):
            yield from self._by_first[word]
        who = self.report.identity
        if region and who.level == "provinsi":
            yield f"provinsi {plain(who.region_name)}"

    @cached_property
    def _by_first(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self.all:
            found.setdefault(name.split()[0], []).append(name)
        return found
