"""Which indicator a clause is about that does not name it in full: by its words and by the figures that it gives."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final, TypeGuard

from lkj_audit.model import Quantity
from lkj_audit.normalize.narrative.results import Result
from lkj_audit.normalize.narrative.roles import FIGURE, Told, is_no_figure, readings_of
from lkj_audit.normalize.narrative.wording import MEASURE, same_word, shared, words
from lkj_audit.normalize.text.plain import plain

MEANT: Final = 4  # words of a name for each one that recognises it
MOST: Final = 0.75  # of the words, with a figure that others may have too
_OPENED: Final = 3  # words that a clause begins with
_OPENING: Final = re.compile(
    r"(?P<name>[A-Z][\w/ -]{8,120}?) (?:sebesar|adalah|mencapai|terealisasi|memperoleh nilai) "
    r"(?P<number>\d[\d.,]*\d|\d)(?P<share>\s*(?:%|persen\b))?"
    r"(?!\s*(?:\w+ )?(?:(?:pada|di|untuk|per|sampai) )?(?:triwulan|semester|bulan|tahun|dari target)\b)")
HALF: Final = 0.5  # of the words of a name, with a figure that is the indicator's
CLEARLY: Final = 0.2  # by how much one indicator must lead the next
_OWN_WORD, _FEW_NAMES = 8, 2  # characters of a word that so few names have
_AFFIXES: Final = re.compile(r"(?:(?:me|pe)(?:ng|m|n)?|ter|ber|di)?(\w{5,}?)k?(?:an|nya|i)?")
_TELLING: Final = 3  # characters of a figure that is not anybody's
_RARE: Final = 1000  # a whole figure that hardly two indicators have
_LONG: Final = 4  # words of a name that tell it without "persentase" before them
# "Nilai tersebut", "Indeks ini", "Realisasi indikator ini": the one that was spoken of before.
_SAME: Final = re.compile(r"\s+(?:\w+\s+)?(?:ini|itu|tersebut|di ?atas|tahun|pada|sebesar|adalah|mencapai|realisasi|"
                          r"capaian|target|indikator|\d)", re.I)
# Between a name and its figure.
NEXT_TO: Final = re.compile(
    r"\s*,?\s*(?:\([^()]*\)\s*|\(\s*)?(?:(?:yang|dengan|yaitu|memiliki|memperoleh|mendapat|persentase|nilai|telah)\s+)*"
    r"(?:per|pen)?(?:capaian|realisasi|target)\w*", re.I)
_OTHERS: Final = re.compile(r"\W*(?:(?:sedangkan|sementara|adapun)\s+)?(?:\w+\s+){1,3}lain(?:nya)?\b|"
                           r"\W*(?:(?:target|realisasi|capaian)\s+)?indikator\s+(?:kinerja\s+)?(?:utama\s+)?"
                           r"(?:ke-?\s?\d|pertama|kedua|ketiga|keempat|kelima|keenam)\b", re.I)
_ROLE_OF: Final = re.compile(r"(?:Capaian|Realisasi|Target)\s+([a-z]{6,})\b")
_LABEL: Final = re.compile(r"\s+(\w+)(?:\s+(\w+))?")


def places(text: str, start: int, end: int,
           names: Mapping[str, tuple[Result, ...]]) -> list[tuple[re.Match[str], tuple[Result, ...]]]:
    """The ``names`` that stand in ``text[start:end]``, one after the other, those given first where they overlap."""
    found: list[tuple[re.Match[str], tuple[Result, ...]]] = []
    for name, rows in names.items():
        said = r"\W+".join(map(re.escape, name.split()))
        for m in re.compile(rf"\b{said}\b", re.I).finditer(text, start, end):
            if not any(m.start() < o.end() and o.start() < m.end() for o, _ in found):
                found.append((m, rows))
    return sorted(found, key=lambda f: f[0].start())


def shorter(name: str) -> str:
    """A long name without the word that tells how it is measured, "" for others."""
    first, _, rest = name.partition(" ")
    return rest if MEASURE.fullmatch(first.capitalize()) and len(words(rest)) >= _LONG else ""


def hinted(clause: str, told: Sequence[Told], rows: Sequence[Result]) -> tuple[Result, ...]:
    """The rows of the one indicator that shares most words with ``clause``, where one of its figures is the indicator's
    own; else those of the only one with the very target and realisasi that are told."""
    said = [m["number"] for m in FIGURE.finditer(clause) if not is_no_figure(clause, m)]
    figures = {q.value for n in said if len(n) >= _TELLING for q in readings_of(n) if q.value is not None}
    small = {Decimal(n) for n in said if len(n) < _TELLING}
    mine = [r for r in rows if any(q is not None and q.value and (
        q.value in figures or (q.value in small and _share(r.name, clause) >= MOST)) for q in (r.target, r.realisasi))
        or any(_is_own(t, r) for t in told)]
    if not mine:
        return ()
    best = max(mine, key=lambda r: _share(r.name, clause))
    lead, score = plain(best.name), _share(best.name, clause)
    alone = len({plain(r.name) for r in mine}) == 1 and any(f >= _RARE or f != int(f) for f in figures)
    if score >= HALF and (alone or all(score - _share(r.name, clause) >= CLEARLY for r in rows
                                       if plain(r.name) != lead)):
        return tuple(r for r in mine if plain(r.name) == lead)
    both = [r for r in mine if {"target", "realisasi"} <= {t.role for t in told if _is_own(t, r)}]
    both = both or [r for r in mine if _fine(r.target) and _fine(r.realisasi) and r.target != r.realisasi
                    and {r.target.value, r.realisasi.value} <= figures]
    both = both or _by_one_word(clause, told, rows)
    return tuple(both) if len({plain(r.name) for r in both}) == 1 else ()


def _by_one_word(clause: str, told: Sequence[Told], rows: Sequence[Result]) -> list[Result]:
    """The rows whose target is told, with a word of ``clause`` that one other indicator's name has at most."""
    said = {w for w in plain(clause).split() if len(w) >= _OWN_WORD and not MEASURE.fullmatch(w.capitalize())}
    having = {w: {n for r in rows if w in (n := plain(r.name)).split()} for w in said}
    return [r for r in rows if any(t.role == "target" and _is_own(t, r) for t in told)
            and any(plain(r.name) in names and len(names) <= _FEW_NAMES for names in having.values())]


def _fine(figure: Quantity | None) -> TypeGuard[Quantity]:
    """Whether it is a figure with decimals, which hardly two indicators have along with another."""
    return figure is not None and figure.value is not None and figure.step < 1


def opened(clause: str, rows: Sequence[Result]) -> tuple[tuple[Result, ...], re.Match[str] | None]:
    """The rows of the only indicator whose name ``clause`` begins with, be it not to its end, and the figure right
    behind it: "Indeks kepuasan masyarakat sebesar 3,47" of "Indeks kepuasan masyarakat terhadap layanan paspor"."""
    opening = _OPENING.match(clause)
    said = plain(opening["name"]).split() if opening else []
    if len(said) < _OPENED or len(words(" ".join(said))) < 2:
        return (), None
    found = tuple(r for r in rows if plain(r.name).split()[:len(said)] == said)
    return (found, opening) if len({plain(r.name) for r in found}) == 1 else ((), None)


def meant(phrase: str, rows: Sequence[Result], own: Collection[str] = ()) -> tuple[Result, ...]:
    """The rows of the only indicator whose name has all the words of ``phrase``, be they in another form or order: two
    at least, besides those of the unit's ``own`` name, and a third of the name's."""
    said = [w for w in plain(phrase).split() if w not in _SAID_OF_ANY and w not in own]
    if len(set(said)) < 2:
        return ()
    names = {name: words for r in rows if len(words := (name := plain(r.name)).split()) <= MEANT * len(said)}
    found = {n for n, words in names.items() if all(any(same_word(w, v) or _root(w) == _root(v) for v in words)
                                                    for w in said)}
    return tuple(r for r in rows if plain(r.name) in found) if len(found) == 1 else ()


@lru_cache(maxsize=4096)
def _root(word: str) -> str:
    """``word`` without its affixes: of "pembentukan" and "terbentuk" the same."""
    found = _AFFIXES.fullmatch(word)
    return found[1] if found else word


def _share(name: str, clause: str) -> float:
    """The share of the words of ``name`` that ``clause`` has; 0 where these are fewer than two."""
    share = shared(name, clause)[0]
    return share if share * len(words(name)) > 1 else 0.0


def _is_own(told: Told, row: Result) -> bool:
    """Whether a figure is, in its role, exactly one of ``row``."""
    own: dict[str, tuple[Quantity | None, ...]] = {
        "target": (row.target,), "realisasi": (row.realisasi,), "capaian": (row.stated,)}
    return any(q is not None and q.value and q.value == t.value
               for q in own.get(told.role, ()) for t in told.readings())


def one_agrees(rows: tuple[Result, ...], told: Iterable[Told]) -> bool:
    """Whether target and result are told, and one of them is the table's: so the figures are this indicator's, and this
    year's."""
    told = list(told)
    known = {"target": [r.target for r in rows], "realisasi": [q for r in rows for q in (r.realisasi, r.stated)]}
    known["capaian"] = known["realisasi"]
    agreed = any(q is not None and q.value == figure.value
                 for t in told for figure in t.readings() for q in known.get(t.role, ()))
    return agreed and "target" in (roles := {t.role for t in told}) and bool(roles & {"realisasi", "capaian"})


def strays(clause: str, subject: tuple[Result, ...]) -> bool:
    """Whether ``clause`` begins with the measure of something else than ``subject``: "Nilai IKPA …" after sentences on
    another nilai."""
    if _OTHERS.match(clause):
        return True
    if (led := _ROLE_OF.match(clause)) and (of := led[1].removesuffix("nya")) not in _SAID_OF_ANY | _SAME_ONE:
        return not any(same_word(of, w) for r in subject for w in plain(r.name).split())
    if (short := _SHORT.match(clause)) and not any(
            short["what"].casefold() in (*plain(r.name).split(), "".join(w[0] for w in plain(r.name).split()))
            for r in subject):
        return True  # "BPHTB tidak mencapai target", after a sentence on all taxes
    start = MEASURE.match(clause)
    if start is None or _SAME.match(clause, start.end()):
        return False
    label = _LABEL.match(clause, start.end())
    own = {w for r in subject for w in plain(r.name).split()}
    return label is not None and plain(label[1]) not in own


def turns_away(gap: str, subject: Collection[Result]) -> bool:
    """Whether ``gap``, before a figure, goes over to something that the name of ``subject`` says nothing of:
    "…, sedangkan Indeks Kerukunan mencapai"."""
    turn = _TURN.search(gap)
    if turn is None:
        return False
    own = {w for r in subject for w in plain(r.name).split()} | _SAID_OF_ANY | _SAME_ONE
    other = [w for w in plain(turn["of"]).split() if w not in own and not w.isdigit()]
    return len(other) > 1


def initials(names: Iterable[str], texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each abbreviation of four letters or more, in small letters, that ``texts`` use and that is made of the initials
    with which exactly one of ``names`` ends."""
    used = {m[0].casefold() for text in texts for m in _CAPITALS.finditer(text)}
    ends = {n: "".join(w[0] for w in n.split() if w not in _JOINING) for n in names}
    for short in used:
        meant = sorted((n for n, letters in ends.items() if letters.endswith(short)), key=len)
        if meant and all(n.endswith(meant[0]) for n in meant):
            yield short, meant[-1]


_TURN: Final = re.compile(r"\b(?:sedangkan|sementara(?:\s+itu)?|adapun)\s*,?\s+(?:untuk\s+|pada\s+)?"
                         r"(?P<of>[A-Z][^,.;:]{3,90}?)\s+(?:telah\s+|hanya\s+|baru\s+)?(?:mencapai|sebesar|adalah|tercatat|terealisasi|berada)\b")
_SAME_ONE: Final = frozenset(("indikatornya", "realisasinya", "capaiannya", "targetnya", "nilainya", "sebelumnya",
                              "lalu"))
_SHORT: Final = re.compile(r"\W*(?P<what>[A-Z][A-Z0-9-]{1,9}[A-Z0-9])\s+(?:(?:juga|masih|hanya|baru)\s+)?"
                           r"(?:tidak|belum|telah|sudah|berhasil|mencapai|naik|turun|menurun|meningkat|terealisasi)\b")
_CAPITALS: Final = re.compile(r"\b[A-Z]{4,8}\b")
_JOINING: Final = frozenset(("dan", "di", "yang", "pada", "atas", "dari", "untuk", "ke"))
_SAID_OF_ANY: Final = _JOINING | {"indikator", "kinerja", "utama", "capaian", "pencapaian", "realisasi", "target",
                                  "tahun", "ini", "tersebut", "persentase", "jumlah"}
