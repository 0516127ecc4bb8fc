"""``diff`` on a terminal: what is new, what remains, what could not be compared, what was mended."""

from __future__ import annotations

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from lkj_audit.checks import messages
from lkj_audit.phrases import phrase
from lkj_audit.render import terminal
from lkj_audit.render.text import decided, one_line, ranges, whose
from lkj_audit.versions import STATES, Change, Diff, State

STYLES: dict[State, str] = {"new": "bold red", "remaining": "bold yellow", "unchecked": "bold magenta",
                            "mended": "bold green"}


def print_diff(console: Console, diff: Diff, lang: str) -> None:
    """All changes, those that need work first."""
    console.print(Rule(Text(f"{one_line(diff.old.path)} → {one_line(diff.new.path)}", "bold"), align="left"))
    console.print(Text(whose(diff.new), "dim"))
    if not diff.same_report:
        console.print(Text(phrase("diff-other-report", lang, old=whose(diff.old), new=whose(diff.new)), "bold red"))
    console.print(Text(summary(diff, lang), "bold"), Text(), sep="\n")
    for state in STATES:
        mine = diff.of(state)
        if mine:
            console.print(Text(f"{phrase(f'diff-{state}', lang).upper()} ({len(mine)})", STYLES[state]))
            for c in mine:
                console.print(Padding(_change(c, lang), (0, 0, 1, 2)))


def summary(diff: Diff, lang: str) -> str:
    """How many findings were mended, remain, are new, could not be compared."""
    return phrase("diff-summary", lang, **{s: len(diff.of(s)) for s in STATES})


def reason(c: Change, lang: str) -> str:
    """What the reader has to know besides the state of a change; "" where nothing."""
    return phrase(f"diff-{c.state}-{c.why}", lang) if c.why else ""


def _change(c: Change, lang: str) -> RenderableType:
    if c.state == "new":
        return Group(terminal.finding(c.finding, lang), *_note(c, lang))
    f = c.finding
    said, message = messages.sentence(f, lang)
    head = Text.assemble((f.rule, terminal.STYLES[f.severity]), f" {one_line(said)}, {_where(c, lang)}", style="bold")
    parts: list[RenderableType] = [head, Text(one_line(message))]
    if c.old and c.new and c.why == "figures":
        before = one_line(messages.sentence(c.old, lang)[1])
        parts.append(Text(phrase("diff-before", lang, said=before), "dim"))
    if f.decision:
        parts.append(Text(decided(f.decision, lang), "green"))
    return Group(*parts, *_note(c, lang))


def _note(c: Change, lang: str) -> list[Text]:
    return [Text(reason(c, lang), "italic")] if c.why else []


def _where(c: Change, lang: str) -> str:
    """The pages of the old and the new version."""
    return " → ".join(phrase("page", lang, number=ranges(f.pages)) for f in (c.old, c.new) if f)
