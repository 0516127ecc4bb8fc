"""KIN109 in running text: a sentence that gives target, realisasi and capaian, which the first two do not give.

What a table holds is left to KIN111, which compares the sentence with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from typing import Final

from lkj_audit.checks.arithmetic import fits, percent, printed
from lkj_audit.checks.judging import graded
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import Block, Evidence, Finding
from lkj_audit.normalize.figures.numbers import parse
from lkj_audit.normalize.narrative.plans import Plans
from lkj_audit.normalize.narrative.roles import NUMBER
from lkj_audit.normalize.narrative.stories import stories_of
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.plain import plain
from lkj_audit.normalize.text.sentences import sentences

CAPS: Final = (Decimal(100), Decimal(110), Decimal(120), Decimal(150))
MOST: Final = 400  # per cent; beyond, the figures are hardly those of one indicator
LEAST: Final = 5  # a capaian without its sign below this is a ratio
_WORD = r"\s+(?!(?:dari|target|dan|atau|sehingga|dengan|maka|tercapai|realisasi|terhadap)\b)[^\W\d_]{3,}"
_ASIDE = r"(?:\s*\([^()%]{1,40}\))?"  # "1,49% (21 km)"
_UNIT = rf"(?:\s*(?:%|persen\b)|{_WORD})?"
_UNITS = rf"(?:\s*(?:%|persen\b)|(?:{_WORD}){{1,3}})?"
_DONE = r"(?:(?:te|di)?realisasi(?:kan|nya)?|tercapai|dicapai|mencapai)"
_SHARE = (r"(?:(?:per)?(?:sen(?:tase)?\s+)?(?:capaian|pencapaian|ketercapaian)(?:nya)?|tercapai|dengan\s+persentase|"
          r"atau(?:\s+(?:sebesar|mencapai))?)")


def _gap(most: int) -> str:
    return rf"[^.;:\d]{{0,{most}}}?"


# The share with its sign, or called the capaian and nothing behind it.
_TOLD = (rf"(?:(?:{_gap(90)}\b{_SHARE}\b{_gap(60)}|\s*\(\s*)(?P<c>{NUMBER})\s*(?:%|persen\b)|"
         rf"{_gap(90)}\b(?:pen)?capaian\s+(?:kinerja\s+)?(?:sebesar|adalah|mencapai)\s+(?P<bare>{NUMBER})"
         r"(?=\s*(?:$|[.;](?:\s|$)|,\s)))")
_R = rf"(?P<r>{NUMBER})(?P<ru>{_UNITS}){_ASIDE}"
_T = rf"(?P<t>{NUMBER})(?P<tu>{_UNIT}){_ASIDE}"
# … and what stands between the word and its figure: "dari target, berupa uang 164" gives none.
_OF_TARGET = (r"(?:dari|terhadap|dibanding(?:kan)?(?:\s+dengan)?)\s+(?:total\s+|seluruh\s+)?target\b"
              r"(?:(?!,\s+(?!yaitu|yakni|sebesar|sebanyak|yang\b|di|ter))[^.;:\d]){0,60}?")
# The result first, or the target: "168 dari target 200", "target 200, terealisasi 168", "dari 200 yang menjadi target".
_PAIRS = (
    rf"\b(?:{_DONE}|adalah|yaitu|sebesar|sebanyak)\b{_gap(40)}{_R},?\s+{_OF_TARGET}{_T}",
    rf"\b(?:di)?target(?:nya|kan)?\b{_gap(60)}{_T}{_gap(70)}\b{_DONE}\b{_gap(60)}{_R}",
    rf"\bdari\s+{_T}{_gap(60)}\btarget\b{_gap(60)}\b{_DONE}\b{_gap(30)}{_R}")
# The share behind them, or between: "168 atau 84% dari target 200".
_ORDERS: Final = (
    *(pair + _TOLD for pair in _PAIRS),
    rf"\b(?:{_DONE}|sebesar|sebanyak)\b{_gap(40)}{_R}\s*,?\s*(?:\(|\b(?:atau|dengan)\s+)"
    r"(?:(?:persentase|capaian|kinerja|tercapai|sebesar|mencapai|setara)\s+)*"
    rf"(?P<c>{NUMBER})\s*(?:%|persen\b)\)?\s+{_OF_TARGET}{_T}")
_FIGURES: Final = re.compile(r"\d+(?:[.,]\d+)*")
# … or in the next sentence: "Berdasarkan data tersebut indikator ini mencapai 84%."
_THEN: Final = (
    r"\W*(?:(?:berdasarkan|dari)\s+(?:data|hasil|angka|hal|perbandingan)\s+(?:tersebut|ini|itu)|dengan\s+demikian|sehingga|"
    r"jadi|maka|artinya|hal\s+(?:tersebut|ini|itu)\s+berarti)\b,?"
    r"(?:\s+(?!(?:yang|lain\w*|jumlah|persentase|sebagian|seluruh|rata|nilai|yaitu)\b)[^\W\d_]+){0,6}?\s+"
    r"(?:(?:(?:per|pen)?capaian|ketercapaian|tercapai|mencapai)(?:nya)?)"
    r"(?:\s+(?:kinerja|kinerjanya|indikator|sasaran|ini|tersebut|adalah|sebesar|mencapai|yaitu))*\s+"
    rf"(?P<c>{NUMBER})\s*(?:%|persen\b)")
_ELSE: Final = re.compile(
    r"\b(?:rp|anggaran|pagu|dana|belanja|keuangan|fisik|renstra|rpjm\w*|jangka\s+menengah|akhir|nasional|provinsi|"
    r"tahun\s+(?:lalu|sebelumnya|depan)|triwulan|semester|bulan|rata-rata|masing-masing|"
    r"(?:me|pe)ningkat\w*|(?:me|pe)nurun\w*|naik|turun|sisa\w*|kekurangan|selisih|minimal|maksimal)\b", re.I)


# Of an amount, such as the income that a unit is to make; what is spent of a budget is for the budget rules.
_MONEY: Final = re.compile(r"\bRp\.?(?=\s?\d)|(?<=\d),-|\((?=[^()\d]*rupiah)[^()\d]{10,}\)", re.I)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Few reports need these patterns, and they are slow to compile."""
    return re.compile(pattern, re.I)


def _first(patterns: Iterable[str], text: str, start: int, end: int) -> re.Match[str] | None:
    return next((m for p in patterns if (m := _compiled(p).search(text, start, end))), None)


def in_sentences(plans: Plans) -> Iterator[Outcome]:
    """Each sentence with the three figures of one indicator."""
    report = plans.report
    told = {id(s.block) for s in stories_of(plans).every}
    own = re.compile(rf"(?:\btahun\s+(?:anggaran\s+)?)?\b{report.identity.year}\b", re.I)
    for _, block in report.document.holding("target"):
        if block.kind != "paragraph" or id(block) in told:
            continue
        text = _MONEY.sub(lambda m: " " * len(m[0]), own.sub(lambda m: " " * len(m[0]), block.text))
        for pair, share in _told(block.text, text):
            if not _ELSE.search(text, pair.start(), share.end()):
                yield CHECKED
                yield from _judged(block, pair, share)


def _told(printed: str, text: str) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """Result and target, and their share, of each sentence of ``text`` or of it and the next."""
    low, spans = text.casefold(), sentences(printed)
    for (start, end), (_, after) in zip(spans, (*spans[1:], (0, 0)), strict=True):
        figures = len(_FIGURES.findall(text, start, end)) if "target" in low[start:end] else 0
        if figures > 2 and (found := _first(_ORDERS, text, start, end)):
            yield found, found
        elif figures > 1 and (share := _compiled(_THEN).match(text, end, after)) and (
                pair := _first(_PAIRS, text, start, end)):
            yield pair, share


def _judged(block: Block, m: re.Match[str], told: re.Match[str]) -> Iterator[Finding]:
    """``m`` has the result and the target, ``told`` the share that they should give."""
    target, result = (parse(m[g] + _share(m[f"{g}u"])) for g in ("t", "r"))
    share_at = "c" if told["c"] else "bare"
    stated = parse(told[share_at] + " %")
    if not (target and result and stated and target.value and result.value is not None and stated.value is not None):
        return
    share = percent(result, target)
    reversed_ = 200 - share[1], 200 - share[0]
    units = [plain(m[u].replace("%", " persen ")).split()[:1] for u in ("tu", "ru")]
    alike = units[0] == units[1] or [] in units
    if not alike or not 0 < share[0] < MOST:
        return
    if any(fits(stated, s) for s in (share, reversed_, percent(target, result))):
        return
    if stated.value == result.value or (share_at == "bare" and stated.value < LEAST):
        return
    if any(stated.value == cap <= share[1] for cap in CAPS):
        return
    figures = [value_of(block, *found.span(g), q) for found, g, q in
               ((told, share_at, stated), (m, "r", result), (m, "t", target))]
    expected = printed((share[0] + share[1]) / 2, stated.step)
    sure = round(0.8 * min(v.confidence for v in figures), 2)
    yield Finding("KIN109", graded("error", sure), sure,
                  {"target": m["t"], "realisasi": m["r"], "capaian": f"{told[share_at]}%", "seharusnya": expected},
                  (Evidence("stated", figures[0]), Evidence("part", figures[1]), Evidence("whole", figures[2])),
                  item=plain(block.text[:m.start()])[-80:] or plain(m[0])[:80], column="capaian", kind="narasi",
                  expected=expected, stated=stated.value, difference=stated.value - expected, variant="kalimat")


def _share(unit: str) -> str:
    return " %" if unit.strip().casefold() in ("%", "persen") else ""
