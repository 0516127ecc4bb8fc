"""Indicators told of one by one: "1. Nilai SAKIP, tercapai 70,12 dari target 68,50; 2. Indeks kepuasan, …"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from lkj_audit.normalize.linking.links import link_keys
from lkj_audit.normalize.linking.names import normalize_name
from lkj_audit.normalize.narrative.plans import Plans
from lkj_audit.normalize.narrative.results import Result
from lkj_audit.normalize.text.sentences import sentences

# What was reached of a target is a realisasi, whatever it is called.
OF_TARGET = re.compile(r"[\d.,]+(?:\s*%|\s+(?!po[ie]n\b)[^\W\d]+){0,3}?(?:\s+|,\s+(?:(?:telah|sudah|masih)\s+)?"
                       r"(?:lebih\s+\w+\s+)?)(?:dari(?:pada)?|melampaui|melebihi|melewati|di ?atas|di ?bawah)\s+"
                       r"target(?:nya)?\s+(?:sebesar\s+|sebanyak\s+)?\d", re.I)
_MARK = r"(?:\(?(?:\d{1,2}|[a-z])[.)]|[-•–])\s"
_NEXT = re.compile(rf";\s+(?:dan\s+)?(?={_MARK})", re.I)
_AGAINST = re.compile(r",?\s+(?:sedangkan|sementara(?!\s+(?:itu|waktu))|adapun)\s+(?:untuk\s+)?|;\s+|"
                      r",\s+(?:dan|serta)\s+", re.I)
_ITEM = re.compile(rf"\s*{_MARK}\s*(?P<name>.{{12,250}}?)(?=\d)", re.I)
# What stands between a name and its first figure.
_CUES = re.compile(
    r"[\s,:]+(?:(?:dengan|telah|yang|dapat|kinerja(?:nya)?|sebesar|adalah|mencapai|tercapai|(?:te)?realisasi(?:nya)?|"
    r"capaian(?:nya)?|(?:di)?target(?:nya|kan)?)\b\s*)+$", re.I)


def clauses(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of ``text``, parted where a numbered item follows a semicolon."""
    for start, end in sentences(text):
        for cut in _NEXT.finditer(text, start, end):
            yield start, cut.start()
            start = cut.end()
        yield start, end


def against_each_other(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of a sentence that sets one thing against another: "A …, sedangkan B …"."""
    cuts = list(_AGAINST.finditer(text, start, end))
    return list(zip((start, *(m.end() for m in cuts)), (*(m.start() for m in cuts), end), strict=True))


def item_name(clause: str) -> str:
    """What an item of a list gives figures of, "" where it is no item with a figure and a target."""
    found = _ITEM.match(clause) if "target" in clause.casefold() else None
    name = found["name"] if found else ""
    cues = _CUES.search(name)
    return name[:cues.start()] if cues else ""


def likened(plans: Plans, names: Collection[str], rows: Collection[Result]) -> dict[str, tuple[Result, ...]]:
    """The rows of the indicator that each of ``names`` is another wording of, where one is."""
    who = plans.report.identity
    given = list(dict.fromkeys(names))
    keys = list(dict.fromkeys(r.row.key for r in rows if r.row.key))
    links = link_keys([normalize_name(n, who) for n in given], keys, plans.report.settings.aliases)
    return {given[link.a]: tuple(r for r in rows if r.row.key == keys[link.b]) for link in links}
