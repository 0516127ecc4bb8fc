"""Numbers of things that the sentence then names one by one: "3 kecamatan, yaitu Namlea, Waeapo, dan Waplau"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lkj_audit.model import Block, Report
from lkj_audit.normalize.figures.terbilang import number_of
from lkj_audit.normalize.narrative.statements import Listed, Stated
from lkj_audit.normalize.once import once
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of

_WORD: Final = "dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas"
_PLACES: Final = ("kecamatan|kelurahan|desa|distrik|kabupaten|provinsi|pulau|nagari|negara|kampung|gampong|kapanewon|"
                  "puskesmas|wilayah kerja|satuan pelayanan")
# Of each of these there is one alone, so that none stands for several: not of documents, people or events.
_SORTS: Final = ("komponen|aspek|unsur|pilar|dimensi|prioritas|tahap|tahapan|kriteria|kategori|prinsip|agenda|misi|"
                 "tujuan|sasaran|fungsi|perspektif|klaster")
_SAID: Final = (r"(?:\s+(?:utama|strategis|pembangunan|daerah|kinerja|program|pelayanan|layanan|penilaian|pokok|dasar|"
                r"nasional|kegiatan|kerja|lokasi|sasaran|penting)\b){0,3}(?:\s+(?:di|pada)(?:\s+(?-i:[A-Z])[\w-]+){1,4})?")
_COUNTED: Final = Cued(
    rf"(?<![\w.,/-])(?P<count>(?:(?P<number>\d{{1,2}})(?:\s*\([^()\d]{{3,20}}\))?|(?P<word>{_WORD})(?:\s*\(\d+\))?)\s+"
    rf"(?:(?P<place>{_PLACES})|(?P<sort>{_SORTS}))\b){_SAID}\s*,?\s+(?:yaitu|yakni)\s*:?\s+", "yaitu", "yakni")
_AMONG: Final = re.compile(r"(?:(?<!terdiri )\bdari\s+(?:total\s+|seluruh\s+|sejumlah\s+)?|\b\w+\s+(?:dan|serta)\s+|"
                           r"\b(?:ke-?|nomor|antara)\s*)$", re.I)  # one of several counts, or not all of them
_NAME: Final = re.compile(rf"(?:(?P<noun>{_PLACES}|kota)\s+)?(?-i:[A-Z][\w’'-]*(?:\s+(?:[A-Z][\w’'-]*|\d))*)"
                          r"(?:\s*\([^()]*\))?", re.I)
_AND: Final = re.compile(r"\s*,\s*(?:(?P<oxford>dan|serta)\s+)?|\s+(?P<last>dan|serta)\s+", re.I)
_END: Final = re.compile(r"[.;](?:\s|$)|$")
_NO_LIST: Final = re.compile(
    rf"\d|[:()]|\b(?:satu|{_WORD}|dll|dsb|lain\w*|sebagainya|seterusnya|seperti|misalnya|masing-masing|para|beberapa|"
    r"sejumlah|berbagai|yang|dengan|untuk|agar|sehingga|karena|pada|namun|tetapi|sedangkan)\b", re.I)
_INNER: Final = re.compile(r"\s(?:dan|serta|atau|&)\s|/", re.I)
_LONGEST: Final = 6  # words of an item
_FAR: Final = 2  # by how many a list may miss the number; more is no list of them


@once
def named_lists(report: Report) -> tuple[tuple[Stated, int, Listed], ...]:
    """Numbers of places and other things, each with the names or short phrases that follow."""
    return tuple(_found(report))


def _found(report: Report) -> Iterator[tuple[Stated, int, Listed]]:
    for _, block, m in _COUNTED.over(report.document):
        number = number_of(m["number"] or m["word"]) or 0
        if block.kind != "paragraph" or _AMONG.search(block.text, max(0, m.start() - 30), m.start()):
            continue
        items = _names(block, m) if m["place"] else _phrases(block, m, number)
        if len(items) > 1 and abs(len(items) - number) <= max(_FAR, number // 4):
            yield (Stated(m["count"], value_of(block, *m.span("count"))), number,
                   Listed((m["place"] or m["sort"]).casefold(), items))


def _names(block: Block, m: re.Match[str]) -> tuple[Stated, ...]:
    """The names one after the other; none where the last one is not told, or they are of several sorts of places."""
    found: list[Stated] = []
    at, closed, nouns = m.end(), False, 0
    while name := _NAME.match(block.text, at):
        noun = (name["noun"] or "").casefold()
        if noun not in ("", m["place"].casefold()):
            return ()
        nouns += bool(noun)
        found.append(Stated(name[0], value_of(block, *name.span())))
        following = _AND.match(block.text, name.end())
        if following is None or closed:
            at = name.end()
            break
        closed, at = bool(following["oxford"] or following["last"]), following.end()
    ended = closed and not block.text[at:].startswith(",")
    return tuple(found) if ended and nouns < len(found) else ()  # else each is named with its noun: see counted_lists


def _phrases(block: Block, m: re.Match[str], number: int) -> tuple[Stated, ...]:
    """The items of a list of short phrases: ``number`` where they may be as many, by one way or another to part them;
    that they are more cannot be told."""
    end = _END.search(block.text, m.end())
    said = block.text[m.end():end.start() if end else None]
    items = [i for i in re.split(r"\s*,\s*(?:(?:dan|serta)\s+)?", said) if i]
    most = sum(len(_INNER.findall(i)) + 1 for i in items)
    if len(items) < 2 or _NO_LIST.search(said) or any(len(i.split()) > _LONGEST for i in items):
        return ()
    listed = Stated(said, value_of(block, m.end(), m.end() + len(said)))
    return (listed,) * min(most, number)
