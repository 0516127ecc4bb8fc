"""The figures of a clause on one indicator, each with what the words before it say that it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lkj_audit.model import Block, Value
from lkj_audit.normalize.figures.numbers import parse
from lkj_audit.normalize.narrative.indicator_names import Names
from lkj_audit.normalize.narrative.items import OF_TARGET
from lkj_audit.normalize.narrative.recognition import turns_away
from lkj_audit.normalize.narrative.results import Result
from lkj_audit.normalize.narrative.roles import (
    BESIDE_TARGET,
    FIGURE,
    IS_MORE,
    YEAR,
    Told,
    cue_of,
    is_contrary,
    is_no_figure,
    is_of_money,
    is_working,
    role_of,
    without,
)
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.plain import plain

# "indeks 2,94 atau 105,00% …", "486 orang atau 108%": the figure before, as a share
_ONCE_MORE = re.compile(r"\d(?:\s+[^\W\d]+){0,2}\s+atau\s+(?:sebesar\s+|mencapai\s+)?$", re.I)
_A_NUMBER_OR = re.compile(r"(?<![\d.,])\d[\d.]*\s+(?!persen\b)[^\W\d][^.;%]{2,80}?\s+atau\s+(?:sebesar\s+)?$", re.I)
_LEADS_TO = re.compile(
    r"\b(?:sampai|hingga|ke angka|pada angka|berada pada|menyentuh|sebesar|adalah|yaitu|yakni)\s*$", re.I)
SHARE = re.compile(r"\s*p(?:er|re|ro)sen(?:tase)?\b", re.I)
_A_CHANGE = re.compile(r"\b(?:penurunan|pengurangan|kenaikan|peningkatan|pertumbuhan|pertambahan)\b", re.I)
_BEYOND = re.compile(r"\b(?:melampaui|melebihi)\s+target(?:nya)?\s+(?:yang\s+(?:telah\s+)?ditetapkan\s+)?"
                     r"(?:sebesar|sebanyak)\s+(?:Rp\.?\s?)?$", re.I)
# "kurang 1,40 dari target", "untuk mencapai 100%"; "12 dari 15 kecamatan"; "91,93% dari target akhir Renstra"
_ASIDE = re.compile(r"\b(?:(?:kurang|terpaut)\s+(?:sebesar\s+|sebanyak\s+)?|(?:untuk|guna|agar)\s+mencapai\s+)$", re.I)
_OF_SO_MANY = re.compile(r"[\d.]+\s+(?:[^\W\d]+\s+)?dari\s+\d[\d.]*(?![\d,])", re.I)
# "dari 5.084 anggota, 1.120 anggota atau 22,03% telah dilatih"
_PART_OF = re.compile(r"\bdari\s+\d[\d.]*\s+(?:(?!target)[^\d.;]){1,60}\b\d[\d.]*\s+(?:[^\W\d]+\s+){0,2}atau\s+"
                      r"(?:sebesar\s+|sebanyak\s+)?$", re.I)
OF_LATER = re.compile(r"\s*(?:%|persen\b)?\s*(?:dari|terhadap)\s+(?:\w+\s+){0,2}?target\s+(?:\w+\s+){0,2}?"
                       r"(?:akhir|renstra|jangka menengah|rpjm\w*)\b", re.I)
_SO_MANY = re.compile(r"\b(?:sebanyak|baru|hanya)\b", re.I)
_SCALES = ("ribu", "juta", "miliar", "milyar", "triliun")
LARGE = 1000  # figures of the table from which on those of the text are counts


@dataclass(frozen=True)
class Clause:
    """``block.text[start:end]``, said of the indicator of ``rows`` (none where that is not known) in a report on
    ``year``."""

    block: Block
    start: int
    end: int
    rows: tuple[Result, ...]
    names: Names
    year: int | None

    @cached_property
    def text(self) -> str:
        """The block's text without the names of indicators, whose words tell nothing of the figures."""
        return self.names.bare(self.block.text)

    @cached_property
    def _own(self) -> frozenset[str]:
        """The words of the indicator's name: a kelompok in it is no part of anything."""
        return frozenset(w for r in self.rows for w in plain(r.name).split())

    @cached_property
    def _shares(self) -> bool:
        return bool(self.rows) and all(SHARE.match(r.name) for r in self.rows)

    def told(self) -> Iterator[Told]:
        """The figures whose role the words tell; none after one that is of something else."""
        if is_contrary(self.text[self.start:self.end], self._own):
            return
        at, before, said = self.start, "", ""  # where the words on a figure begin, the first role and the last
        first: Told | None = None  # a figure that no word calls a realisasi, until a target follows
        loose: Told | None = None  # one right before this one that no word calls anything
        for m in FIGURE.finditer(self.text, self.start, self.end):
            if is_no_figure(self.text, m):
                continue
            past = m.end("share") if m["share"] else m.end("number")
            if self._is_aside(m, at):
                if not (self._is_counted(m) and YEAR.search(self.text, at, m.start())):
                    at = past  # else "pada tahun 2019 52 dari 84 usaha atau 61,90%"
                continue
            of_target = OF_TARGET.match(self.text, m.start()) is not None
            gap, after = self.text[at:m.start()], self.text[m.end("number"):m.end() + 40]
            gap = without(_SO_MANY.sub(" ", gap) if of_target else gap, self._own)
            at = past
            if self.rows and turns_away(gap, self.rows):
                return
            if is_working(gap, after):
                before = before or cue_of(gap)[0]
                continue
            role, word = role_of(gap, self.year, after, before)
            if role == "capaian" and of_target and self._as_share(m):
                yield from [loose] if loose and not said else ()
            elif role in ("", "capaian") and of_target and not (role and said == "realisasi"):
                role = "realisasi"  # else "44,4% atau 111,0% dari target": what was just given, as a share
            elif role == "capaian" and not said and self._is_the_share(m):
                role = "realisasi"
            if self._is_beside(m, gap, after, role, word, said) or (before == "capaian" and role in ("last", "step")):
                continue  # "Capaiannya 105,44%, naik dari 97,20%"
            if role == "other":
                if role_of(_SO_MANY.sub(" ", gap), self.year, after, before)[0] == "other":
                    return  # what follows is likely of that other thing as well
                loose = Told("realisasi", self._value(m), False)
                continue  # "sebanyak 1.757 orang memenuhi syarat, sehingga realisasinya 62,75"
            if role == "capaian" and word.startswith("atau") and m["unit"] and not m["share"]:
                continue  # "985 buah atau 5 buah untuk setiap TPS": the same in another way
            value = self._value(m)
            if first is not None and role in ("target", "last") and not before:
                yield first  # "stunting ditekan sampai 21,58 persen, melewati target 22,00 persen"
            first = None
            if not role and not before and _LEADS_TO.search(gap) and self.names.of(
                    self.block.text[self.start:m.start()]):
                first = Told("realisasi", value, bool(m["share"]))
            before = before or role
            loose = None if role or m["share"] else Told("realisasi", value, False)
            if role:
                said = role
                yield Told(role, value, bool(m["share"]), word)

    def _as_share(self, m: re.Match[str]) -> bool:
        """Whether a percentage says once more the figure before it, of an indicator that is measured in no per cent."""
        return bool(m["share"]) and not self._shares and not self._in_percent and _ONCE_MORE.search(
            self.text, self.start, m.start()) is not None

    def _is_the_share(self, m: re.Match[str]) -> bool:
        """Whether the indicator is the share that a percentage gives of a number: "96 orang mengikuti pelatihan atau
        30,97 persen"."""
        return self._shares and bool(m["share"]) and _A_NUMBER_OR.search(self.text, self.start, m.start()) is not None

    @cached_property
    def _in_percent(self) -> bool:
        """Whether the unit of the indicator is per cent, or is not known."""
        units = {q.unit for r in self.rows for q in (r.target, r.realisasi) if q is not None}
        columns = [(r, c) for r in self.rows if (c := r.table.col("satuan")) is not None]
        named = {plain(r.table.table.rows[r.row.row][c].text) for r, c in columns}
        return "%" in units or not named or not named.isdisjoint({"", "persen", "persentase", "prosentase"})

    def _is_counted(self, m: re.Match[str]) -> bool:
        """Whether a figure counts what the indicator is a share of: "turun dari 186 perkara"."""
        return self._shares and not m["share"] and bool(
            plain(m["unit"] or "") in self._own or _OF_SO_MANY.match(self.text, m.start()))

    def _is_aside(self, m: re.Match[str], at: int) -> bool:
        """Whether a figure, on which the words begin at ``at``, is said by the way, of a part or of a later year."""
        if IS_MORE.match(self.text, m.end("number")) or _BEYOND.search(self.text, at, m.start()):
            return True  # "3 menit lebih cepat dari target"; "melampaui target sebesar 4,40%": it, or by how much
        if self._is_counted(m) or _ASIDE.search(self.text, at, m.start()) or OF_LATER.match(self.text, m.end("number")):
            return True
        return bool(m["share"]) and (
            (not self._shares and _PART_OF.search(self.text, self.start, m.start()) is not None)
            or is_of_money(self.text[self.start:m.start()], [r.name for r in self.rows]))

    def _is_beside(self, m: re.Match[str], gap: str, after: str, role: str, word: str, said: str) -> bool:
        """Whether a figure with a role says once more, or in detail, what the one before it, with the role ``said``,
        gave."""
        if role == "target" and said == "last" and not YEAR.search(gap):
            return True  # "pada tahun 2021 mencapai 71,25 dari target 71,00"
        if role == "step" and (BESIDE_TARGET.match(after) or (self._shares and _A_CHANGE.search(self.rows[0].name))):
            return True  # "atau turun 11,83%": the decrease is what the indicator measures
        if said == "step" and m["share"] and word.startswith("atau"):
            return True  # "naik 9 lembaga atau 16,36%"
        return bool(role) and not word and role == said and not m["share"]  # "53 makalah, yaitu 31 … dan 22 …"

    def _value(self, m: re.Match[str]) -> Value:
        sizes = [q.value for r in self.rows for q in (r.target, r.realisasi) if q and q.value is not None]
        hint = "count" if max(sizes, default=0) >= LARGE else "index"
        stop = m.end("unit" if (m["unit"] or "").casefold() in _SCALES else "number")
        return value_of(self.block, m.start("number"), stop, parse(self.text[m.start("number"):stop], hint=hint))
