"""Which regulation of the facts a citation means: that of its number, or the one whose title it quotes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from lkj_audit import facts
from lkj_audit.model import Citation, Report
from lkj_audit.normalize.once import once
from lkj_audit.normalize.regulations import titles
from lkj_audit.normalize.regulations.keys import Key, entry_key, key, kinds_in

Entry = dict[str, Any]

_NATIONAL = {"UU", "Perppu", "PP", "Perpres", "Keppres", "Inpres", "Permen", "Kepmen"}


def key_of(citation: Citation) -> Key:
    """The identity of the regulation as cited."""
    return key(citation.type, citation.issuer, citation.number, citation.year)


def entry_of(citation: Citation) -> Entry | None:
    """The entry with the type, number and year of ``citation``."""
    return facts.regulations()[citation.entry] if citation.entry is not None else None


@facts.derived
def _all_known() -> frozenset[Key]:
    entries = facts.regulations()
    others = (entry_key(o) for e in entries for o in (*e.get("amended_by", ()), *e.get("replaced_by", ())))
    return frozenset({entry_key(e) for e in entries} | set(others))


def exists(citation: Citation) -> bool:
    """Whether there is a regulation of this type, number and year among the facts, if only as the change of another."""
    return citation.entry is not None or key_of(citation) in _all_known()


def parts_apart(a: Key, b: Key) -> list[str]:
    """Which of "jenis", "nomor" and "tahun" differ."""
    number = a.number != b.number and not (_counts_alike(a, b) or _counts_alike(b, a))
    apart = {"jenis": a[:2] != b[:2], "nomor": number, "tahun": a.year != b.year}
    return [part for part, differs in apart.items() if differs]


def _begins_alike(a: Key, b: Key) -> bool:
    """Whether two long numbers begin with the same count and series: 239/IX/618 and 239/IX/6/8."""
    return min(len(a.number), len(b.number)) > 2 and a.number[:2] == b.number[:2]


def _counts_alike(short: Key, long: Key) -> bool:
    return short.type == long.type and len(short.number) == 1 < len(long.number) and short.number[0] == long.number[0]


def fits(citation: Citation, entry: Entry) -> bool:
    """Whether the title quoted is that of ``entry``, be it shortened or with other words after it."""
    return titles.same(citation.title, entry["title"]) or titles.within(citation.title, entry["title"])


def slip(citation: Citation) -> Entry | None:
    """The entry whose title ``citation`` quotes while one of type, number and year is another's.

    A regulation of the region or an agency may rightly bear the title of one of the state; it is not compared. Of
    several that bore the title one after the other, the latest is meant.
    """
    own = entry_of(citation)
    if not citation.title or citation.year is None or len(kinds_in(citation.type)) > 1:
        return None
    if own is not None and ("title" not in own or fits(citation, own)):
        return None
    if own is None and exists(citation):
        return None
    near = [(entry, parts_apart(key_of(citation), entry_key(entry))) for entry in _titled()(citation.title)]
    found = [entry for entry, apart in near if len(apart) == 1 and (apart != ["jenis"] or _comparable(citation, entry))]
    found = found or [entry for entry, apart in near if apart == ["nomor", "tahun"] and _begins_alike(
        key_of(citation), entry_key(entry)) and titles.exactly(citation.title, entry["title"])]
    return max(found, key=lambda entry: int(entry["year"]), default=None)


@facts.derived
def _titled() -> Callable[[str], tuple[Entry, ...]]:
    """The entries whose title a quoted one means; reports quote the same ones over and over."""
    entries = [e for e in facts.regulations() if "title" in e]
    cores = [titles.core(e["title"]) for e in entries]
    with_word: dict[str, list[int]] = {}
    for n, core in enumerate(cores):
        for word in set(core):
            with_word.setdefault(word, []).append(n)

    @lru_cache(maxsize=4096)
    def of(title: str) -> tuple[Entry, ...]:
        own = set(titles.core(title))
        shared = Counter(n for word in own for n in with_word.get(word, ()))
        near = sorted(n for n, words in shared.items() if 2 * words >= min(len(own), len(set(cores[n]))))
        return tuple(entries[n] for n in near if titles.same(title, entries[n]["title"]))

    return of


def _comparable(citation: Citation, entry: Entry) -> bool:
    other = entry_key(entry)
    return bool(citation.issuer) and {citation.type, other.type} <= _NATIONAL


def meant(citation: Citation) -> Entry | None:
    """The regulation that is meant: by its title where type, number or year slipped, else as cited."""
    return slip(citation) or entry_of(citation)


@once
def meanings(report: Report) -> tuple[Entry | None, ...]:
    """What each citation of ``report`` means."""
    return tuple(map(meant, report.citations))
