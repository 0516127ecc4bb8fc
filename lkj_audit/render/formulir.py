"""``check --format checklist``: the Formulir Checklist Reviu of PermenPANRB 53/2014, filled in as far as the document
itself decides (``data/checklist_reviu.yaml`` says by which rules); the rest is left to the reviewer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lkj_audit import facts
from lkj_audit.checks import messages
from lkj_audit.model import AuditResult, Finding
from lkj_audit.normalize.linking.indicator_map import indicator_map
from lkj_audit.phrases import phrase
from lkj_audit.render import catatan, word
from lkj_audit.render.formats import Run
from lkj_audit.render.text import one_line

WIDTHS = (1.0, 7.2, 1.2, 1.4, 6.2)
MOST = 4  # findings quoted for an item
TICK = "✓"
OUTLINE = "STR101"


@dataclass(frozen=True, slots=True)
class Answer:
    """``yes``: True, False, or None where the reviewer must decide; ``notes`` are what speaks for it."""

    yes: bool | None
    notes: tuple[str, ...]


def check_checklist(run: Run) -> bytes:
    """The form for the only report of ``run``."""
    result, lang = run.results[0], run.lang
    return word.made(run.template, catatan.fields(result), lambda document: _body(document, result, lang))


def _say(slug: str, lang: str, **params: object) -> str:
    return phrase(f"form-{slug}", lang, **params)


def _body(document: Any, r: AuditResult, lang: str) -> None:
    catatan.head(document, _say("title", lang), r, lang)
    document.add_paragraph(_say("how", lang))
    header = [_say(c, lang) for c in ("no", "statement", "yes", "no-answer", "notes")]
    rows: list[list[str]] = []
    groups: dict[int, str] = {}
    for group, items in facts.checklist().items():
        groups[len(rows) + 1] = _say(f"group-{group}", lang)
        rows += [[""] * len(WIDTHS), *([str(item["n"]), item["text"], *_answered(answer(item, r, lang), lang)]
                                       for item in items)]
    made = word.table(document, header, rows, WIDTHS)
    for at, title in groups.items():
        word.merge(made.rows[at], title)
    word.signatures(document, _say("sign-lead", lang), _say("sign-reviewer", lang))


def _answered(a: Answer, lang: str) -> tuple[str, str, str]:
    notes = "\n".join(a.notes) or (_say("by-reviewer", lang) if a.yes is None else "")
    return TICK if a.yes else "", TICK if a.yes is False else "", notes


def answer(item: Mapping[str, Any], r: AuditResult, lang: str) -> Answer:
    """What the findings say of one item of the form.

    ``decides`` are rules whose findings make it "no" and whose clean run makes it "yes"; ``parts`` parts of the report
    that must be there; ``shows`` rules that only give evidence; ``compares`` a source all of whose indicators must be
    in the results. Notes (info) never make a "no", and an item that is not ``auto: full`` is never answered.
    """
    if item["auto"] == "manual":
        return Answer(None, (_say("outside", lang),))
    against = [f for f in r.findings if _decides(f, item) and f.severity != "info"]
    shown = [f for f in r.findings if f not in against and f.rule.startswith(tuple(item.get("shows", ())))]
    notes = [_quoted(f, lang) for f in (*against, *shown)[:MOST]]
    if len(against) + len(shown) > MOST:
        notes.append(_say("more", lang, count=len(against) + len(shown) - MOST))
    missing = _missing(r, item["compares"]) if "compares" in item else None
    if missing:
        notes.append(_say("missing", lang, source=phrase(f"map-{item['compares']}", lang), names="; ".join(missing)))
    clean = list(_looked(item, r))
    if against:
        yes: bool | None = False
    elif (clean and all(clean) and not missing) or missing == []:
        yes = True
    else:
        yes = None
    if item["auto"] != "full":
        return Answer(None, tuple(notes))
    if yes:
        notes.insert(0, _say("but" if notes else "clean", lang))
    return Answer(yes, tuple(notes))


def _decides(f: Finding, item: Mapping[str, Any]) -> bool:
    if f.rule == OUTLINE:
        return f.params.get("part") in item.get("parts", ())
    return f.rule in item.get("decides", ())


def _looked(item: Mapping[str, Any], r: AuditResult) -> Iterator[bool]:
    """For each deciding rule, whether it had something to look at in this report."""
    checked = {c.rule: c.checked for c in r.rules}
    for rule in (*item.get("decides", ()), *((OUTLINE,) if item.get("parts") else ())):
        yield checked.get(rule, 0) > 0


def _missing(r: AuditResult, source: str) -> list[str] | None:
    """The indicators of ``source`` that no table of results has; None when either of the two was not read."""
    lines = indicator_map(r.report) if r.report else ()
    sources: Sequence[set[str]] = [{e.source for e in line.entries} for line in lines]
    if not any(source in s for s in sources) or not any("capaian" in s for s in sources):
        return None
    return [one_line(line.name, 80) for line, s in zip(lines, sources, strict=True)
            if source in s and "capaian" not in s]


def _quoted(f: Finding, lang: str) -> str:
    page = phrase("page", lang, number=f.evidence[0].place.page)
    return f"{f.rule}, {page}: {one_line(messages.sentence(f, lang)[1], 220)}"
