"""STR112: words that stand twice in a row; STR113: paragraphs and captions that stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from operator import eq

from lkj_audit import facts
from lkj_audit.checks.judging import certainty
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.checks.struktur.baris_ganda import doubled_rows
from lkj_audit.checks.struktur.butir import repeated
from lkj_audit.checks.struktur.nomor_judul import CONTINUED
from lkj_audit.model import Block, Document, Evidence, Finding, NotEvaluated, Report
from lkj_audit.normalize.outline.phrases import short
from lkj_audit.normalize.outline.skeleton import MARKER, skeleton
from lkj_audit.normalize.text.cues import of_block, value_of
from lkj_audit.normalize.text.plain import plain

# Shorter lines are labels of a chart or a form; shorter paragraphs are the usual phrases.
SENTENCE, LONG = 25, 80
_TWICE = re.compile(r"(?<![\w.,/-])([^\W\d_]{2,})\s+\1(?![\w-])", re.I)
_WORD_AFTER = re.compile(r"\s*\S+")


@rule("STR112", "kata-ganda", "info")
def doubled_words(report: Report) -> Iterator[Outcome]:
    """A word stands twice in a row, and is none that is rightly said twice."""
    document = report.document
    bones = skeleton(document)
    looked = False
    own = " ".join(report.identity.satker.split()[:2]).casefold()
    for i, block in enumerate(document.flow):
        if not isinstance(block, Block) or block.kind == "toc" or bones.listed(i) or len(block.text) < SENTENCE:
            continue
        looked = True
        yield CHECKED
        words = plain(block.text).split()
        if any(map(eq, words, words[1:])):
            yield from (_doubled(block, m) for m in _TWICE.finditer(block.text) if _slip(m, block.text, document, own))
    if not looked:
        yield NotEvaluated("STR112", "no-text")


def _slip(m: re.Match[str], text: str, document: Document, own: str) -> bool:
    """Whether two equal words are one too many: "yang yang"; "tahun Tahun 2024", but not "tahun tahun sebelumnya". The
    second can begin the name of the reporting unit, whose first words are ``own``."""
    word = m[1].casefold()
    if " " in own and " ".join(text[m.end() - len(word):m.end() + len(own)].casefold().split()).startswith(own):
        return True
    if word in _twice_said() or _is_hyphened(word, document):
        return word in _function_words() and bool(re.match(r"\s+[A-Z\d]", text[m.end():]))
    return word in _function_words() or not m[0].isupper()


def _doubled(block: Block, m: re.Match[str]) -> Finding:
    """The two words with one word on either side, so that a reader finds the place."""
    before, after = block.text[:m.start()].rsplit(maxsplit=1), _WORD_AFTER.match(block.text, m.end())
    start = block.text.rindex(before[-1], 0, m.start()) if before else m.start()
    end = after.end() if after else m.end()
    evidence = (Evidence("stated", value_of(block, start, end)),)
    return Finding("STR112", "info", certainty(0.9, evidence), {"kata": m[0], "kutipan": block.text[start:end]},
                   evidence, item=plain(block.text[start:end]))


@cache
def _function_words() -> frozenset[str]:
    return frozenset(facts.structure()["kata_tugas"])


@cache
def _twice_said() -> frozenset[str]:
    """Reduplications, and the parts of names such as Toli-Toli."""
    names = {m[1] for r in facts.regions() for m in re.finditer(r"\b(\w{3,})[\s-]?\1\b", r.name.casefold())}
    return frozenset(facts.structure()["reduplikasi"]) | names


def _is_hyphened(word: str, document: Document) -> bool:
    """Whether the report itself doubles the word with a hyphen: there a hyphen was lost."""
    return any(document.holding(*(f"{word}{hyphen}{word}" for hyphen in ("-", " -", "- ", " - ", "–", " – "))))


@rule("STR113", "alinea-ganda", "info")
def doubled_paragraphs(report: Report) -> Iterator[Outcome]:
    """A paragraph of the chapters, or the title of two captions, stands twice word for word. Items may stand in
    several lists, as duties do, but not twice in one, and no row twice in a table."""
    document = report.document
    bones = skeleton(document)
    first = bones.chapters[0].index if bones.chapters else 0
    seen: dict[tuple[str, str], list[Block]] = {}
    for i in range(first, bones.annex):
        block = document.flow[i]
        if not isinstance(block, Block) or bones.listed(i) or i in bones.outline:
            continue
        title = plain(block.text.split(block.number, 1)[-1]) if block.kind == "caption" and block.number else ""
        if title and not CONTINUED.search(block.text):
            seen.setdefault((block.label, title), []).append(block)
        elif block.kind == "paragraph" and len(block.text) >= LONG and not MARKER.match(block.text):
            seen.setdefault(("", plain(block.text)), []).append(block)
    items = [*repeated(document, bones), *doubled_rows(report)]
    yield from items
    if not seen and not items:
        yield NotEvaluated("STR113", "no-text")
    for (label, text), blocks in seen.items():
        yield CHECKED
        numbers = {b.number for b in blocks}
        if len(blocks) > 1 and (not label or len(numbers) > 1):
            evidence = tuple(Evidence("stated" if n else "context", of_block(b)) for n, b in enumerate(blocks))
            yield Finding("STR113", "info", certainty(0.9, evidence),
                          {"teks": short(blocks[0].text), "kali": len(blocks)}, evidence,
                          item=" ".join(text.split()[:20]), column=label, variant="judul" if label else "alinea")
