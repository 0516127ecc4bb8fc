"""People as the report writes them: their names, degrees, NIP, and the posts of those who sign."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from lkj_audit.model import Block, Report, TypedTable, Value
from lkj_audit.normalize.once import once
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of

LISTS: Final = ("sdm_daftar_pns", "sdm_daftar_ppnpn")
_LEADING = re.compile(r"^(?:(?:prof|drs|dra|dr|ir|h|hj|kh|kp|apt|ns|r|rr)\.\s*|(?:Drs|Dra|Dr|Ir|Hj|Prof)\s+)+", re.I)
_NIP_TAIL = re.compile(r"\W*\b(?:NIP|NRP|NIK)\b.*|\W*\d{8,}.*", re.I | re.S)
_SIGNER = re.compile(r"^\W*nama\s*:\s*(?P<name>\S.+)$", re.I)
_POST = re.compile(r"^\W*jabatan\s*:\s*(?P<post>\S.+)$", re.I)
_HEADED = re.compile(r"^nip\b|\bnip\b", re.I)
# A paragraph that is a name with degrees, at most with rank and NIP behind: "Dra. Sri Endah, M.M. Pembina NIP. 1968…"
# or behind another's, or "yang bertanda tangan di bawah ini"
_ALONE = Cued(r"(?s)^(?:\W*|[^\d]{0,300}\bdi\s?bawah\s+ini\s*:?\s+(?:nama\s*:\s*)?|"
              r"(?:[^\W\d_]+\.?\s+){2,5}?(?=(?:prof|drs|dra|dr|ir|hj?)\.\s))"
              r"(?P<name>(?:(?:prof|drs|dra|dr|ir|hj?|apt|ns)\.?\s+)*[^\W\d_]{2,}(?:\s+[^\W\d_][\w'’]*\.?){1,4}"
              r"(?:,\s*(?:[SMA]\.\s?[A-Z][\w.]*|S[EHPTK]|M[MHTK]|M\.?S[ic]\.?)(?:\s?[A-Z][a-z]*\.)?)+)"
              r"\s*(?:\*|,\s*(?=kepala|ketua|sekretaris|camat|direktur).*|"
              r"(?:Pembina|Penata|Pengatur)\b[\w\s,/()]{0,40})?(?:NIP\b.*)?$", ",")


class Person(NamedTuple):
    """One writing of a person: ``key`` is the name in small letters without titles, ``degrees`` the titles before and
    after it; ``post`` only for those who sign; ``table`` where it stands in one."""

    key: str
    degrees: frozenset[str]
    value: Value
    post: str = ""
    table: str = ""


def person(value: Value, post: str = "", table: str = "") -> Person | None:
    """The person whose name is ``value``; None where that is no name of two words."""
    text = _NIP_TAIL.sub("", " ".join(value.text.split())).strip(" .,-–()*★")
    base, _, after = text.partition(",")
    lead = _LEADING.match(base)
    name = base[lead.end():] if lead else base
    key = " ".join(re.findall(r"[^\W\d_]+", name.casefold()))
    if len(key.split()) < 2 or len(key.split()) > 6 or any(ch.isdigit() for ch in name):
        return None
    before = re.findall(r"prof|drs|dra|dr|ir", lead[0].casefold()) if lead else []
    return Person(key, frozenset((*before, *_degrees(after))), value, post, table)


def _degrees(text: str) -> list[str]:
    """Degrees without dots and blanks: "S.E., M. Si" is se, msi."""
    return [d for part in text.split(",") if (d := "".join(re.findall(r"\w", part.casefold())))]


@once
def listed(report: Report) -> tuple[Person, ...]:
    """The people in the lists of staff."""
    return tuple(_listed(report))


def _listed(report: Report) -> Iterator[Person]:
    for typed in report.of_kind(*LISTS):
        column = typed.col("nama")
        for r, row in enumerate(typed.table.rows) if column is not None else ():
            if column is not None and not row[column].filled:
                found = person(typed.value(r, column), table=typed.id)
                if found:
                    yield found


@once
def signers(report: Report) -> tuple[Person, ...]:
    """Those who put their names to an agreement: "Nama : …" with "Jabatan : …" right after it."""
    return tuple(_signers(report))


def _signers(report: Report) -> Iterator[Person]:
    flow = report.document.flow
    for at, item in report.document.holding("nama"):
        found = _SIGNER.match(item.text) if item.kind != "toc" else None
        after = flow[at + 1] if at + 1 < len(flow) else None
        post = _POST.match(after.text) if found and isinstance(after, Block) else None
        if found and post:
            who = person(value_of(item, *found.span("name")), post["post"].strip())
            if who:
                yield who


@once
def undersigned(report: Report) -> tuple[Person, ...]:
    """Those whose names, with degrees, stand alone: under the preface, or under an agreement."""
    return tuple(who for _, block, m in _ALONE.over(report.document) if block.kind not in ("toc", "caption")
                 and (who := person(value_of(block, *m.span("name")))))


# ---------------------------------------------------------------- NIP

_LABELLED = Cued(r"\bNIP\b\.?\s*[:.]?\s*(?P<nip>\d[\d .\-]{13,30}\d)", "nip")
_BARE = re.compile(r"(?<![\d.,])(?P<nip>(?:19|20)\d{6}[ .]?\d{6}[ .]?\d[ .]?\d{3})(?![\d.,])")


class Nip(NamedTuple):
    """A NIP as printed, its digits, and in a list the row it stands in."""

    digits: str
    value: Value
    typed: TypedTable | None = None
    row: int = 0


@once
def nips(report: Report) -> tuple[Nip, ...]:
    """The NIP of the lists and of the signatures, in reading order of tables, then text. What has far more or fewer
    digits is another number (NRP, NIK, a telephone)."""
    return tuple(_nips(report))


def _nips(report: Report) -> Iterator[Nip]:
    for typed in report.tables:
        for c, heading in enumerate(typed.table.header):
            if typed.roles[c] == "nip" or _HEADED.search(heading):
                yield from _of_column(typed, c, heading)
    for _, block, m in _LABELLED.over(report.document):
        digits = re.sub(r"\D", "", m["nip"])
        if 17 <= len(digits) <= 19:
            yield Nip(digits, value_of(block, *m.span("nip")))


def _of_column(typed: TypedTable, column: int, heading: str) -> Iterator[Nip]:
    other = re.search(r"\b(?:nik|nrp|niptt|ni pppk)\b", heading, re.I)
    for r, row in enumerate(typed.table.rows):
        text = row[column].text
        alone = not any(ch.isalpha() for ch in re.sub(r"\bNIP\b", "", text, flags=re.I))
        found = None if alone else _BARE.search(text)
        digits = re.sub(r"\D", "", text if alone else found["nip"] if found else "")
        if not row[column].filled and (len(digits) == 18 or (alone and not other and 15 <= len(digits) <= 21
                                                             and len(digits) != 16)):
            yield Nip(digits, typed.value(r, column), typed, r)
