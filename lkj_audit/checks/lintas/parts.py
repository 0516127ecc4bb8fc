"""Which documents a PDF holds: an LKj, or a plan or budget print-out that belongs to one, or several of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from lkj_audit import facts
from lkj_audit.model import Block, DocumentKind, Gist, Part, Report
from lkj_audit.normalize.text.plain import plain

_NUMBERED = re.compile(r"\s*(?:[A-Z]|[IVX]+|\d+(?:\.\d+)*)[.)]\s")
_TITLE_WORDS = 30  # a title page says what it is among its first words
_BODY_WORDS = 12   # … a later page in its first line
_BUDGET = frozenset({"anggaran_program", "anggaran_belanja", "sp2d"})
_CHAPTER = re.compile(r"(?:BAB\s+)?([IVX]+)")


@cache
def _titles() -> tuple[tuple[DocumentKind, re.Pattern[str]], ...]:
    titles: dict[DocumentKind, str] = facts.dossier()["titles"]
    return tuple((kind, re.compile(rf"\b{pattern}")) for kind, pattern in titles.items())


@cache
def _before_title() -> re.Pattern[str]:
    return re.compile(facts.dossier()["before_title"])


def parts(report: Report) -> tuple[Part, ...]:
    """The documents in ``report`` in page order: by the title on the first page, then by titles in capitals at the head
    of later pages; a PDF without any is told by its chapters, its tables and what it calls itself."""
    pages = _pages(report)
    last = len(report.document.pages)
    found: list[tuple[int, DocumentKind, int | None]] = []
    for page, blocks in pages.items():
        kind = _first_title(blocks) if not found else _later_title(blocks)
        if kind and (not found or kind != found[-1][1]):
            found.append((page, kind, _year(blocks)))
        elif not found:
            found.append((page, _untitled(report), None))
    if not found:
        return (Part("anggaran" if _is_budget(report) else "lain", 1, last),)
    starts = [1, *(page for page, _, _ in found[1:])]
    ends = [start - 1 for start in starts[1:]] + [last]
    return tuple(Part(kind, start, end, year)
                 for (_, kind, year), start, end in zip(found, starts, ends, strict=True))


def is_report(gist: Gist) -> bool:
    """Whether a PDF may be an LKj: all that is not surely another document of a dossier."""
    return "lkj" in gist.kinds or gist.kinds == {"lain"} or any(s.source == "capaian" for s in gist.said)


def chapters(report: Report) -> tuple[str, ...]:
    """The Roman numbers of the BAB that stand in ``report``."""
    found = [number for b in report.document.blocks if b.kind == "heading" for number in _chapter(b)]
    return tuple(dict.fromkeys(found))


def _chapter(heading: Block) -> Iterator[str]:
    numbered = _CHAPTER.fullmatch(heading.number.upper().strip())
    if numbered:
        if heading.level == 1:
            yield numbered[1]
    elif not heading.number and heading.text == heading.text.upper():
        yield from (number for number, name in facts.dossier()["chapters"].items()
                    if re.match(rf"(?:bab [ivx]+ )?{name}\b", plain(heading.text)))


def _pages(report: Report) -> Mapping[int, list[Block]]:
    """The blocks of each page that has any."""
    out: dict[int, list[Block]] = {}
    for block in report.document.blocks:
        out.setdefault(block.page, []).append(block)
    return dict(sorted(out.items()))


def _first_title(blocks: list[Block]) -> DocumentKind | None:
    """The kind that is named first among the first words of a page."""
    head = plain(" ".join(" ".join(b.text for b in blocks if b.kind != "toc").split()[:_TITLE_WORDS]))
    hits = [(m.start(), kind) for kind, pattern in _titles() if (m := pattern.search(head))]
    return min(hits)[1] if hits else None


def _later_title(blocks: list[Block]) -> DocumentKind | None:
    """The kind that a page is headed by, in capitals and without a section's number."""
    text = blocks[0].text
    if blocks[0].kind in ("toc", "caption") or text != text.upper() or _NUMBERED.match(text) or blocks[0].number:
        return None
    if len(text.split()) > _BODY_WORDS:
        return None
    head = plain(text)
    while m := _before_title().match(head):
        head = head[m.end():]
    return next((kind for kind, pattern in _titles() if pattern.match(head)), None)


def _year(blocks: list[Block]) -> int | None:
    years = {int(y) for b in blocks[:4] for y in re.findall(r"\b20\d\d\b", b.text)}
    return next(iter(years)) if len(years) == 1 else None


def _untitled(report: Report) -> DocumentKind:
    """What a PDF is that does not begin with a title: a piece of an LKj, or what its tables make of it."""
    kinds = Counter(t.kind for t in report.tables)
    called = Counter(kind for b in report.document.blocks for kind in _called(b.text))
    if chapters(report) and (kinds["capaian"] or called["lkj"] >= 3):
        return "lkj"
    if _is_budget(report):
        return "anggaran"
    plans: list[DocumentKind] = ["pk", "rkt", "renstra"]
    named = [k for k in plans if kinds[k]]
    return named[0] if len(named) == 1 and not kinds["capaian"] else "lain"


def _called(text: str) -> Iterator[DocumentKind]:
    said = plain(text)
    yield from (kind for kind, pattern in _titles() if pattern.search(said))


def _is_budget(report: Report) -> bool:
    """Whether all tables of any size are about money."""
    large = [t for t in report.tables if len(t.table.rows) > 1]
    return bool(large) and all(t.kind in _BUDGET for t in large)
