"""``check --format docx``: the Catatan Hasil Reviu, the letter of findings that goes to the unit.

Kondisi, kriteria and rekomendasi are the catalogue's message, why and fix. Notes (info) stand last.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any

from lkj_audit.checks import messages
from lkj_audit.model import AuditResult, Finding
from lkj_audit.phrases import phrase
from lkj_audit.render import word
from lkj_audit.render.formats import Run
from lkj_audit.render.text import decided, one_line, period, problem_sentence
from lkj_audit.render.totals import SEVERITIES, severities, unjudged

WIDTHS = (1.0, 8.0, 1.8, 5.2, 5.2, 4.5)
COLUMNS = ("no", "condition", "pages", "criterion", "advice", "reply")


def check_docx(run: Run) -> bytes:
    """The Catatan Hasil Reviu of the only report of ``run``."""
    result, lang = run.results[0], run.lang
    return word.made(run.template, fields(result), lambda document: _body(document, result, lang), landscape=True)


def fields(r: AuditResult) -> dict[str, str]:
    """What a template may ask for with {{name}}."""
    count = severities([r])
    return {"satker": one_line(r.identity.satker), "tahun": period(r.identity), "berkas": Path(r.path).name,
            "halaman": str(r.pages), "sha256": r.sha256, "kesalahan": str(count["error"]),
            "peringatan": str(count["warning"]), "catatan": str(count["info"])}


def _say(slug: str, lang: str, **params: object) -> str:
    return phrase(f"chr-{slug}", lang, **params)


def head(document: Any, title: str, r: AuditResult, lang: str) -> None:
    """Title, unit, year and the very file that was looked at."""
    word.heading(document, title, 14, center=True)
    facts = fields(r)
    for slug in ("satker", "tahun", "berkas"):
        document.add_paragraph(f"{_say(slug, lang)}: {one_line(facts[slug]) or '…………………………'}")
    document.add_paragraph(f"SHA-256: {r.sha256}")


def _body(document: Any, r: AuditResult, lang: str) -> None:
    head(document, _say("title", lang), r, lang)
    facts = fields(r)
    document.add_paragraph(_say("scope", lang, rules=sum(c.checked > 0 for c in r.rules),
                                places=messages.number(sum(c.checked for c in r.rules), lang), pages=r.pages))
    if r.findings:
        counts = {k: facts[k] for k in ("kesalahan", "peringatan", "catatan")}
        document.add_paragraph(_say("counts", lang, **counts))
    else:
        document.add_paragraph(phrase("no-tables" if unjudged(r) else "nothing-found", lang))
    number = 0
    for severity in SEVERITIES:
        mine = [f for f in r.findings if f.severity == severity]
        if mine:
            word.heading(document, f"{phrase(f'severity-{severity}', lang)} ({len(mine)})")
            rows = [_row(f, n, lang) for n, f in enumerate(mine, number + 1)]
            word.table(document, [_say(c, lang) for c in COLUMNS], rows, WIDTHS)
            number += len(mine)
    if r.waived:
        word.heading(document, f"{phrase('html-waived', lang)} ({len(r.waived)})")
        for f in r.waived:
            document.add_paragraph(f"– {_condition(f, lang)}")
    _unseen(document, r, lang)
    document.add_paragraph(_say("limits", lang)).paragraph_format.keep_with_next = True  # no page of signatures alone
    word.signatures(document, _say("sign-unit", lang), _say("sign-reviewer", lang))


def _condition(f: Finding, lang: str) -> str:
    title, message = messages.sentence(f, lang)
    said = f"{one_line(title)}. {one_line(message)} [{f.rule}]"
    return f"{said}\n{decided(f.decision, lang)}" if f.decision else said


def _row(f: Finding, number: int, lang: str) -> list[str]:
    entry = messages.entry(f.rule, lang)
    return [str(number), _condition(f, lang), ", ".join(map(str, f.pages)),
            one_line(entry.why), one_line(entry.fix), ""]


def _unseen(document: Any, r: AuditResult, lang: str) -> None:
    """What nobody should take for passed: pages that were not read, rules that had nothing to look at."""
    if r.problems:
        word.heading(document, phrase("problems", lang))
        said = sorted((problem_sentence(p, r.path, lang), p.page) for p in r.problems)
        for sentence, group in groupby(said, key=lambda s: s[0]):
            pages = ", ".join(str(page) for _, page in group if page)
            where = f"{phrase('page', lang, number=pages)}: " if pages else ""
            document.add_paragraph(f"{where}{sentence}")
    if r.not_evaluated:
        word.heading(document, phrase("not-evaluated", lang))
        why = sorted((one_line(messages.reason(n, lang)), n.rule) for n in r.not_evaluated)
        rows = [(reason, ", ".join(sorted({rule for _, rule in group})))
                for reason, group in groupby(why, key=lambda w: w[0])]
        word.table(document, [_say("reason", lang), _say("rules", lang)], rows, (15.0, 10.7))
