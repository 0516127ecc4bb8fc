"""STR106: the table of contents and the announced outline against the headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from lkj_audit.checks.judging import certainty, completeness, graded
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Block, Document, Evidence, Finding, NotEvaluated, Report
from lkj_audit.normalize.outline.contents import SAME_NUMBER, Aligned, Line, Style, aligned, alike, entries
from lkj_audit.normalize.outline.numerals import lines_of
from lkj_audit.normalize.outline.skeleton import Listing, Skeleton, number_of, skeleton
from lkj_audit.normalize.text.cues import of_block
from lkj_audit.normalize.text.plain import plain

# With fewer lines found again than this, the list was misread, or belongs to another document.
FOUND = 0.6
# A list whose pages mostly agree with the report's is up to date; only then is a page that does not agree a slip.
PAGES_AGREE, FEWEST_PAGES = 0.75, 5
_APART = re.compile(r"^\W*(?:daftar|lampiran|cover|sampul|halaman|kata pengantar|lembar)\b", re.I)
_ANNOUNCED = re.compile(r"^\W*BAB\s+([IVXLC]+|\d+)\b[\s.:\-–]*(.*)$", re.I)
_NUMBERED = re.compile(r"\W*(tabel|gambar|grafik|bagan|diagram)\s+([\w.-]*\d)", re.I)
_TELLS = re.compile(r"[,:;.(]|\b(?:berisi(?:kan)?|isi|memuat|meliputi|menguraikan|menjelaskan|menyajikan|menggambarkan|"
                    r"menerangkan|merupakan|terdiri|tentang|pada bab)\b", re.I)


@rule("STR106", "daftar-isi", "warning")
def contents(report: Report) -> Iterator[Outcome]:
    """The table of contents misses a heading, lists one that is not there, or gives another title or page; the same for
    the chapters that the report announces."""
    document = report.document
    bones = skeleton(document)
    looked = False
    for found in aligned(document):
        if found.lines and len(found.pairs) >= FOUND * len(found.lines):
            looked = True
            yield from [CHECKED] * len(found.lines)
            yield from _compare(document, bones, found)
    for listing in bones.listings:
        if listing.what != "isi" and (checked := list(_captions(document, listing))):
            looked = True
            yield from checked
    for chapter, block, title in _announced(document, bones):
        looked = True
        yield CHECKED
        yield from _outline(document, bones, chapter, block, title)
    if not looked:
        yield NotEvaluated("STR106", "no-contents")


def _compare(document: Document, bones: Skeleton, contents: Aligned) -> Iterator[Finding]:
    listed, found, pairs, sure = contents.lines, contents.headings, contents.pairs, completeness(document)
    for i, (j, how) in pairs.items():
        if how == SAME_NUMBER:
            yield _other_title(listed[i], found[j])
    absent = [x for i, x in enumerate(listed) if i not in pairs and x.title and not _APART.match(x.title)]
    whole = "".join(plain(t).replace(" ", "") for k, item in enumerate(document.flow) if not bones.listed(k)
                    for t in lines_of([item])) if absent else ""
    for line in absent:
        if plain(line.title).replace(" ", "") not in whole:
            yield _finding("tanpa-judul", line, (), min(0.8, sure - 0.1), {"judul": line.block.text})
    matched = {j: i for i, (j, _) in pairs.items()}
    titles = {plain(line.title) for line in listed}
    for j in (*_unlisted(found, matched), *_in_gaps(listed, found, pairs, set(matched))):
        if plain(found[j].title) not in titles:
            before = listed[max((i for k, i in matched.items() if k < j), default=0)]
            yield _finding("tidak-terdaftar", found[j], (before.block,), 0.9 if found[j].firm else 0.8,
                           {"judul": f"{found[j].number} {found[j].title}".strip()})
    yield from _pages({i: (listed[i], found[j].block) for i, (j, _) in pairs.items()})


def _other_title(line: Line, heading: Line) -> Finding:
    one, two = plain(line.title), plain(heading.title)
    # A title cut short, or with the year added, is another wording of the same.
    part = bool(one and two) and (set(one.split()) <= set(two.split()) or set(two.split()) <= set(one.split()))
    return _finding("judul", line, (heading.block, *heading.below), 0.55 if part else 0.85,
                    {"daftar": line.title, "judul": heading.title})


def _unlisted(found: Sequence[Line], matched: Mapping[int, int]) -> Iterator[int]:
    """Headings whose elder sibling is listed: "C" after a listed "B". Where the numbers begin again, they belong to a
    list in the text."""
    last: dict[Style, tuple[int, bool]] = {}
    for j, heading in enumerate(found):
        if not heading.firm or heading.style is None or heading.style[0] == "angka":
            continue
        value, bold = heading.value, all(w.bold for w in heading.block.words)
        elder, was_bold = last.get(heading.style, (0, False))
        if heading.style[0] == "bab":
            last = {s: v for s, v in last.items() if s[0] == "bab"}
        if j in matched:
            last[heading.style] = (value, bold)
        elif elder and value == elder + 1 and bold == was_bold:
            last[heading.style] = (value, bold)
            yield j
        elif value <= elder:
            del last[heading.style]


def _in_gaps(listed: Sequence[Line], found: Sequence[Line], pairs: Mapping[int, tuple[int, int]],
             matched: set[int]) -> Iterator[int]:
    """The one line that has the number which the table of contents leaves out, as 4 between 3 and 5, or A
    between BAB III and B."""
    for i in range(1, len(listed)):
        a, b = listed[i - 1], listed[i]
        first = a.style is not None and a.style[0] == "bab" and b.style is not None and b.style[0] != "bab"
        before = 0 if first else a.value
        if a.style is None or b.style is None or not (first or a.style == b.style) or b.value != before + 2:
            continue
        if not {i - 1, i} <= pairs.keys():
            continue
        between = [j for j in range(pairs[i - 1][0] + 1, pairs[i][0]) if j not in matched
                   and (found[j].style, found[j].value) == (b.style, before + 1) and found[j].title[:1].isupper()]
        if len(between) == 1 and (first or b.style[0] == "angka" or not found[between[0]].firm):
            yield between[0]


def _captions(document: Document, listing: Listing) -> Iterator[Outcome]:
    """The pages that a list of tables or figures gives against those of the captions with its numbers."""
    places: dict[tuple[str, str], list[Block]] = {}
    for block in document.blocks:
        if block.kind == "caption" and block.number:
            places.setdefault((block.label.casefold(), block.number), []).append(block)
    pairs: dict[int, tuple[Line, Block]] = {}
    for i, line in enumerate(entries(document, listing)):
        said = _NUMBERED.match(line.block.text)
        found = places.get((said[1].casefold(), said[2].rstrip(".")), []) if said else []
        if len(found) == 1:
            pairs[i] = line, found[0]
    yield from [CHECKED] * len(pairs)
    yield from _pages(pairs)


def _pages(pairs: Mapping[int, tuple[Line, Block]]) -> Iterator[Finding]:
    """Lines whose page differs from that of their heading or caption, in a list whose others agree."""
    shifts = {i: place.page - line.page for i, (line, place) in pairs.items() if line.page is not None}
    if len(shifts) < FEWEST_PAGES:
        return
    shift, times = Counter(shifts.values()).most_common(1)[0]
    if times < PAGES_AGREE * len(shifts):
        return
    for i, found_shift in shifts.items():
        if found_shift != shift:
            line, place = pairs[i]
            yield _finding("halaman", line, (place,), 0.8, {"judul": line.title, "daftar": str(line.page),
                                                            "halaman": str(place.page - shift)})


def _announced(document: Document, bones: Skeleton) -> Iterator[tuple[int, Block, str]]:
    """The chapters that the outline announces: number, the line, and the title it gives."""
    for i in bones.outline:
        block = document.flow[i]
        if isinstance(block, Block) and (told := _ANNOUNCED.match(re.sub(r"^[-–•\s]+", "", block.text))):
            title = _TELLS.split(told[2], maxsplit=1)[0].strip(" \"“”.-–")
            if title and told[1].upper() == told[1]:
                yield number_of(told[1]), block, title


def _outline(document: Document, bones: Skeleton, number: int, block: Block, title: str) -> Iterator[Finding]:
    chapter = next((c for c in bones.chapters if c.number == number), None)
    if chapter is None or not chapter.title:
        return
    one, two = set(plain(title).split()), set(chapter.title.split())
    if one <= two or two <= one or alike(title, chapter.title):
        return
    heading = document.flow[chapter.body - 1]
    assert isinstance(heading, Block)
    evidence = (Evidence("stated", of_block(block)), Evidence("context", of_block(heading)))
    sure = certainty(0.85, evidence)
    yield Finding("STR106", graded("warning", sure), sure, {"judul": heading.text, "daftar": title}, evidence,
                  item=f"bab {number}", column="sistematika", variant="sistematika")


def _finding(variant: str, line: Line, around: Sequence[Block], most: float, params: dict[str, str]) -> Finding:
    evidence = (*(Evidence("stated", of_block(b)) for b in (line.block, *line.below)),
                *(Evidence("context", of_block(b)) for b in around))
    sure = certainty(most, evidence)
    return Finding("STR106", graded("warning", sure), sure, {**params}, evidence,
                   item=f"{line.number} {plain(line.title)}".strip(), column=variant, variant=variant)
