"""``check --format html``: one self-contained page for each report; ``indeks`` is that of many.

A page needs no network, no server and, for reading, no JavaScript. Every page of the PDF is in it at most once, as a
background of the style sheet, and only where there is evidence on it. What comes from a PDF is escaped by the templates
and freed of control characters (``_shown``); the page forbids itself anything from outside and any script but its own.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lkj_audit import __version__
from lkj_audit.checks import messages
from lkj_audit.model import AuditResult, Finding, TypedTable
from lkj_audit.pages import Picture
from lkj_audit.phrases import phrase
from lkj_audit.render import html_view
from lkj_audit.render.map_grid import Grid, grid_of
from lkj_audit.render.text import problem_sentence, ranges, safe, whose
from lkj_audit.render.totals import SEVERITIES, severities, unjudged

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_TEMPLATES = Path(__file__).with_name("templates")


@dataclass(frozen=True, slots=True)
class Served:
    """What a server adds to the page of a report. ``head`` loads the style sheet, the script and the pictures (classes
    p1, p2 …), which are not in the page then; ``top`` goes before all, ``beside`` a finding, ``under`` a table's
    name."""

    head: Markup
    top: Markup
    beside: Callable[[Finding], Markup]
    under: Callable[[TypedTable], Markup]


def report_html(result: AuditResult, images: Mapping[int, Picture], lang: str, served: Served | None = None) -> str:
    """The page of one report; ``images`` are the pictures of its pages, by number. Findings on others have none."""
    cards = html_view.cards(result, images, lang)
    return page(
        "report.html.j2", "report.js", lang, served=served,
        title=whose(result), result=result, cards=cards, groups=html_view.groups(cards), images=images,
        counts=severities([result]), unjudged=unjudged(result), problems=problems_of(result, lang),
        rules=_rules(result, lang), skipped=html_view.not_evaluated(result, lang),
        waived=html_view.waived(result, lang),
        places=messages.number(sum(c.checked for c in result.rules), lang), grid=_map(result, lang),
        tables=result.report.tables if result.report else ())


def problems_of(result: AuditResult, lang: str) -> list[tuple[str, str]]:
    """Pages and sentence of each kind of reading problem."""
    pages: dict[str, list[int]] = {}
    for p in result.problems:
        pages.setdefault(problem_sentence(p, result.path, lang), []).append(p.page)
    return [(ranges(sorted({n for n in found if n})), said) for said, found in pages.items()]


def _rules(result: AuditResult, lang: str) -> list[tuple[str, str, int, int]]:
    """Code, title, checked and found of each rule that looked at something."""
    return [(c.rule, messages.entry(c.rule, lang).title, c.checked, c.findings) for c in result.rules if c.checked]


def _map(result: AuditResult, lang: str) -> Grid | None:
    grid = grid_of([result], lang) if result.report else None
    return grid if grid and grid.rows else None


def _data(picture: Picture) -> str:
    return base64.b64encode(picture.data).decode()


def _shown(value: Any) -> Any:
    """What a template prints of ``value``: text without control characters; markup of our own as it is."""
    return safe(value) if type(value) is str else value


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True,
                       undefined=StrictUndefined, finalize=_shown)
    made.globals.update(version=__version__, severities=SEVERITIES, served=None)
    return made


@cache
def own(name: str) -> str:
    """A file of the templates as it is: our own style sheets and scripts."""
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def page(name: str, script: str, lang: str, **what: object) -> str:
    """A page from its template, with what all pages share: language, style sheet, script and its hash; the pictures as
    data."""
    from markupsafe import Markup

    code = own(script)
    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    return _environment().get_template(name).render(
        what, lang=lang, t=partial(phrase, lang=lang), number=partial(messages.number, lang=lang), ranges=ranges,
        picture=_data, style=Markup(own("style.css")), script=Markup(code), digest=digest)
