"""The audit on a terminal: findings by severity, with the page, the arithmetic and the words they rest on.

All text from a PDF goes through ``one_line`` and into ``rich.text.Text``, which reads no markup: a report cannot
change the terminal or the layout.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from lkj_audit.checks import messages, registry
from lkj_audit.model import AuditResult, Finding, Severity
from lkj_audit.phrases import phrase
from lkj_audit.render.text import SURE, arithmetic, decided, one_line, problem_sentence, quotations, ranges, where
from lkj_audit.render.totals import SEVERITIES, severities, unjudged

STYLES: dict[Severity, str] = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}


def print_audit(console: Console, results: Sequence[AuditResult], lang: str) -> None:
    """Every report of ``results``, then a line on all of them when there are several."""
    for result in results:
        console.print(report(result, lang))
    if len(results) > 1:
        counts = {str(s): n for s, n in severities(results).items()}
        failed = sum(r.status == "failed" for r in results)
        console.print(Rule(style="dim"))
        console.print(Text(phrase("summary", lang, files=len(results), failed=failed, **counts), "bold"))


def report(result: AuditResult, lang: str) -> RenderableType:
    """One PDF: whose report it is, what is wrong, what was not looked at."""
    parts: list[RenderableType] = [Rule(Text(one_line(result.path), "bold"), align="left")]
    if result.status == "failed":
        return Group(*parts, *_problems(result, lang))
    parts += [Text(_subtitle(result, lang), "dim"), Text()]
    for severity in SEVERITIES:
        mine = [f for f in result.findings if f.severity == severity]
        if mine:
            parts.append(Text(f"{phrase(f'severity-{severity}', lang)} ({len(mine)})", STYLES[severity]))
            parts += [Padding(finding(f, lang), (0, 0, 1, 2)) for f in mine]
    if unjudged(result):
        return Group(*parts, *_problems(result, lang), *_not_evaluated(result, lang), _looked_at(result, lang), Text())
    if not result.findings:
        parts += [Text(phrase("nothing-found", lang), "green"), Text()]
    return Group(*parts, *_waived(result, lang), *_problems(result, lang), *_not_evaluated(result, lang),
                 _looked_at(result, lang), Text())


def finding(f: Finding, lang: str) -> RenderableType:
    """One contradiction: rule and pages, sentence, arithmetic, evidence."""
    title, message = messages.sentence(f, lang)
    head = Table.grid(padding=(0, 1), expand=True)
    head.add_column(ratio=1)
    head.add_column(justify="right", no_wrap=True)
    name = Text.assemble((f.rule, STYLES[f.severity]), " ", one_line(title), style="bold")
    head.add_row(name, Text(_pages(f, lang), "bold"))
    parts: list[RenderableType] = [head, Text(one_line(message))]
    if f.stated is not None and f.expected is not None:
        parts.append(Padding(_arithmetic(f, lang), (0, 0, 0, 2)))
    parts.append(Padding(_evidence(f, lang), (0, 0, 0, 2)))
    if f.also:
        cell = one_line(str(f.params["cell"]))
        parts.append(Text(phrase("also", lang, cell=cell, rules=", ".join(f.also)), "dim italic"))
    if f.decision:
        parts.append(Text(decided(f.decision, lang), "green"))
    sure = phrase("certainty", lang, percent=round(100 * f.confidence)) if f.confidence < SURE else ""
    mark = phrase("fingerprint", lang, fingerprint=f.fingerprint)
    parts.append(Text(f"{sure} · {mark}" if sure else mark, "dim italic"))
    return Group(*parts)


def _arithmetic(f: Finding, lang: str) -> Table:
    """Stated, expected and difference under each other, aligned at the decimal mark."""
    table = Table.grid(padding=(0, 2))
    table.add_column()
    table.add_column(justify="right", no_wrap=True)
    for slug, text in arithmetic(f, lang):
        table.add_row(Text(phrase(slug, lang)), Text(text, STYLES[f.severity] if slug == "difference" else ""))
    return table


def _evidence(f: Finding, lang: str) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(style="dim")
    table.add_column(ratio=1)
    for line in quotations(f, lang):
        table.add_row(*map(Text, line))
    return table


def _pages(f: Finding, lang: str) -> str:
    return where(f.pages, "", lang)


def _subtitle(result: AuditResult, lang: str) -> str:
    who = result.identity
    parts = [
        one_line(who.satker),
        phrase("year", lang, year=who.year) if who.year else "",
        who.interim,
        phrase("pages", lang, count=result.pages),
        phrase("seconds", lang, seconds=messages.number(round(Decimal(result.seconds), 1), lang)),
    ]
    return " · ".join(p for p in parts if p)


def _waived(result: AuditResult, lang: str) -> Iterable[RenderableType]:
    """What does not count by a person's decision: a line each, and why."""
    if not result.waived:
        return
    yield Text(f"{phrase('waived', lang)} ({len(result.waived)})", "bold green")
    for f in result.waived:
        why = decided(f.decision, lang) if f.decision else ""
        said = Text.assemble((f.rule, "bold"), f" {one_line(messages.sentence(f, lang)[0])}, {_pages(f, lang)}: ",
                             (why, "italic"))
        yield Padding(said, (0, 0, 0, 2))
    yield Text()


def _problems(result: AuditResult, lang: str) -> Iterable[RenderableType]:
    """Reading problems, the pages of one kind together: forty unread pages are one line."""
    if not result.problems:
        return
    yield Text(phrase("problems", lang), "bold magenta")
    said = [(problem_sentence(p, result.path, lang), p.page) for p in result.problems]
    for sentence, group in groupby(sorted(said), key=lambda s: s[0]):
        pages = ranges(sorted({page for _, page in group if page}))
        yield Text("  " + (f"{phrase('page', lang, number=pages)}: " if pages else "") + sentence)
    yield Text()


def _not_evaluated(result: AuditResult, lang: str) -> Iterable[RenderableType]:
    if not result.not_evaluated:
        return
    yield Text(phrase("not-evaluated", lang), "bold")
    table = Table.grid(padding=(0, 2))
    table.add_column(ratio=1)
    table.add_column(ratio=1, style="dim")
    why = [(messages.reason(n, lang), n.rule) for n in result.not_evaluated]
    for reason, group in groupby(sorted(why), key=lambda w: w[0]):
        table.add_row(Text(reason), Text(", ".join(sorted({rule for _, rule in group}))))
    yield Padding(table, (0, 0, 1, 2))


def _looked_at(result: AuditResult, lang: str) -> Text:
    places = messages.number(Decimal(sum(c.checked for c in result.rules)), lang)
    return Text(phrase("looked-at", lang, rules=sum(c.checked > 0 for c in result.rules), places=places), "dim")


def print_rules(console: Console, lang: str) -> None:
    """All rules: code, name, severity and title."""
    table = Table.grid(padding=(0, 2))
    for code, rule in registry.rules().items():
        severity = Text(phrase(f"rule-severity-{rule.severity}", lang), STYLES[rule.severity])
        title = Text.assemble(messages.entry(code, lang).title, (_preview(rule, lang), "italic"))
        table.add_row(Text(code, "bold"), Text(rule.slug), severity, title)
    console.print(table)


def _preview(rule: registry.Rule, lang: str) -> str:
    return f" [{phrase('preview', lang)}]" if rule.preview else ""


def print_rule(console: Console, rule: registry.Rule, lang: str) -> None:
    """The documentation of one rule."""
    entry = messages.entry(rule.code, lang)
    severity = phrase(f"rule-severity-{rule.severity}", lang)
    console.print(Text.assemble((rule.code, STYLES[rule.severity]), f" {rule.slug} ({severity}){_preview(rule, lang)}"))
    console.print(Text(entry.title, "bold"))
    for field in ("what", "why", "fix", "example", "counter_example", "tolerance"):
        console.print(Text(), Text(phrase(f"rule-{field}", lang), "bold"), sep="\n")
        console.print(Padding(Text(getattr(entry, field).strip()), (0, 0, 0, 2)))
