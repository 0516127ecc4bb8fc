"""REG104: the title of a regulation quoted in different or incomplete ways."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lkj_audit import facts
from lkj_audit.checks.judging import distinct
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.checks.regulasi.known import brief, shown
from lkj_audit.model import Block, Citation, Evidence, Finding, NotEvaluated, Report
from lkj_audit.normalize.regulations import titles
from lkj_audit.normalize.regulations.keys import Key
from lkj_audit.normalize.regulations.meant import entry_of, fits, key_of, slip
from lkj_audit.normalize.text.cues import value_of

# "… Nomor 14 Tahun 2020 tentang Peraturan … tentang …": the type stands twice.
_TWICE = re.compile(r"(?:peraturan|keputusan|undang-undang|surat\s+edaran|instruksi)\b[^\d]{0,80}\btentang\b", re.I)
_OPEN = re.compile(r"\s*\((?:tambahan\s+)?(?:lembaran|berita)\s+\w+(?:\s+republik\s+indonesia)?[\s,;.]*$", re.I)
_GOES_ON = re.compile(r"\s*(?:tahun|nomor|no\b|\d{4})", re.I)
_LEAST = 3  # words of a title that can be compared


@rule("REG104", "judul-beda", "info")
def titled_in_two_ways(report: Report) -> Iterator[Outcome]:
    """Words inside a quoted title differ from the official title or, where that is not known, from another quotation in
    the report; the type stands twice; the quotation breaks off in an open bracket. One finding for each regulation."""
    titled = [c for c in report.citations if c.title and c.role != "title"]
    if not titled:
        yield NotEvaluated("REG104", "no-title")
        return
    yield from [CHECKED] * len(titled)
    yield from _twice(titled)
    yield from _broken(report, titled)
    yield from _misnamed(c for c in report.citations if c.role != "title")
    groups: dict[Key, list[Citation]] = {}
    for citation in titled:
        if not _TWICE.match(citation.title):
            groups.setdefault(key_of(citation), []).append(citation)
    for citations in groups.values():
        yield from _variants(citations)


def _variants(citations: list[Citation]) -> Iterator[Finding]:
    entry = entry_of(citations[0])
    official = str(entry["title"]) if entry and "title" in entry else ""
    if official:
        # another's title, and one with few words of its own, is REG103
        citations = [c for c in citations if entry and (fits(c, entry) or _nearly(c, official))]
        usual = None
    else:
        usual = max(citations, key=lambda c: (sum(titles.exactly(c.title, o.title) for o in citations), len(c.title)))
    standard = official or (usual.title if usual else "")
    differing = [(c, d) for c in citations if len(titles.core(c.title)) >= _LEAST and c is not usual
                 and (d := titles.difference(c.title, standard))]
    if not differing:
        return
    stated, expected = differing[0][1]
    if official:
        variant = "kurang" if not stated else "lebih" if not expected else ""
    else:
        variant, stated = "antarbagian", differing[0][0].title
    right = [usual] if usual else [c for c in citations if titles.difference(c.title, standard) is None][:1]
    yield Finding("REG104", "info", min(c.value.confidence for c, _ in differing) * 0.9,
                  {"peraturan": brief(differing[0][0]), "tertulis": stated, "seharusnya": expected, "judul": standard},
                  distinct([*shown([c for c, _ in differing]), *shown([c for c in right if c], "expected")]),
                  item=brief(differing[0][0]), column="judul", variant=variant)


def _nearly(citation: Citation, official: str) -> bool:
    """Whether the quoted title has most words of the ``official`` one, and is that of no other regulation."""
    cited, own = set(titles.core(citation.title)), set(titles.core(official))
    return 2 * len(cited & own) > min(len(cited), len(own)) and slip(citation) is None


def _twice(titled: list[Citation]) -> Iterator[Finding]:
    for citation in titled:
        if _TWICE.match(citation.title):
            yield Finding("REG104", "info", 0.9 * citation.value.confidence,
                          {"peraturan": brief(citation), "judul": citation.title},
                          tuple(shown([citation])), item=brief(citation), column="ganda", variant="ganda")


def _misnamed(citations: Iterable[Citation]) -> Iterator[Finding]:
    """Each name that the issuer of regulations never had: "Menteri Pemberdayaan Aparatur Negara"."""
    found: dict[tuple[str, str], list[Citation]] = {}
    for citation in citations:
        said = " ".join(citation.value.text.casefold().split())
        for wrong, right in facts.regulation_names()["misnamed"].get(citation.issuer, {}).items():
            if wrong in said:
                found.setdefault((wrong, right), []).append(citation)
    for (wrong, right), told in found.items():
        yield Finding("REG104", "info", 0.9 * min(c.value.confidence for c in told),
                      {"peraturan": brief(told[0]), "tertulis": wrong.title(), "seharusnya": right.title()},
                      tuple(shown(told)), item=brief(told[0]), column="penerbit", variant="penerbit")


def _broken(report: Report, titled: list[Citation]) -> Iterator[Finding]:
    """Quotations that end in "(Lembaran Negara Republik Indonesia" and are not taken up by the next passage."""
    flow = report.document.flow
    for citation in titled:
        item = flow[citation.block]
        if not isinstance(item, Block):
            continue
        end = citation.start + len(citation.value.text)
        following = next((b.text for b in flow[citation.block + 1:] if isinstance(b, Block)), "")
        if not _OPEN.match(item.text, end) or _GOES_ON.match(following):
            continue
        value = value_of(item, item.text.index("(", end), len(item.text.rstrip()))
        yield Finding("REG104", "info", 0.9 * min(value.confidence, citation.value.confidence),
                      {"peraturan": brief(citation), "judul": value.text},
                      (Evidence("stated", value), Evidence("context", citation.value)), item=brief(citation),
                      column="terpotong", variant="terpotong")
