"""Citations of regulations in the text: type, number, year, issuer, title, and the part they play there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from lkj_audit import facts
from lkj_audit.model import Block, Citation, Document, Table, Value
from lkj_audit.normalize.regulations.issuers import issuer_of, squash
from lkj_audit.normalize.regulations.keys import find_entry, key, kinds_in
from lkj_audit.normalize.text.alternatives import any_case
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.sentences import sentence_at

_GAP = r"[-‐-—\s]"  # a hyphen, a dash or a blank; signs scattered wider take re thirty times as long to compile
_PART = r"[^\W_]+(?:[.\-–—]+[^\W_]+)*"  # "PR.01.3-Kpt" in 197/PR.01.3-Kpt/01/KPU/IV/2020
_NUMBER = rf"(?P<number>(?=[^\s,;()]*\d){_PART}(?:\s?/\s?(?!(?:tahun|thn)\b){_PART})*)"
_YEAR = r"(?:\s*[/,.]?\s*\b(?:tahu[nhm]|thn?\.?|th\.)\s*(?P<year>(?:19|20)\d\d)\b)"
_DATE = r"(?:,?\s*\(?\s*(?:ter)?tanggal\s+\d{1,2}\s+\w+\s+(?P<dated>(?:19|20)\d\d)\)?)?"
_NO = r"\(?(?:nomo?e?r|no\b|nr\b|nornor)\s*[.:]*\s*"
_ABOUT = re.compile(r"[\s,:]*\btentang\b\s*(?:tentang\s+)?", re.I)
# Words that no issuer's name has: behind one of them the number is another's.
_NOT_ISSUER = (r"tentang|yang|sesuai|pada|telah|tersebut|ini|itu|di|dalam(?!\s+negeri)|sebagaimana|dengan|berdasarkan|"
               r"menurut|atas|oleh|perundang\w*|setelah|untuk|adalah|maupun|serta|beserta|melalui|uu|undang\w*|pp|nomor|no|"
               r"tahun|peraturan|keputusan|perpres|permen\w*|surat|lembaran|berita|pasal|ayat|jo|juncto|maka")
_ISSUER = rf"(?P<issuer>(?:\s+(?!(?:{_NOT_ISSUER})\b)(?:\([\w .&-]+\)|[^\W\d_(][\w/.&'’\-–]*,?|&)){{0,18}}?)"
_MIXED = r"(?P<mixed>(?:\s*/\s*|\s+)(?:keputusan|peraturan|undang-undang|instruksi)\b)?"
_DIGIT = re.compile(r"\d")
_NEXT = re.compile(rf"\s*,?\s*(?:(?P<jo>jo\.?|juncto)|dan)\s*{_NO}{_NUMBER}(?:{_YEAR}|\b)", re.I)
# Where a title ends and the sentence goes on.
_TITLE_END = re.compile(
    r";|\(\s*(?:lembaran|tambahan|berita|LN\b|BN\b|TLN\b)|,?\s*\b(?:jo\.?|juncto)\s|[\s,]*\b(?:sebagaimana|"
    r"(?:pada\s+)?pasal\s+\d+|"
    r"disebutkan|dinyatakan|diamanatkan|(?:me|di)(?:nyebut|nyata|amanat|ngamanat|wajib|netap|tetap|ngatur|atur)\w*|"
    r"merupakan|adalah|bahwa|berkewajiban|dengan\s+ber\w+|dan\s+(?:guna|ber(?:pedoman|dasar)\w*|\w+\s+juga)|"
    r"(?:serta\s+)?diktum|sebagai\s+(?:penyempurnaan|tindak|wujud|acuan|pedoman|dasar|pengganti)|maka|dijelaskan|"
    r"telah|sehingga|dimana|di mana|khususnya|yaitu|yakni|bertujuan|memberi\w*|melaksanakan|mempunyai|memiliki|"
    r"terdiri\s+(?:atas|dari)|serta\s+(?:ketentuan|peraturan)\s+(?:terkait|lain\w*)|dan\s+(?:ditindaklanjuti|secara\s+teknis)|"
    r"serta\s+me\w+|"
    r"yang\s+(?:me|di|ter|telah|akan|berlaku|kemudian)\w*|untuk\s+(?:me\w+|kemudian)|(?-i:dalam\s+rangka)|"
    r"dan\s+me(?!nteri|trologi)\w+|dan\s+\w+\s+(?-i:me\w+kan)|"
    r"(?-i:mem(?!orandum)\w{3,}|men(?!teri|engah|tal|ara|jadi\s+[Uu]ndang)\w{3,}|dapat|wajib|harus|ini|tersebut|"
    r"di(?:laksana|guna|tetap|jadi|pimpin|susun|atur|ubah|cabut|ganti|pedoman|hitung|terap)\w*))\b|"
    r"\s[-–]\s|:(?:\s|$)|(?<=(?:19|20)\d\d),", re.I)
# The last word before a regulation that stands inside the title of another.
_IN_TITLE = re.compile(
    r"\b(?:atas|perubahan(?:\s+(?:pertama|kedua|ketiga|keempat|kelima))?|pelaksanaan|pelaksana|penetapan|pencabutan|"
    r"dari|terhadap|lanjut|ketentuan|mencabut)\s*$", re.I)
_AMENDED = re.compile(r"\b(?:di|dir)ubah\b[^.;]{0,60}?\b(?:dengan|oleh|melalui|terakhir|yaitu)\s*(?:dengan\s*)?:?\s*$|"
                      r"\bterakhir\s+(?:kali\s+)?(?:dengan|diubah|oleh)\s*(?:dengan\s*)?$|"
                      r"\bperubahan\s+\w+\s+(?:dengan|melalui)\s*$|\b(?:jo\.?|juncto)\s*$", re.I)
_LOOSE_END = re.compile(r"(?:[\s,.:;\"”–\-]|\s(?:dan|serta|maupun|juga|dan/atau|dengan|sesuai(?:\s+dengan)?))+$")
_MINISTERIAL = {"Peraturan": "Permen", "Keputusan": "Kepmen"}
_OF_MINISTER = re.compile(r"\s*(?:men|MEN|Men)(?:neg|NEG|eg|EG)?(?!teri|TERI)(?P<who>\w{2,}.*)")  # "Peraturan Menkes"
_BASIS = re.compile(r"\b(?:dasar|landasan)\s+(?:hukum|yuridis|peraturan|pelaksanaan|penyusunan)\b", re.I)
_ITEM = re.compile(r"\s*(?:[-–•▪●*]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)](?!\d))\s*")
_SHORT_HEADING = 12  # words; a longer paragraph that names the legal basis only speaks of it


@dataclass(frozen=True, slots=True)
class _Head:
    """Type, issuer, number and year of a citation in a text, and where they stand."""

    type: str
    issuer: str
    number: str
    year: int | None
    start: int
    end: int
    joined: bool = False


def find_citations(document: Document) -> tuple[Citation, ...]:
    """The regulations that the text cites, in reading order; also those in cells of tables, but no table of contents.

    ``block`` is the index in ``document.flow``; for a cell ``start`` counts from the beginning of the cell.
    """
    found: list[Citation] = []
    basis = _basis_blocks(document)
    for index, item in enumerate(document.flow):
        if isinstance(item, Table):
            for cell in (c for row in item.rows for c in row if not c.filled and len(c.text) > 5):
                found += [_citation(cell.text, h, title, role, Value(
                    cell.text[h.start:end], cell.places, source=cell.source, table=item.id, confidence=cell.confidence),
                    index) for h, title, end, role in _read(cell.text)]
        elif item.kind != "toc":
            found += [_in_block(item, h, title, end, "basis" if role == "text" and index in basis else role, index)
                      for h, title, end, role in _read(item.text)]
    return tuple(found)


def _in_block(block: Block, head: _Head, title: str, end: int, role: str, index: int) -> Citation:
    return _citation(block.text, head, title, role, value_of(block, head.start, end), index)


def _citation(text: str, head: _Head, title: str, role: str, value: Value, index: int) -> Citation:
    entries = (find_entry(key(type_, head.issuer, head.number, head.year)) for type_ in reversed(kinds_in(head.type)))
    entry = next((e for e in entries if e is not None), None)
    sure = value.confidence if head.year is not None else value.confidence * 0.6
    return Citation(head.type, head.number, head.year, head.issuer, title, value, index, head.start, role, entry, sure)


# ---------------------------------------------------------------- one text


def _read(text: str) -> Iterator[tuple[_Head, str, int, str]]:
    """Each citation in ``text`` with its title, where it ends, and its role (without "basis")."""
    heads = list(_heads(text))
    spans: list[tuple[int, int]] = []  # the titles so far, to know what stands inside one
    for i, head in enumerate(heads):
        role = "title" if any(a < head.start < b for a, b in spans) else "text"
        if role == "text" and (head.joined or _AMENDED.search(text[max(head.start - 90, 0):head.start])):
            role = "amended"
        about = _ABOUT.match(text, head.end)
        if not about:
            yield head, "", head.end, role
            continue
        begin = about.end()
        end = _title_end(text, begin, heads[i + 1:])
        spans.append((begin, end))
        yield head, " ".join(text[begin:end].split()), end, role


def _title_end(text: str, begin: int, later: list[_Head]) -> int:
    """Where the title that begins at ``begin`` ends: at a mark, where the sentence goes on, or at the next citation."""
    end = sentence_at(text, begin)[1]
    nested = False
    for head in later:
        if head.start >= end:
            break
        stop = _TITLE_END.search(text, begin, head.start)
        if stop or not _IN_TITLE.search(text[begin:head.start]):
            if not (nested and stop is None and _IN_TITLE.search(text[begin:head.start])):
                end = head.start
            break
        nested = True
        begin = head.end
    stop = _TITLE_END.search(text, begin, end)
    end = stop.start() if stop else end
    return max(len(_LOOSE_END.sub("", text[:end])), begin)


def _heads(text: str) -> Iterator[_Head]:
    if not _DIGIT.search(text):
        return
    position = 0
    while match := _pattern().search(text, position):
        head = _head(match)
        position = match.end("word") if head is None else head.end
        if head is None:
            continue
        yield head
        while more := _NEXT.match(text, position):
            number, year = _number(more["number"], more["year"])
            if year is None:
                break
            head = replace(head, number=number, year=year, start=more.start("number"), end=more.end(),
                           joined=more["jo"] is not None)
            position = head.end
            yield head


def _head(match: re.Match[str]) -> _Head | None:
    number, year = _number(match["number"], match["year"] or match["dated"])
    if year is None and not match["no"]:
        return None
    type_, issuer = _words().get(squash(match["word"]), ("", ""))
    if not type_:  # "Permenhub", "Kepmenkes"
        type_, issuer = match["word"][:6].capitalize(), issuer_of(f"{match['word'][6:]} {match['issuer']}")
    elif issuer == "*":
        of_minister = _OF_MINISTER.match(match["issuer"]) if type_ in _MINISTERIAL else None
        type_ = _MINISTERIAL[type_] if of_minister else type_
        issuer = issuer_of(of_minister["who"] if of_minister else match["issuer"])
    elif match["issuer"] and len(match["issuer"].split()) > 5:
        return None  # "undang-undang … Nomor": too far for a type that names its issuer
    if match["mixed"]:
        type_ = f"{type_} {match['mixed'].strip(' /').capitalize()}"
    end = match.end("year") if match["dated"] and match["year"] else match.end()
    return _Head(type_, issuer, number, year, match.start("word"), end if not match["dated"] else match.end())


def _number(printed: str, year: str | None) -> tuple[str, int | None]:
    """The number and the year of "7/2017", "197/PR.01.3-Kpt/01/KPU/IV/2020", "589/IX/6/Y/99"."""
    parts = [p.strip() for p in printed.split("/")]
    last = re.fullmatch(r"(?:19|20)\d\d", parts[-1])
    if len(parts) == 2 and last and re.fullmatch(r"\d+\w?", parts[0]):
        return parts[0], int(parts[-1])
    if year:
        return printed, int(year)
    if len(parts) > 1 and last:
        return printed, int(parts[-1])
    if len(parts) > 3 and re.fullmatch(r"[5-9]\d", parts[-1]):
        return printed, 1900 + int(parts[-1])
    return printed, None


# ---------------------------------------------------------------- names


@cache
def _words() -> dict[str, tuple[str, str]]:
    """Each name of a type, squashed, with its type and issuer."""
    return {squash(w): (t["type"], t["issuer"]) for t in facts.regulation_names()["types"] for w in t["words"]}


@cache
def _pattern() -> re.Pattern[str]:
    """A type, its issuer, number and year. Longer names of types come first."""
    names = sorted((w for t in facts.regulation_names()["types"] for w in t["words"]), key=len, reverse=True)
    word = any_case([*map(_flexible, names), r"permen[a-z]{2,14}", r"kepmen[a-z]{2,14}"])
    glued = r"(?:\b|(?=(?-i:Nomor)\b))"  # "Undang-UndangNomor": a blank lost at the end of a line
    return re.compile(rf"\b(?P<word>{word}){glued}{_MIXED}{_ISSUER}\s*,?\s*(?P<no>{_NO})?{_NUMBER}{_YEAR}?{_DATE}",
                      re.I)


def _flexible(name: str) -> str:
    """The pattern of a name: blanks and hyphens stand for one another, capitals for themselves; "undangundang" lost
    its hyphen at the end of a line."""
    parts = [f"(?-i:{re.escape(p)})" if p.isupper() or p == "Uu" else re.escape(p) for p in re.split(r"[ -]", name)]
    return rf"\s*{_GAP}\s*".join(parts).replace(rf"undang\s*{_GAP}\s*undang", rf"undang\s*{_GAP}?\s*undang")


# ---------------------------------------------------------------- lists of legal bases


def _basis_blocks(document: Document) -> set[int]:
    """The blocks of the lists under a heading or a sentence that announces the legal basis."""
    inside, listed, out = False, False, set()
    for index, item in enumerate(document.flow):
        if isinstance(item, Table) or item.kind in ("toc", "caption"):
            continue
        text = item.text
        announces = bool(_BASIS.search(text)) and ((len(text.split()) <= _SHORT_HEADING and not any(_heads(text)))
                                                   or text.rstrip().endswith(":"))
        if announces:
            inside, listed = True, False
            continue
        if not inside:
            continue
        entry = _ITEM.match(text)
        starts = next(_heads(text), None)
        begins = starts is not None and starts.start <= (entry.end() if entry else 0) + 3
        if item.kind == "heading" or (listed and not entry and not begins):
            inside = False
            continue
        listed = listed or bool(entry) or begins
        out.add(index)
    return out
