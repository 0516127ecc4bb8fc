"""``diff --format html``: both versions of a report on one self-contained page, the pages of each finding side by side.

A finding that is in one version only is shown beside the page of the other where it would stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from lkj_audit.checks import messages
from lkj_audit.model import AuditResult, Finding, Severity
from lkj_audit.pages import Picture, pictures, twins
from lkj_audit.render import html_view
from lkj_audit.render.diff_terminal import reason
from lkj_audit.render.html import page
from lkj_audit.render.html_view import Card, Sheet
from lkj_audit.render.text import one_line, whose
from lkj_audit.render.totals import SEVERITIES
from lkj_audit.store.keys import content
from lkj_audit.versions import STATES, Change, Diff, State

PICTURES = 2_500_000  # bytes of page images of one version
OLD, NEW = "lama", "baru"


@dataclass(frozen=True, slots=True)
class Side:
    """A version of a finding. ``card`` is None where it is not in this version; ``sheets`` then is the page where it
    would stand."""

    name: str
    card: Card | None
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """One change, ready to print."""

    id: str
    change: Change
    finding: Finding
    family: str
    title: str
    reason: str
    pages: tuple[int, ...]
    sides: tuple[Side, Side]


def diff_html(diff: Diff, old: Mapping[int, Picture], new: Mapping[int, Picture], to_old: Mapping[int, int],
              to_new: Mapping[int, int], lang: str) -> str:
    """The page; ``old`` and ``new`` are the pictures of the pages of each version, ``to_old`` the pages of the old one
    where those of the new one would stand, ``to_new`` the other way round."""
    def sides(number: int, c: Change) -> tuple[Side, Side]:
        name = f"t-{number}-"
        return (_side(OLD, c.old, c.new, name + OLD, old, to_old, lang),
                _side(NEW, c.new, c.old, name + NEW, new, to_new, lang))

    pairs = [_pair(n, c, sides(n, c), lang) for n, c in enumerate(diff.changes, 1)]
    counts = {s: sum(p.finding.severity == s for p in pairs) for s in SEVERITIES}
    return page(
        "diff.html.j2", "report.js", lang, title=whose(diff.new), diff=diff, whose=whose, cards=pairs,
        groups=list(_groups(pairs)), counts=counts, states={s: len(diff.of(s)) for s in STATES}, old_images=old,
        new_images=new)


def drawn(diff: Diff, lang: str, password: str | None = None, files: tuple[Path, Path] | None = None) -> str:
    """``diff_html`` with the pictures it needs; those of a file that is not the same any more are left out. ``files``
    are the PDFs where the results name others."""
    before, after = files or (_pdf(diff.old), _pdf(diff.new))
    to_new = to_old = dict[int, int]()
    if before and after:
        to_new = twins(before, after, [_first(c.old) for c in diff.changes if c.old and not c.new], password)
        to_old = twins(after, before, [_first(c.new) for c in diff.changes if c.new and not c.old], password)
    wanted = [p for c in diff.changes if c.old for p in html_view.shown_pages(c.old)]
    added = [p for c in diff.changes if c.new for p in html_view.shown_pages(c.new)]
    old = _within(before, dict.fromkeys([*wanted, *to_old.values()]), password)
    new = _within(after, dict.fromkeys([*added, *to_new.values()]), password)
    return diff_html(diff, old, new, to_old, to_new, lang)


def _pdf(result: AuditResult) -> Path | None:
    """The PDF that was audited, where it still lies there: a result may be of a run of long ago."""
    try:
        return Path(result.path) if content(Path(result.path)) == result.sha256 else None
    except OSError:
        return None


def _first(f: Finding) -> int:
    return next(iter(html_view.shown_pages(f)), 0)


def _within(pdf: Path | None, pages: Iterable[int], password: str | None) -> dict[int, Picture]:
    """The pictures of ``pages``, as many as there is room for."""
    size, out = 0, {}
    for number, picture in pictures(pdf, pages, password) if pdf else ():
        size += len(picture.data)
        if size > PICTURES:
            break
        out[number] = picture
    return out


def _pair(number: int, c: Change, sides: tuple[Side, Side], lang: str) -> Pair:
    f = c.finding
    return Pair(f"t-{number}", c, f, html_view.family(f.rule), one_line(messages.sentence(f, lang)[0]),
                reason(c, lang), f.pages, sides)


def _side(name: str, f: Finding | None, other: Finding | None, id_: str, images: Mapping[int, Picture],
          places: Mapping[int, int], lang: str) -> Side:
    if f:
        card = html_view.card(f, id_, images, lang, name)
        return Side(name, card, card.sheets)
    place = places.get(_first(other), 0) if other else 0
    return Side(name, None, (Sheet(place, f"{name}{place}", images[place], ()),) if place in images else ())


def _groups(pairs: Iterable[Pair]) -> Iterable[tuple[State, Severity, list[Pair]]]:
    ordered = sorted(pairs, key=lambda p: (STATES.index(p.change.state), SEVERITIES.index(p.finding.severity)))
    for (state, severity), mine in groupby(ordered, key=lambda p: (p.change.state, p.finding.severity)):
        yield state, severity, list(mine)
