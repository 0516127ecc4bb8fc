"""Figures in the running text: what is stated, in digits and in words, and what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from lkj_audit import facts
from lkj_audit.model import Block, Claim, Document, Quantity, Value
from lkj_audit.normalize.figures.numbers import find_quantities, parse
from lkj_audit.normalize.figures.terbilang import from_words, verdict
from lkj_audit.normalize.once import once
from lkj_audit.normalize.text.cues import cue, value_of
from lkj_audit.normalize.text.sentences import clause_start, sentence_at

CLEAR, FAR, GUESSED = 0.95, 0.8, 0.6  # the cue in the same clause; elsewhere in the sentence; none, only the wording

# An amount without "Rp": at least seven digits in groups of three.
_BARE = re.compile(r"(?<![\w.,/:-])\d{1,3}(?:\.\d{3}){2,}(?:,\d\d)?(?![\w/:-]|[.,]\d)")
# A figure with decimals and without a unit, at the end of its clause: "memperoleh nilai sebesar 71,09 dari …".
_SCORE = re.compile(r"(?:\bsebesar|\bmencapai)\s+(\d{1,3}[.,]\d\d?)(?=[.,;)]?\s*$|[.,;]\s|"
                    r"\s+(?:dari|dengan|atau|dan|yang|pada|sehingga|karena|sedangkan)\b)")
_DIGIT = re.compile(r"\d")
_AFTER = re.compile(r"\s*[.,]?\s*[-–]{0,2}\s*\((?P<words>[^()0-9]{3,300})\)")
_INSIDE = re.compile(r"\((?P<words>[^()0-9]{3,300})\)")
_TIMES = re.compile(r"[x×*]\s*$", re.I)
_OUT_OF = re.compile(r"\bdari\s+(?:total\s+|jumlah\s+|sebesar\s+|seluruh\s+)*$", re.I)
_OF_TARGET = re.compile(r"\s*\)?\s*dari\s+(?:\w+\s+)?target", re.I)
# "dari target 96 orang atau 100 persen": what was just given, once more as a share.
_AGAIN = re.compile(r"(?<![\w.,/])(?!(?:19|20)\d\d\b)\d[\d.,]*(?:\s+[^\W\d]+){0,3}\s*,?\s+(?:atau|dengan|sehingga)\s+"
                    r"(?:(?:sebesar|mencapai|capaian|tercapai|setara|sama dengan)\s+)*$", re.I)
_FUND = re.compile(r"\bdana\s+alokasi\s+(?:khusus|umum|desa)\b", re.I)  # the name of a fund, and no allocation
_VERB = re.compile(r"(?:ter|di(?!pa\b)|me)\w", re.I)
_LINK = re.compile(r"[\s/-]*(?:(?:penggunaan|keuangan|belanja|kinerja|total|pelaksanaan|indikator)\s+)?")


class Figure(NamedTuple):
    """A quantity at ``text[start:end]``."""

    start: int
    end: int
    kind: str
    quantity: Quantity


def find_claims(document: Document) -> tuple[Claim, ...]:
    """The amounts, percentages and counts of all blocks but the table of contents, in reading order."""
    return tuple(claim for index, item in enumerate(document.flow)
                 if isinstance(item, Block) and item.kind != "toc" and _DIGIT.search(item.text)
                 for claim in _claims(item, index, list(_figures(item.text))))


@once
def find_scores(document: Document) -> tuple[Claim, ...]:
    """What has no unit, kind "score": apart from the claims, since only what a sentence names can say what it is."""
    return tuple(_scores(document))


def _scores(document: Document) -> Iterator[Claim]:
    for index, item in document.holding("sebesar", "mencapai"):
        if item.kind != "toc":
            found = [(m.start(1), m.end(1), parse(m[1], hint="index")) for m in _SCORE.finditer(item.text)]
            yield from _claims(item, index, [Figure(a, b, "score", q) for a, b, q in found if q])


def _claims(block: Block, index: int, figures: list[Figure]) -> Iterator[Claim]:
    text = block.text
    for i, figure in enumerate(figures):
        start, end = sentence_at(text, figure.start)
        before = [f for f in figures[:i] if f.start >= start and f.kind == figure.kind]
        about, confidence = _about(text, start, end, figure, before)
        value = value_of(block, figure.start, figure.end, figure.quantity)
        yield Claim(figure.kind, value, text[start:end], index, figure.start, about, _words(block, figure),
                    figure.quantity.unit if figure.kind == "count" else "", min(confidence, value.confidence))


def _figures(text: str) -> Iterator[Figure]:
    """The quantities of ``text`` in order; "x 100 %" is a step of a formula and none."""
    found = [Figure(start, end, {"%": "percent", "rp": "amount"}.get(quantity.unit, "count"), quantity)
             for start, end, quantity in find_quantities(text) if quantity.value is not None]
    for m in _BARE.finditer(text):
        inside = any(f.start < m.end() and m.start() < f.end for f in found)
        quantity = None if inside else parse(m[0], hint="rp")
        if quantity and quantity.value is not None and cue("kata_uang").search(text):
            found.append(Figure(m.start(), m.end(), "amount", Quantity(m[0], quantity.value, "rp", quantity.step)))
    return iter(sorted((f for f in found if not _TIMES.search(text, max(0, f.start - 4), f.start)),
                       key=lambda f: f.start))


def _words(block: Block, figure: Figure) -> Value | None:
    """The spelling of the figure in the brackets within or right after it, if they hold number words. Its quantity is
    None when the words express no number."""
    inside = _INSIDE.search(block.text, figure.start, figure.end)
    found = inside or _AFTER.match(block.text, figure.end)
    if not found or verdict(found["words"]) == "not-words":
        return None
    number = from_words(found["words"])
    quantity = None if number is None else Quantity(found["words"], number, figure.quantity.unit)
    return value_of(block, found.start("words"), found.end("words"), quantity)


# ---------------------------------------------------------------- what a figure is about


_FOR = re.compile(r"\s*(?:untuk|bagi)\s+(?:realisasi|capaian|pencapaian|serapan|penyerapan)\s+"
                  r"(?:(?P<money>anggaran|keuangan|dana)|kinerja|fisik|output)\b", re.I)


@cache
def _topics() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((topic, cue("tentang", topic)) for topic in facts.cues()["tentang"])


def _about(text: str, start: int, end: int, figure: Figure, before: list[Figure]) -> tuple[str, float]:
    """What the sentence ``text[start:end]`` says the figure is, and how surely."""
    left, right = text[start:figure.start], text[figure.end:end]
    if figure.kind == "percent" and (told := _FOR.match(right)):  # "106,9% untuk realisasi kinerja"
        return "serapan" if told["money"] else "capaian", CLEAR
    topic, at = _nearest(left)
    if figure.kind == "count" and topic not in ("target", "realisasi", "capaian"):
        return "", 1.0
    if not topic:
        return _by_wording(left, right, figure)
    if topic == "realisasi" and figure.kind == "percent" and _of_pagu(right):
        topic = "serapan"
    if topic == "realisasi" and figure.kind == "percent" and _OF_TARGET.match(right) and _AGAIN.search(left, at):
        return "capaian", FAR  # "mencapai 1.176 orang atau 105 persen dari target"
    if topic == "target" and figure.kind == "percent" and _AGAIN.search(left, at) and not _of_money(left):
        return "capaian", GUESSED
    if cue("kira_kira").search(left[-25:]):
        return _fitting(topic, left, figure.kind), GUESSED
    if before and before[-1].start >= start + at:  # the cue has had its figure already
        if _OUT_OF.search(left) and topic in ("realisasi", "serapan", "capaian"):
            return "pagu" if figure.kind == "amount" else "target", GUESSED
        return _fitting(topic, left, figure.kind), GUESSED
    near = clause_start(text, start, figure.start) <= start + at
    return _fitting(topic, left, figure.kind), CLEAR if near else FAR


def _nearest(left: str) -> tuple[str, int]:
    """The topic named last in ``left`` and where; of nouns in a row ("realisasi anggaran") the first
    rules, but a verb ("anggaran terserap") rules itself."""
    left = _FUND.sub(lambda m: " " * len(m[0]), left)
    found: list[tuple[int, int, str]] = []
    reach = 0
    cues = sorted((m.start(), m.end(), topic) for topic, pattern in _topics() for m in pattern.finditer(left))
    for _, together in groupby(cues, key=itemgetter(0)):
        begun = list(together)
        found += [c for c in begun if c[1] > reach]  # not the "terserap" of "tidak terserap"
        reach = max(reach, *(c[1] for c in begun))
    if not found:
        return "", 0
    start, _, topic = found[-1]
    for earlier_start, earlier_end, earlier in reversed(found[:-1]):
        if _VERB.match(left, start) or not _LINK.fullmatch(left, min(earlier_end, start), start):
            break
        start, topic = earlier_start, earlier
    return topic, start


def _fitting(topic: str, left: str, kind: str) -> str:
    """The topic as this kind of figure can have it: a percentage of money is the share spent."""
    if kind == "amount":
        return "realisasi" if topic == "serapan" else topic
    if kind == "percent" and (topic == "pagu" or (topic == "realisasi" and _of_money(left))):
        return "serapan"
    return topic


def _of_money(left: str) -> bool:
    return bool(cue("kata_uang").search(left)) or "Rp" in left


def _of_pagu(right: str) -> bool:
    """Whether "dari pagu" follows at once."""
    after = cue("dari_pagu").search(right[:40])
    return after is not None and not right[:after.start()].strip(" ()")


def _by_wording(left: str, right: str, figure: Figure) -> tuple[str, float]:
    """Without a cue before the figure: "… dari pagu", "… dari target", "mencapai …"."""
    if _of_pagu(right):
        return {"amount": "realisasi", "percent": "serapan"}.get(figure.kind, ""), GUESSED
    if _OF_TARGET.match(right):
        return "capaian", GUESSED
    if figure.kind == "percent" and cue("kata_hasil").search(left[-30:]):
        return "capaian", GUESSED
    return "", 1.0
