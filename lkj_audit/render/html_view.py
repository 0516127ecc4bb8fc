"""What the HTML page shows of an audit, worked out before the template: it only prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from lkj_audit.checks import messages
from lkj_audit.checks.messages import Entry
from lkj_audit.model import AuditResult, BBox, Finding, Place, Severity
from lkj_audit.pages import Picture
from lkj_audit.phrases import phrase
from lkj_audit.render.text import SURE, arithmetic, decided, one_line, ranges, where
from lkj_audit.render.totals import SEVERITIES

SHEETS = 4  # page images a finding shows at most
LABELS = 3  # boxes of one role on one page that are labelled each; of more only the first
LONGEST_QUOTE = 300
LABEL = 62.0, 13.0  # width and height of the longest label in points, at the size it has on a full page
AIR = 1.0  # points between the figure and its box
AROUND, LEAST = 70.0, 220.0  # points of a page that are printed around the evidence, and in all
ROLES = ("stated", "expected", "whole", "part", "context")  # in the order of their weight


@dataclass(frozen=True, slots=True)
class Box:
    """A figure on a page image, in per cent of its width and height; ``label`` is the side its label stands on, or
    "" where it has none."""

    id: str
    role: str
    text: str
    label: str
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page image with the boxes of one finding; ``look`` is the class that has the image."""

    page: int
    look: str
    picture: Picture
    boxes: tuple[Box, ...]

    def strip(self) -> tuple[float, float]:
        """Where the part around the evidence begins and how high it is, in per cent of the page's width: on paper the
        rest is left out."""
        high, wide = self.picture.height, self.picture.width
        top = min((b.top for b in self.boxes), default=0.0) * high / 100 - AROUND
        bottom = max((b.top + b.height for b in self.boxes), default=100.0) * high / 100 + AROUND
        top = max(0.0, min(top, high - LEAST))
        bottom = min(high, max(bottom, top + LEAST))
        return round(100 * top / wide, 1), round(100 * (bottom - top) / wide, 1)


@dataclass(frozen=True, slots=True)
class Proof:
    """A line of evidence: its words, and where they stand: page and the id of the box ("" where it is not drawn), or
    ``elsewhere``, in words, when that is another file; ``mark`` says that a person has put the words right."""

    role: str
    quote: str
    places: tuple[tuple[int, str], ...]
    elsewhere: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One finding, ready to print. ``sure`` is per cent, or None where there is no need to tell."""

    id: str
    finding: Finding
    family: str
    title: str
    message: str
    pages: tuple[int, ...]
    sure: int | None
    arithmetic: tuple[tuple[str, str], ...]
    proofs: tuple[Proof, ...]
    sheets: tuple[Sheet, ...]
    entry: Entry
    decided: str


def cards(result: AuditResult, images: Mapping[int, Picture], lang: str) -> list[Card]:
    """The findings by severity, then family, then as they come."""
    ordered = sorted(result.findings, key=lambda f: (SEVERITIES.index(f.severity), family(f.rule)))
    seen: set[str] = set()
    out = []
    for number, f in enumerate(ordered, 1):
        name = f"t-{f.fingerprint}" if f.fingerprint and f.fingerprint not in seen else f"t-{number}"
        seen.add(f.fingerprint)
        out.append(card(f, name, images, lang))
    return out


def groups(found: Iterable[Card]) -> list[tuple[Severity, str, list[Card]]]:
    """``cards`` under their severity and family."""
    return [(severity, name, list(mine))
            for (severity, name), mine in groupby(found, key=lambda c: (c.finding.severity, c.family))]


def pages(result: AuditResult) -> list[int]:
    """The pages that the findings show, those of the gravest first."""
    ordered = sorted(result.findings, key=lambda f: SEVERITIES.index(f.severity))
    return list(dict.fromkeys(page for f in ordered for page in shown_pages(f)))


def not_evaluated(result: AuditResult, lang: str) -> list[tuple[str, str]]:
    """Each reason with the rules that were not evaluated for it."""
    rules: dict[str, list[str]] = {}
    for n in result.not_evaluated:
        rules.setdefault(messages.reason(n, lang), []).append(n.rule)
    return [(why, ", ".join(sorted(set(codes)))) for why, codes in sorted(rules.items())]


def waived(result: AuditResult, lang: str) -> list[tuple[Finding, str, str, str]]:
    """Finding, title, pages and decision of what does not count by a person's decision."""
    return [(f, messages.sentence(f, lang)[0], ranges(f.pages), decided(f.decision, lang))
            for f in result.waived if f.decision]


def family(rule: str) -> str:
    """The letters of a rule's code."""
    return rule.rstrip("0123456789")


def card(f: Finding, name: str, images: Mapping[int, Picture], lang: str, look: str = "p") -> Card:
    """``f`` under the id ``name``; a page's image is that of the class ``look`` and its number."""
    title, message = messages.sentence(f, lang)
    boxes = list(_boxes(f, name, {p: images[p] for p in shown_pages(f) if p in images}))
    sheets = tuple(Sheet(page, f"{look}{page}", images[page], tuple(box for p, box in boxes if p == page))
                   for page in sorted({p for p, _ in boxes}))
    return Card(name, f, family(f.rule), one_line(title), one_line(message), f.pages,
                round(100 * f.confidence) if f.confidence < SURE else None, tuple(arithmetic(f, lang)),
                tuple(_proofs(f, name, {box.id for _, box in boxes}, lang)), sheets, messages.entry(f.rule, lang),
                decided(f.decision, lang) if f.decision else "")


def _places(f: Finding) -> Iterator[tuple[int, str, str, Place]]:
    """Number, role, words and place of all that is boxed."""
    found = ((e.role, one_line(e.value.text, LONGEST_QUOTE), place) for e in f.own for place in e.value.places)
    for number, (role, text, place) in enumerate(found, 1):
        yield number, role, text, place


def _boxes(f: Finding, name: str, images: Mapping[int, Picture]) -> Iterator[tuple[int, Box]]:
    places = [p for p in _places(f) if p[3].page in images]
    many = Counter((place.page, role) for _, role, _, place in places)
    begun: set[tuple[int, str]] = set()
    for number, role, text, place in places:
        key, picture = (place.page, role), images[place.page]
        labelled = many[key] <= LABELS or key not in begun
        if role == "context" and any(of == place.page and other != role for of, other in many):
            labelled = False  # its dashes tell it apart from the figures, and a label would hide words beside these
        begun.add(key)
        others = [p.bbox for _, _, _, p in places if p.page == place.page and p.bbox != place.bbox]
        side = _side(place.bbox, others, picture) if labelled else ""
        yield place.page, _box(f"{name}-{number}", role, text, side, place, picture)


def _side(bbox: BBox, others: Sequence[BBox], picture: Picture) -> str:
    """Where a label hides no other evidence and stays on the page; beside the box first, which is often the margin."""
    x0, top, x1, bottom = bbox
    wide, high = LABEL
    middle = (top + bottom - high) / 2
    sides = {"right": (x1, middle), "left": (x0 - wide, middle), "above": (x0, top - high), "below": (x0, bottom)}
    for side, (x, y) in sides.items():
        inside = x >= 0 and y >= 0 and x + wide <= picture.width and y + high <= picture.height
        if inside and not any(a < x + wide and c > x and b < y + high and d > y for a, b, c, d in others):
            return side
    return "above"


def _box(name: str, role: str, text: str, label: str, place: Place, picture: Picture) -> Box:
    """The box with some air around it, but inside the page."""
    x0, top, x1, bottom = place.bbox
    left, right = max(0.0, x0 - AIR), min(picture.width, x1 + AIR)
    high, low = max(0.0, top - AIR), min(picture.height, bottom + AIR)
    return Box(name, role, text, label, *(round(100 * v, 2) for v in (
        left / picture.width, high / picture.height, max(0.0, right - left) / picture.width,
        max(0.0, low - high) / picture.height)))


def _proofs(f: Finding, name: str, drawn: set[str], lang: str) -> Iterator[Proof]:
    """The same words in the same role are one line; a page is named once."""
    lines: dict[tuple[str, str], dict[int, str]] = {}
    for number, role, text, place in _places(f):
        box = f"{name}-{number}"
        lines.setdefault((role, text), {}).setdefault(place.page, box if box in drawn else "")
    by_hand = {one_line(e.value.text, LONGEST_QUOTE) for e in f.own if e.value.source == "corrected"}
    own = [Proof(role, text, tuple(sorted(places.items())), mark=phrase("corrected-by-hand", lang) * (text in by_hand))
           for (role, text), places in lines.items()]
    others = [Proof(e.role, one_line(e.value.text, LONGEST_QUOTE), (),
                    where((p.page for p in e.value.places), e.document, lang)) for e in f.evidence if e.document]
    yield from sorted((*own, *dict.fromkeys(others)), key=lambda proof: ROLES.index(proof.role))


def shown_pages(f: Finding) -> list[int]:
    """The pages with the evidence of most weight."""
    weighed = sorted(f.own, key=lambda e: ROLES.index(e.role))
    return list(dict.fromkeys(p.page for e in weighed for p in e.value.places))[:SHEETS]
