"""What it means: the records of ``normalize``."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING, Literal

from lkj_audit.model.document import Document, Table
from lkj_audit.model.places import Place, Source
from lkj_audit.model.settings import Settings

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True, slots=True)
class Quantity:
    """A printed figure. ``value`` is in the unit itself ("Rp1,64 M" → 1640000000, unit "rp"); ``step`` is the worth of
    the last printed digit (98,5 % → 0.1; Rp1,64 M → 10000000). ``unit`` is "%", "rp", "orang", "dokumen" … or "".
    A grade or opinion has ``grade`` ("BB", "WTP") and value None."""

    raw: str
    value: Decimal | None
    unit: str = ""
    step: Decimal = Decimal(1)
    operator: str = ""
    grade: str = ""

    def agrees(self, exact: Decimal) -> bool:
        """Whether ``exact``, rounded half up or truncated to the printed precision, gives the printed figure."""
        if self.value is None:
            return False
        down = (exact / self.step).to_integral_value(ROUND_FLOOR) * self.step
        return self.value == down or abs(exact - self.value) * 2 <= self.step


@dataclass(frozen=True, slots=True)
class Value:
    """A figure or phrase with the proof of where it stands: ``table`` is the id of the table it is a cell of,
    ``filled`` whether it was repeated from a merged cell."""

    text: str
    places: tuple[Place, ...]
    quantity: Quantity | None = None
    source: Source = "table"
    table: str | None = None
    confidence: float = 1.0
    filled: bool = False

    @property
    def number(self) -> Decimal | None:
        return self.quantity.value if self.quantity else None


@dataclass(frozen=True, slots=True)
class TypedTable:
    """A table with its meaning: ``kind`` (the names of DESIGN.md), one role a column ("" where unknown), the parsed
    quantity of each cell, and for PK and RKT whose plan it is."""

    table: Table
    kind: str
    confidence: float
    runner_up: str
    roles: tuple[str, ...]
    quantities: tuple[tuple[Quantity | None, ...], ...]
    owner: str | None = None

    @property
    def id(self) -> str:
        return self.table.id

    def col(self, role: str) -> int | None:
        """Index of the first column with ``role``."""
        return self.roles.index(role) if role in self.roles else None

    def value(self, row: int, col: int) -> Value:
        cell = self.table.rows[row][col]
        return Value(cell.text, cell.places, self.quantities[row][col], cell.source, self.id,
                     min(cell.confidence, self.table.confidence), cell.filled)


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of a plan or result table. ``source`` is the table kind (iku, renstra, rkt, pk, capaian)."""

    source: str
    table: str
    row: int
    name: Value
    key: str
    sasaran: Value | None = None
    number: Value | None = None
    target: Value | None = None
    realisasi: Value | None = None
    capaian: Value | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One row of a budget table. ``level``: "total", "program", "kegiatan", "belanja" or "item"; ``parent`` is the row
    whose part it is, in the same table. Amounts are in rupiah."""

    kind: str
    table: str
    row: int
    name: Value
    code: str
    level: str
    pagu: Value | None = None
    realisasi: Value | None = None
    sisa: Value | None = None
    persen: Value | None = None
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class StaffCount:
    """A number of people. ``dimension``: "total", "status", "pendidikan", "golongan", "eselon", "kelamin", "jabatan";
    ``group`` the canonical member ("pns", "s1", "iii" …, "" for the total); ``scope`` whom it counts ("pegawai", "pns",
    "ppnpn" …); ``set_id`` joins counts that stand in one sentence, list or table; ``listed`` when it was counted from
    the rows of a list rather than printed."""

    dimension: str
    group: str
    scope: str
    count: int
    value: Value
    set_id: str
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure in the running text. ``kind``: "amount", "percent" or "count"; ``words`` its spelling in words, if
    given in brackets; ``about`` is what the sentence says it is ("pagu", "realisasi", "sisa", "serapan", "capaian",
    "target", "" if unknown); ``sentence`` is the whole sentence; ``block`` its index in ``Document.flow``;
    ``start`` the offset of the figure in the block's text."""

    kind: str
    value: Value
    sentence: str
    block: int
    start: int
    about: str = ""
    words: Value | None = None
    noun: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Change:
    """Two figures that a sentence joins by "dari … menjadi …" or "…, naik … dari tahun lalu …": ``old`` and ``new`` are
    of the same kind, ``by`` is the step the sentence gives, if one; ``direction`` and ``word`` what it calls it (""
    where it does not say)."""

    old: Claim
    new: Claim
    by: Claim | None = None
    direction: Literal["up", "down", ""] = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class CrossReference:
    """What a paragraph points to by number: ``label`` "Tabel", "Gambar", "Lampiran" …, ``number`` "3.1". ``block`` and
    ``start`` as for a claim."""

    label: str
    number: str
    value: Value
    block: int
    start: int


@dataclass(frozen=True, slots=True)
class DateClaim:
    """A date, ``text`` as printed. ``day`` is None where the calendar has no such day; ``weekday`` is the word before
    it, "" without one. ``value`` is the whole cell where it stands in one."""

    text: str
    value: Value
    day: date | None
    weekday: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """Another name in the text. ``kind`` "unit" (``name`` canonical, ``code`` of the region), "year" (``name`` the
    year) or "period" ("2020-2024"); ``relation`` of a unit: "self", "superior", "subordinate", "partner", "other";
    of a year: "report", "period", "law", "comparison", "date", "event", "plan", "other", "" if unknown; of a period the
    plan it belongs to ("renstra", "rpjmn" …). Kind "tahun-ke" is "tahun kedua Renstra 2020-2024" (``name`` "2",
    ``code`` "2020-2024"). ``block`` is -1 for a running header or footer."""

    kind: str
    name: str
    value: Value
    sentence: str
    block: int
    start: int
    relation: str = ""
    code: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Citation:
    """A regulation as the text cites it. ``type`` canonical ("UU", "PP", "Perpres", "Permen", "Keputusan" …),
    ``number`` and ``year`` as printed ("" and None when missing), ``issuer`` canonical ("PANRB", "KPU" …),
    ``title`` the words after "tentang". ``role``: "basis" in a list of legal bases, "amended" after "diubah
    dengan", "title" inside another regulation's title, "text" elsewhere. ``entry`` indexes
    ``facts.regulations()`` when the regulation is known.
    """

    type: str
    number: str
    year: int | None
    issuer: str
    title: str
    value: Value
    block: int
    start: int
    role: str = "text"
    entry: int | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Link:
    """Two rows that are the same indicator: ``a`` and ``b`` index ``Report.indicators``. ``method``: "exact", "alias",
    "assigned"; ``score`` 0–1; ``runner_up`` the score of the next best partner."""

    a: int
    b: int
    method: str
    score: float
    runner_up: float = 0.0


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose report this is. ``region`` is the code of domain/wilayah.csv; ``level`` "provinsi", "kabupaten", "kota",
    "pusat" or ""; ``renstra`` the period the report works under; ``interim`` the part of the year that it is on
    ("Triwulan III", "Semester I"), "" for the whole year."""

    satker: str = ""
    level: str = ""
    region: str = ""
    region_name: str = ""
    year: int | None = None
    renstra: tuple[int, int] | None = None
    confidence: float = 0.0
    interim: str = ""

    @property
    def key(self) -> str:
        """The unit in a form that does not hang on capitals or spaces; empty where no unit was found."""
        return " ".join(self.satker.casefold().split())


@dataclass(frozen=True, slots=True)
class Report:
    """A document and all that it says, as typed records."""

    document: Document
    identity: Identity
    tables: tuple[TypedTable, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    budget: tuple[BudgetLine, ...] = ()
    staff: tuple[StaffCount, ...] = ()
    claims: tuple[Claim, ...] = ()
    changes: tuple[Change, ...] = ()
    dates: tuple[DateClaim, ...] = ()
    references: tuple[CrossReference, ...] = ()
    mentions: tuple[Mention, ...] = ()
    citations: tuple[Citation, ...] = ()
    links: tuple[Link, ...] = ()
    settings: Settings = field(default_factory=Settings)

    def table(self, table_id: str) -> TypedTable:
        return next(t for t in self.tables if t.id == table_id)

    def of_kind(self, *kinds: str) -> tuple[TypedTable, ...]:
        return tuple(t for t in self.tables if t.kind in kinds)

    def to_frames(self) -> dict[str, DataFrame]:
        """The records as pandas frames, by name (see ``frames``)."""
        from lkj_audit import frames

        return frames.of_report(self)
