"""The shared words of lkj-audit: what every layer says and hears.

Units: boxes in PDF points with the origin at the top left; pages count from 1; money in rupiah; percentages as printed
(98,5 % is ``Decimal("98.5")``). No money or percentage is ever a float.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pandas import DataFrame

BBox = tuple[float, float, float, float]
Source = Literal["table", "text", "ocr"]
PageKind = Literal["digital", "scanned", "blank", "failed"]
BlockKind = Literal["paragraph", "heading", "caption", "toc"]
Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Place:
    """A box on a page: ``(x0, top, x1, bottom)`` in points, page from 1."""

    page: int
    bbox: BBox


def union(boxes: Iterable[BBox]) -> BBox:
    """The smallest box around all of ``boxes`` (at least one)."""
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return min(x0), min(top), max(x1), max(bottom)


def places_of(words: Iterable[Word]) -> tuple[Place, ...]:
    """One box for each page that ``words`` stand on, in page order."""
    by_page: dict[int, list[BBox]] = {}
    for word in words:
        by_page.setdefault(word.page, []).append(word.bbox)
    return tuple(Place(page, union(boxes)) for page, boxes in sorted(by_page.items()))


# ---------------------------------------------------------------- settings: what a project says of itself


@dataclass(frozen=True, slots=True)
class Step:
    """One class of a scale: capaian from ``low`` up to ``high`` (per cent; None: no bound) is called ``category``."""

    category: str
    low: Decimal
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A regulation by type, number and year, as regulations.yaml writes them."""

    type: str
    number: str
    year: int


@dataclass(frozen=True, slots=True)
class Regulation:
    """A regulation that the facts lack, in the words of regulations.yaml; ``since`` is when it was replaced."""

    type: str
    number: str
    year: int
    title: str
    issuer: str = ""
    status: Literal["berlaku", "dicabut", "diubah"] = "berlaku"
    since: datetime.date | None = None
    replaced_by: tuple[Reference, ...] = ()
    amended_by: tuple[Reference, ...] = ()
    confidence: Literal["high", "medium", "low"] = "high"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the project's configuration changes in reading and judging; the defaults change nothing.

    ``severities`` and ``tolerances`` are by rule code or its beginning, the longest wins; ``tolerances`` has "rupiah"
    and "percent" besides, for every rule. ``aliases`` are groups of names of one indicator; ``units`` maps a unit of
    measure to other ways of writing it; ``scale`` is the project's own scale of categories.
    """

    severities: Mapping[str, Severity] = field(default_factory=dict)
    tolerances: Mapping[str, Decimal] = field(default_factory=dict)
    aliases: tuple[tuple[str, ...], ...] = ()
    units: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    scale: tuple[Step, ...] = ()
    regulations: tuple[Regulation, ...] = ()

    def tolerance(self, code: str, unit: str) -> Decimal:
        """The difference that rule ``code`` forgives: in rupiah for unit "rp", in percentage points for "%", else 0.
        What is set for a code is in rupiah."""
        if unit == "%":
            return self.tolerances.get("percent", Decimal(0))
        if unit != "rp":
            return Decimal(0)
        return self.tolerances.get(_longest(self.tolerances, code) or "rupiah", Decimal(0))

    def severity(self, code: str) -> Severity | None:
        """The severity that is set for rule ``code``."""
        return self.severities.get(_longest(self.severities, code))


def _longest(selectors: Iterable[str], code: str) -> str:
    """The longest of ``selectors`` that ``code`` begins with; "" when there is none."""
    return max((s for s in selectors if code.startswith(s.upper())), key=len, default="")


# ---------------------------------------------------------------- extract: what is on the pages, and where


@dataclass(frozen=True, slots=True)
class Word:
    """One word as drawn. ``size`` is the font size in points; ``confidence`` is below 1 only for OCR."""

    text: str
    page: int
    bbox: BBox
    size: float = 10.0
    bold: bool = False
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, heading, caption or line of a table of contents.

    ``text`` is ``words`` joined; ``starts[i]`` is where word i begins in it, so that any stretch of the text can be
    shown on its page. ``number`` is the printed number of a heading or caption ("BAB II", "A", "2.3", "3.1"),
    ``label`` the kind of a caption ("Tabel", "Gambar", "Grafik"), ``level`` the depth of a heading (1 = BAB).
    """

    kind: BlockKind
    text: str
    words: tuple[Word, ...]
    starts: tuple[int, ...]
    number: str = ""
    label: str = ""
    level: int = 0

    @property
    def page(self) -> int:
        return self.words[0].page

    @property
    def places(self) -> tuple[Place, ...]:
        return places_of(self.words)

    def locate(self, start: int, end: int) -> tuple[Place, ...]:
        """The boxes of ``text[start:end]``: whole words, one box a page."""
        inside = [w for w, s in zip(self.words, self.starts, strict=True) if s < end and s + len(w.text) > start]
        return places_of(inside or self.words)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table as a reader sees it.

    ``places`` has more than one box when a page break cuts the cell. ``filled`` marks text repeated from a merged
    cell: the reader sees it there, but it is printed only once.
    """

    text: str
    places: tuple[Place, ...]
    filled: bool = False
    confidence: float = 1.0
    source: Source = "table"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with all its fragments joined. ``header`` has one joined heading ("parent child") a column.

    ``caption`` is the printed caption or None; ``context`` the headings and last sentences before it, nearest last;
    ``numbering`` the row of column numbers under the header, if there is one; ``rows`` all have ``len(header)`` cells.
    """

    id: str
    pages: tuple[int, ...]
    header: tuple[str, ...]
    header_cells: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str | None = None
    caption_block: Block | None = None
    context: tuple[str, ...] = ()
    numbering: tuple[Cell, ...] | None = None
    confidence: float = 1.0

    def column(self, index: int) -> Iterator[Cell]:
        return (row[index] for row in self.rows)


@dataclass(frozen=True, slots=True)
class Page:
    """A page as triaged: its size in points and what it is made of."""

    number: int
    width: float
    height: float
    kind: PageKind = "digital"
    label: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be read. ``page`` 0 means the file as a whole; ``code`` is a slug of the message catalogue."""

    page: int
    code: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """All that was read of one PDF. ``flow`` holds blocks and tables in reading order; ``furniture`` running headers
    and footers, which belong to no sentence."""

    path: str
    sha256: str
    pages: tuple[Page, ...]
    flow: tuple[Block | Table, ...]
    furniture: tuple[Block, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(item for item in self.flow if isinstance(item, Table))

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(item for item in self.flow if isinstance(item, Block))


# ---------------------------------------------------------------- normalize: what it means


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
    """A figure or phrase with the proof of where it stands. ``item`` is the key of the row or sentence it is about."""

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
    """A regulation as the text cites it. ``type`` canonical ("UU", "PP", "Perpres", "Permen", "Keputusan" …), ``number``
    and ``year`` as printed ("" and None when missing), ``issuer`` canonical ("PANRB", "KPU" …), ``title`` the words
    after "tentang". ``role``: "basis" in a list of legal bases, "amended" after "diubah dengan", "title" inside another
    regulation's title, "text" elsewhere. ``entry`` indexes ``facts.regulations()`` when the regulation is known."""

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
    "pusat" or ""; ``renstra`` the period the report works under."""

    satker: str = ""
    level: str = ""
    region: str = ""
    region_name: str = ""
    year: int | None = None
    renstra: tuple[int, int] | None = None
    confidence: float = 0.0


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


# ---------------------------------------------------------------- checks: what contradicts what


@dataclass(frozen=True, slots=True)
class Evidence:
    """One figure or phrase a finding rests on. ``role``: "stated", "expected", "part", "whole" or "context"."""

    role: str
    value: Value

    @property
    def place(self) -> Place:
        return self.value.places[0]


@dataclass(frozen=True, slots=True)
class Finding:
    """A contradiction. ``params`` fill the sentences of the catalogue
    (a Decimal or int is printed in the reader's language); ``expected``, ``stated`` and ``difference`` are
    the arithmetic, where there is one; ``item`` and ``column`` name what it is about and make the fingerprint; ``also``
    are the rules that the same wrong cell breaks."""

    rule: str
    severity: Severity
    confidence: float
    params: dict[str, str | int | Decimal]
    evidence: tuple[Evidence, ...]
    item: str
    column: str = ""
    kind: str = ""
    expected: Decimal | None = None
    stated: Decimal | None = None
    difference: Decimal | None = None
    fingerprint: str = ""
    variant: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotEvaluated:
    """A rule that had nothing to look at: ``reason`` is a slug of the catalogue."""

    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How many places a rule looked at and how many of them it reported."""

    rule: str
    checked: int
    findings: int


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding that a person accepts, by its fingerprint."""

    fingerprint: str
    reason: str
    person: str
    date: datetime.date


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that does not count, and why."""

    finding: Finding
    waiver: Waiver


@dataclass(frozen=True, slots=True)
class AuditResult:
    """The audit of one PDF. ``status``: "ok", "partial" (some pages unread) or "failed". ``waived`` findings are none
    of ``findings``."""

    path: str
    sha256: str
    pages: int
    status: Literal["ok", "partial", "failed"]
    problems: tuple[Problem, ...] = ()
    identity: Identity = field(default_factory=Identity)
    findings: tuple[Finding, ...] = ()
    not_evaluated: tuple[NotEvaluated, ...] = ()
    rules: tuple[RuleCount, ...] = ()
    report: Report | None = None
    seconds: float = 0.0
    waived: tuple[Waived, ...] = ()

    def to_frames(self) -> dict[str, DataFrame]:
        """The frames of ``report``, where it was kept, and "findings"."""
        from lkj_audit import frames

        return frames.of_result(self)
