"""What every format needs: text from a PDF made safe to show, problems and figures put into words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from lkj_audit.checks import messages
from lkj_audit.model import AuditResult, Decision, Finding, Identity, Problem
from lkj_audit.phrases import phrase

SURE = 0.9  # a finding less sure than this says how sure it is
LONGEST_QUOTE = 160

# Control characters (an escape sequence could rewrite the terminal), marks that turn the direction of writing (they
# make a figure read otherwise than it is), lone surrogates (they cannot be encoded) and what XML does not allow.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def safe(text: str) -> str:
    """``text`` without characters that do something instead of showing something; line breaks and tabs stay."""
    return _UNSAFE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str, longest: int = 0) -> str:
    """``text`` safe and on one line, cut to ``longest`` characters when that is given."""
    line = " ".join(safe(text).split())
    return line[: longest - 1] + "…" if longest and len(line) > longest else line


def period(identity: Identity) -> str:
    """The year of a report, with the part of it that it is on: "2024", "Semester I 2024"; "" where it has none."""
    return f"{identity.interim} {identity.year or ''}".strip()


def whose(r: AuditResult) -> str:
    """What a report is called: unit and year on one line, or the file's name where neither was found."""
    return one_line(f"{r.identity.satker} {period(r.identity)}") or one_line(Path(r.path).name)


def where(pages: Iterable[int], document: str, lang: str) -> str:
    """Pages in words, with the name of the file where it is another than the report."""
    said = phrase("page", lang, number=ranges(sorted(set(pages))))
    return f"{one_line(Path(document).name)}, {said}" if document else said


def quotations(f: Finding, lang: str) -> Iterator[tuple[str, str, str]]:
    """Role, pages and words of the evidence: the same words on several pages are one line, and so are the parts on one
    page."""
    pages: dict[tuple[str, str, str], list[int]] = {}
    for e in f.evidence:
        quote = f"“{one_line(e.value.text, LONGEST_QUOTE)}”"
        pages.setdefault((e.role, e.document, quote), []).extend(p.page for p in e.value.places)
    lines = [(role, where(found, document, lang), quote) for (role, document, quote), found in pages.items()]
    for (role, place), group in groupby(lines, key=lambda line: line[:2]):
        yield phrase(f"role-{role}", lang), place, " · ".join(quote for _, _, quote in group)


def problem_sentence(problem: Problem, path: str, lang: str) -> str:
    """A problem in words, without the page; its technical detail, when there is one, in brackets."""
    said = phrase(problem.code, lang, path=Path(path).name, page=problem.page)
    return one_line(f"{said} ({problem.message})" if problem.message else said)


def decided(d: Decision, lang: str) -> str:
    """A reviewer's decision on one line: verdict, reason, person and date."""
    return phrase("decided", lang, verdict=phrase(f"verdict-{d.verdict}", lang), reason=one_line(d.reason),
                  person=one_line(d.person), date=d.date)


def plain(value: Decimal) -> str:
    """A decimal as digits, without an exponent and without losing any: "4384927985", "-0.10"."""
    return f"{value:f}"


def ranges(pages: Sequence[int]) -> str:
    """``1, 2, 3, 7`` as "1–3, 7"."""
    runs = [[page for _, page in run] for _, run in groupby(enumerate(pages), key=lambda e: e[1] - e[0])]
    return ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]}–{r[-1]}" for r in runs)


def arithmetic(f: Finding, lang: str) -> list[tuple[str, str]]:
    """Slug and figure of what is stated, expected and their difference, all with as many decimals; nothing where a
    finding is none of arithmetic."""
    if f.stated is None or f.expected is None:
        return []
    rows = [(slug, value) for slug, value in
            (("stated", f.stated), ("expected", f.expected), ("difference", f.difference)) if value is not None]
    decimals = max(max(0, -int(value.normalize().as_tuple().exponent)) for _, value in rows)
    return [(slug, _figure(value, decimals, lang)) for slug, value in rows]


def _figure(value: Decimal, decimals: int, lang: str) -> str:
    text = messages.number(value.quantize(Decimal(1).scaleb(-decimals)), lang)
    return text.replace("-", "−")  # a hyphen before a figure is easily missed
