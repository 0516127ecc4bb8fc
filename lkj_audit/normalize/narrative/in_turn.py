"""Sentences that give several indicators a figure each: "A mencapai 98,50% dan B sebesar 87%", "A dan B masing-masing
mencapai 98,50% dan 87%"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from lkj_audit.model import Block
from lkj_audit.normalize.figures.numbers import parse
from lkj_audit.normalize.narrative.results import Result
from lkj_audit.normalize.narrative.roles import NUMBER, YEAR, Told, cue_of
from lkj_audit.normalize.text.cues import value_of

_VERB: Final = (r"(?:mencapai|sebesar|adalah|yaitu|yakni|terealisasi|realisasi(?:nya)?|tercapai|sebanyak|"
                r"capaian(?:nya)?|(?:memperoleh|dengan|mendapat)(?:\s+(?:nilai|skor|hasil|capaian|realisasi))?)")
_FIGURE: Final = rf"(?P<number>{NUMBER})(?P<share>\s*(?:%|persen\b))?" \
    r"(?!(?:\s+[^\W\d_]+)?\s+(?:di|dari(?!\s+target)|untuk|per|oleh|lebih|atau)\b)"
_BRACKETED: Final = re.compile(rf"\s*\(\s*{_FIGURE}(?:\s+[^\W\d_]+)?\s*\)", re.I)
_STRAIGHT: Final = re.compile(
    rf"\s*(?:\([^()\d]*\)\s*)?,?\s*(?:(?:telah|juga|dapat|berhasil|yang)\s+)*(?:{_VERB}\s+){{1,3}}{_FIGURE}", re.I)
_AND: Final = re.compile(r"\s*(?:,\s*(?:dan|serta)?|dan|serta|dengan)\s*(?:indikator\s+)?", re.I)
_EACH: Final = re.compile(
    rf"\s*,?\s*(?:(?:telah|juga|sudah|dapat|berhasil|secara|di|pada|tahun|20\d\d|ini|target(?:nya)?|ditargetkan|kinerja|"
    rf"{_VERB})\s+){{0,6}}(?:masing-masing|berturut-turut)"
    rf"(?:\s+(?:telah|ditargetkan|target|{_VERB})){{0,4}}\s+(?=\d)", re.I)
_ONE: Final = re.compile(rf"{_FIGURE}(?:\s+(?!dan\b|serta\b)[^\W\d_]+)?", re.I)
_SEPARATED: Final = re.compile(r"\s*(?:[,;]\s*(?:(?:dan|serta)\s+)?|(?:dan|serta)\s+)(?:sebesar\s+)?(?=\d)", re.I)
# Where the figures are of another time or place, a step, a weight or an amount of money.
_ELSE: Final = re.compile(
    r"\b(?:triwulan|tw|semester|bulan|bobot|naik|turun|meningkat|menurun|kenaikan|penurunan|peningkatan|selisih|lalu|"
    r"sebelumnya|nasional|provinsi|rata-rata|renstra|rpjm\w*|jangka menengah|akhir|anggaran|pagu|dana|belanja|rp|"
    r"minimal|maksimal|kurang|sisa|peringkat|urutan|ranking|kecamatan|"
    r"desa|kelurahan|tidak|belum|semula|antara)\b", re.I)
_SAID: Final = ("target", "realisasi", "capaian")


class Cut(NamedTuple):
    """The name of an indicator, from ``start`` to ``end`` of a text, and its rows."""

    start: int
    end: int
    rows: tuple[Result, ...]


def told_in_turn(block: Block, bare: str, span: tuple[int, int], cuts: Sequence[Cut],
                 year: int | None) -> Iterator[tuple[tuple[Result, ...], Told]]:
    """The figure of each indicator that the sentence ``span`` of ``block`` names at ``cuts``; ``bare`` is the block's
    text without their names. None where the sentence is also of another year or thing."""
    start, end = span
    said, lead = bare[start:end], bare[start:cuts[0].start] if cuts else ""
    if len(cuts) < 2 or _ELSE.search(said) or any(int(y) != year for y in YEAR.findall(said)):
        return
    each = _EACH.match(bare, cuts[-1].end, end)
    joined = all(_AND.fullmatch(block.text[a.end:b.start]) for a, b in pairwise(cuts))
    if each and joined:
        figures = list(_figures(bare, each.end(), end))
        role = _role(lead + each[0])
        if len(figures) == len(cuts) and role:
            yield from ((cut.rows, _told(block, m, role)) for cut, m in zip(cuts, figures, strict=True))
    elif (role := _role(lead)) and not (role == "target" and len(set(_cues(said))) > 1):
        found = [(cut, m) for cut, until in zip(cuts, (*(c.start for c in cuts[1:]), end), strict=True)
                 if (m := _STRAIGHT.match(bare, cut.end, until) or _BRACKETED.match(bare, cut.end, until))]
        if len(found) > 1:  # else the others are only spoken of
            yield from ((cut.rows, _told(block, m, cue_of(m[0])[0] or role)) for cut, m in found)


def _figures(text: str, at: int, end: int) -> Iterator[re.Match[str]]:
    """The figures of a list from ``at``."""
    while found := _ONE.match(text, at, end):
        yield found
        following = _SEPARATED.match(text, found.end(), end)
        if not following:
            return
        at = following.end()


def _cues(text: str) -> list[str]:
    return [word for word in _SAID if word in text.casefold()]


def _role(words: str) -> str:
    """What the figures are by the ``words`` before them; "" where these speak of several things."""
    told = _cues(words)
    return "" if len(told) > 1 and "target" in told else cue_of(words)[0] or "realisasi"


def _told(block: Block, m: re.Match[str], role: str) -> Told:
    return Told(role, value_of(block, *m.span("number"), parse(m["number"], hint="index")), bool(m["share"]), role)
