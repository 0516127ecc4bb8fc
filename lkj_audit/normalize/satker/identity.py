"""Whose report this is, and which other names, years and periods it mentions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from lkj_audit.facts import Region
from lkj_audit.model import Block, Document, Identity, Mention
from lkj_audit.normalize.calendar.interim import PART, part_of_year, parts_named
from lkj_audit.normalize.calendar.periods import periods
from lkj_audit.normalize.calendar.years import YearReader, find_years, settle
from lkj_audit.normalize.satker.centre import is_local, unit_without_region
from lkj_audit.normalize.satker.institutions import Unit, family, find_units, title
from lkj_audit.normalize.satker.places import by_code, longest, regions_of
from lkj_audit.normalize.satker.relations import Own, relate
from lkj_audit.normalize.satker.upt import reporting_upt
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import cue, value_of
from lkj_audit.normalize.text.sentences import sentence_at

COVER, NAMED, RUNNING, BODY = 8.0, 3.0, 3.0, 1.0  # votes of a mention on the cover, after "Laporan Kinerja", …
GOVERNMENT = 0.3  # a regional government and a body of the centre are named in the reports of all that they head
FRONT_PAGES = 3
COVER_LENGTH, TITLE = 1500, 80  # characters: of a cover that matter, of the longest line that is a title

_REPORT = re.compile(r"\b(?:laporan\s+(?:akuntabilitas\s+)?kinerja(?:\s+instansi\s+pemerintah(?:an)?)?|lkj|lkjip|lkip|"
                     r"lakip|lapkin)\b(?:\s*\([^()]*\))?(?:\s+(?:tahun(?:an)?|interim))?\s*", re.I)
_PUBLISHED = re.compile(r"[^\W\d_]{3,},\s*$")
_YEAR_OF = re.compile(r"[\s,–-]*(?:t\.?\s?a\.?\s+|tahun\s+(?:anggaran\s+)?)?", re.I)
_LOCAL = re.compile(r"\b(?:dinas|badan|inspektorat|kecamatan|sekretariat\s+(?:daerah|dprd)|satuan|rumah\s+sakit|"
                    r"bappeda|rsud|bpkad|bkpsdm|kantor|kelurahan)\b(?:[\s,]+(?!tahun\b|laporan\b|lkj\w*\b|lakip\b|"
                    r"kabupaten\b|kota\b|provinsi\b|pemerintah\b)[^\W\d_][\w/-]*){0,9}", re.I)


def identify(document: Document) -> Identity:
    """The reporting unit and year by cover, running headers and majority; empty where nothing tells."""
    blocks = document.blocks
    cover = _cover(blocks)
    titles = " ".join([t for t in cover if len(t) < TITLE or t.isupper()] or cover)[:COVER_LENGTH]
    running = list(dict.fromkeys(_unpaged(b.text) for b in document.furniture))
    satker, code, sure_unit = _unit(" ".join(cover)[:COVER_LENGTH], titles, running, blocks)
    year, sure_year = _year(titles, running, blocks)
    if not code and satker.startswith(("Biro ", "Bagian ")):
        office = next((u for u in find_units(" ".join(cover)) if u.kind == "setda" and u.codes), None)
        satker, code = (f"{satker} {office.name}", office.codes[0]) if office else (satker, code)
    if upt := reporting_upt(cover, (*running, *(b.text for b in blocks)), _named):
        if not code and len(where := _regions_named(cover)) == 1:
            code = where.pop()
        region = by_code().get(code)
        satker = f"{upt} {_of(region)}" if region else upt
    region = by_code().get(code)
    level = region.type if region else "pusat" if satker and not is_local(satker) else ""
    confidence = round(min(sure_unit, sure_year), 2) if satker and year else round(max(sure_unit, sure_year) / 2, 2)
    return Identity(satker, level, code, region.name if region else "", year, _renstra(blocks, year), confidence,
                    part_of_year(titles, running, (b.text for b in blocks if b.kind != "toc")))


def find_mentions(document: Document, identity: Identity) -> tuple[Mention, ...]:
    """All names of units, years, periods and ordinals of years in the blocks, in reading order, with their relation."""
    own, reader = Own.of(identity), YearReader(identity)
    found: list[Mention] = []
    before = ""
    for index, item in enumerate(document.flow):
        if not isinstance(item, Block):
            before = ""
            continue
        found += _unit_mentions(item, index, before, own)
        found += reader.read(item, index)
        before = item.text
    return tuple(settle([*_running(document, own, identity), *found]))


def _running(document: Document, own: Own, identity: Identity) -> Iterator[Mention]:
    """The mentions of the running headers and footers, each text once; they stand in no flow: ``block`` is -1."""
    texts = {_unpaged(b.text): b for b in reversed(document.furniture)}
    for block in reversed(texts.values()):
        yield from _unit_mentions(block, -1, "", own)
        yield from YearReader(identity).read(block, -1)


def _unit_mentions(block: Block, index: int, before: str, own: Own) -> Iterator[Mention]:
    units = [*_carried_over(block, before), *find_units(block.text)]
    for unit in units:
        start, end = sentence_at(block.text, unit.start)
        others = [u for u in units if start <= u.start < end]
        relation, confidence = relate(unit, own, block, (start, end), others)
        code = own.code if own.among(unit) else unit.codes[0] if unit.codes else ""
        value = value_of(block, unit.start, unit.end)
        yield Mention("unit", unit.named(code) if code else unit.name, value, block.text[start:end], index, unit.start,
                      relation, code, min(confidence, value.confidence))


_LEVELLED = re.compile(r"(?:provinsi|kabupaten|kab\.|kota)\s", re.I)
_BROKEN = re.compile(r"\b(?:provinsi|kabupaten|kab\.|kota)\s+[^\W\d]+\s*$", re.I)
_LINE = 40  # characters; no more stands in a line of a signature or of a title


def _carried_over(block: Block, before: str) -> Iterator[Unit]:
    """The unit whose region begins ``block``, or goes on in it, while its head ends the block before, as on covers and
    in signatures."""
    if not _LEVELLED.match(block.text) and (len(block.text) > _LINE or not _BROKEN.search(before)):
        return
    tail = f"{before[-60:]} "
    for unit in find_units(tail + block.text[:60]):
        if unit.start < len(tail) - 1 < unit.end and len(before) < 120:
            yield Unit(0, unit.end - len(tail), unit.kind, unit.body, unit.codes, unit.explicit, unit.seat)


_PAGE = re.compile(r"^\W*\d{1,3}\b(?!\s*\.\d)|(?<![\w.,])(?:\d{1,3}|[ivxl]{1,6})\W*$")


def _unpaged(text: str) -> str:
    """A running header or footer without its page number, so that it is one text on all pages."""
    return " ".join(_PAGE.sub(" ", text).split())


# ---------------------------------------------------------------- whose report


def _cover(blocks: Iterable[Block]) -> list[str]:
    """The texts of the first page that has any, among the first few."""
    first = [b for b in blocks if b.kind != "toc" and b.page <= FRONT_PAGES]
    return [b.text for b in first if b.page == first[0].page]


Key = tuple[str, str, str]  # family, region code, seat


def _unit(cover: str, titles: str, running: Iterable[str], blocks: Iterable[Block]) -> tuple[str, str, float]:
    """Name, region code and certainty of the unit with most votes; ``titles`` are the short lines of the cover."""
    votes: Counter[Key] = Counter()
    names: dict[Key, Counter[str]] = {}
    texts = [(b.text, BODY) for b in blocks] + [(t, RUNNING) for t in running]
    ballots = [(unit, COVER) for unit in _cover_units(cover)]
    ballots += [(u, w + _named(t, u.start, u.kind)) for t, w in texts for u in find_units(t)]
    explicit = {(family(u.kind), u.codes[0]) for u, _ in ballots if u.explicit and u.codes}
    for unit, weight in ballots:
        codes = [c for c in unit.codes if (family(unit.kind), c) in explicit] or list(unit.codes)
        kind = family(unit.kind)
        key = kind, codes[0] if codes else "", unit.seat
        shared = weight < COVER and (kind == "pemda" or not codes)
        votes[key] += weight * (GOVERNMENT if shared else 1)  # type: ignore[assignment]
        names.setdefault(key, Counter())[unit.named(codes[0]) if codes else unit.name] += 1
    if all(family(u.kind) == "pemda" for u in find_units(titles)):
        name, code, _ = _titled((titles, *running))
        if code:  # "LKjIP Kabupaten X Tahun 2021" on the cover: no dinas of the many that are named
            votes["pemda", code, ""] += COVER + NAMED  # type: ignore[assignment]
            names.setdefault(("pemda", code, ""), Counter())[name] += 1
    name, code, central = unit_without_region(texts, titles, COVER, _named)
    placed = any(u.codes and u.body == name for u in _cover_units(cover))  # "BADAN PENDAPATAN DAERAH / KABUPATEN X"
    if central > max(votes.values(), default=0) and not placed:
        where = {key[1] for key in votes if key[1]}
        if is_local(name) and not where:
            where = _regions_named(t for t, _ in texts)
        if not is_local(name) or not where:
            return name, code, min(0.8, central / (central + 4))
        if len(where) == 1:  # "Kecamatan X" in a report that names no other region than "Kota Y"
            region = by_code()[where.pop()]
            printed = any(region.code in u.codes for u in find_units(cover) if family(u.kind) == "pemda")
            return f"{name} {_of(region)}", region.code, min(0.85 if printed else 0.6, central / (central + 8))
    if not votes:
        return _titled(t for t, _ in texts)
    best, score = votes.most_common(1)[0]
    rivals = sum(v for (kind, code, _), v in votes.items()
                 if kind == best[0] and code != best[1] and len(code) >= len(best[1]))  # a superior is no rival
    sure = score / (score + rivals) * score / (score + 2)
    name = min(names[best], key=lambda n: (-names[best][n], n))
    return (name if best[0] != "pemda" else _government(best[1], name)), best[1], sure


_REGION = Cued(r"\b(?P<level>Bupati|BUPATI|Kabupaten|KABUPATEN|Kab\.|KAB\.|Wali\s?[Kk]ota|WALI\s?KOTA|Kota|KOTA)\s+"
               r"(?:(?i:administrasi)\s+)?(?=[A-Z]|[a-z]+\s[A-Z])", "bupati", "kabupaten", "kab.", "kota", flags=0)


def _regions_named(texts: Iterable[str]) -> set[str]:
    """The kabupaten and kota that are named, as such or by their heads: "telah berjanji kepada Bupati Demak"."""
    found = (longest(text, m.end(), regions_of(_level(m))) for text in texts for m in _REGION.finditer(text))
    return {place[1][0] for place in found if place}


_NO_NAME = r"(?i:tahun|ta|bulan|interim|triwulan|tw|semester|untuk|pada|yang|provinsi|kabupaten|kab|kota|i{1,3}|iv|v)\b"
_NAME = re.compile(rf"(?!{_NO_NAME}|(?i:dan)\b)[A-Z][\w.'’/&-]*(?:\s+(?:dan\s+)?(?!{_NO_NAME})[A-Z][\w.'’/&-]*){{0,7}}")
_AT_LEVEL = re.compile(r"(?:Pemerintah\s+)?(Provinsi|Prov\.|Kabupaten|Kab\.|Kota)\s+", re.I)
_LEVELS = {"pro": "provinsi", "kab": "kabupaten", "kot": "kota"}
_OF_YEAR = re.compile(r"\s*(?:t\.?\s?a\.?|tahun(?:\s+anggaran)?)?\s*(?:19|20)\d\d\b", re.I)


def _titled(texts: Iterable[str]) -> tuple[str, str, float]:
    """Where no institution is told by its kind, what stands between the report's name and the year: the government of
    "LKjIP Kab. Ngada Tahun 2021", "Puslatbang KMP" of "Laporan Kinerja Puslatbang KMP Tahun 2021"."""
    names: Counter[tuple[str, str]] = Counter()
    for text in texts:
        for m in _REPORT.finditer(text):
            level = _AT_LEVEL.match(text, m.end())
            place = level and longest(text, level.end(), regions_of(_LEVELS[level[1][:3].casefold()]))
            name = None if level else _NAME.match(text, m.end())
            if place and _OF_YEAR.match(text, place[0]):
                names[_government(place[1][0], ""), place[1][0]] += 1
            elif name and _OF_YEAR.match(text, name.end()):
                names[name[0] if not name[0].isupper() else title(name[0].split()), ""] += 1
    best = names.most_common(1)
    return (*best[0][0], 0.4) if best else ("", "", 0.0)


def _level(named: re.Match[str]) -> str:
    return "kota" if named["level"].casefold().endswith("kota") else "kabupaten"


def _government(code: str, name: str) -> str:
    """"Pemerintah Kabupaten Sleman", also where the report says "Pemkab Sleman"."""
    region = by_code().get(code)
    return f"Pemerintah {_of(region)}" if region else name


def _of(region: Region) -> str:
    return f"{'Provinsi ' if region.level == 1 else ''}{region.name}"


def _named(text: str, start: int, kind: str = "") -> float:
    """The extra votes of a name at ``start`` that the report's name leads up to: "Laporan Kinerja (LKj) Dinas …"."""
    left = text[max(0, start - 90):start]
    follows = any(m.end() == len(left) for m in _REPORT.finditer(left)) or (
        kind == "pemda" and bool(re.search(r"kinerja\s+instansi\s*$", left, re.I)))
    return NAMED if follows else 0.0


def _cover_units(cover: str) -> list[Unit]:
    """The units of the cover; where "PEMERINTAH KABUPATEN X" stands over "DINAS Y", the dinas of X."""
    units = list(find_units(cover))
    government = next((u for u in units if family(u.kind) == "pemda" and u.codes), None)
    if government is None or len({family(u.kind) for u in units}) > 1:
        return [u for u in units if family(u.kind) != "pemda"] or units
    region = by_code()[government.codes[0]]
    head = _LOCAL.search(cover)
    if head is None:
        return units
    name = _of(region)
    built = list(find_units(f"{' '.join(w.capitalize() if len(w) > 4 else w for w in head[0].split())} {name}"))
    return built or units


# ---------------------------------------------------------------- of which year


_PART_OF = re.compile(rf"{PART.pattern}\s*,?\s*(?:tahun\s+)?(?P<year>20\d\d)\b", re.I)


def _year(titles: str, running: Iterable[str], blocks: Iterable[Block]) -> tuple[int | None, float]:
    """The reporting year with most votes and its certainty."""
    votes: Counter[int] = Counter()
    body = {_unpaged(b.text) if len(b.text) < TITLE else b.text: b.text for b in blocks}  # a header in the text once
    for text, weight in [(titles, COVER), *((t, RUNNING) for t in running), *((t, 0.0) for t in body.values())]:
        interim = {end for _, _, end in parts_named(text)}
        years = {y.year for y in find_years(text)} if weight == COVER else set()
        for y in find_years(text):
            if y.year - 1 in years and _PUBLISHED.search(text, 0, y.start):
                continue  # "TAHUN 2020 MAUMERE, 2021": when it appeared
            if not y.relation or (y.relation == "date" and _follows(text, y.start, interim)):
                left = text[max(0, y.start - 110):y.start]
                named = NAMED if weight < COVER and _REPORT.search(left) else 0.0
                planned = BODY / 4 if cue("kinerja_kuat").search(left) else BODY / 20
                votes[y.year] += weight + max(named, planned)  # type: ignore[assignment]
    if not votes:
        part = _PART_OF.search(titles)
        return (int(part["year"]), 0.3) if part else (None, 0.0)
    best, score = votes.most_common(1)[0]
    return best, score / votes.total() * score / (score + 0.5)


def _follows(text: str, start: int, ends: Iterable[int]) -> bool:
    """Whether nothing but "Tahun (Anggaran)" stands between one of ``ends`` and ``start``."""
    return any(end < start and _YEAR_OF.fullmatch(text, end, start) for end in ends)


def _renstra(blocks: Iterable[Block], year: int | None) -> tuple[int, int] | None:
    """The period of the Renstra most often named that holds ``year``; else any such period of four to six years."""
    votes: Counter[tuple[int, int]] = Counter()
    for block in blocks:
        for m in periods(block, 0) if find_years(block.text) else ():
            first, last = map(int, m.name.split("-"))
            if (year is None or first <= year <= last) and 3 <= last - first <= 5:
                votes[first, last] += 10 if m.relation == "renstra" else 1
    return votes.most_common(1)[0][0] if votes else None

