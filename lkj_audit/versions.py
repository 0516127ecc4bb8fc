"""Two versions of a report compared: what was mended, what stayed, what is new, and what nobody can tell.

A finding is the same in both by its fingerprint. Where a fingerprint occurs several times (its twins have their figures
in theirs), those with the same figures belong together, the rest in order. A fingerprint whose item holds a figure
changes with it: what is left over is the same when only the figures in its item differ and it stands at about the same
page; or when one of the two was only told along with the other because one cell broke both (``Finding.also``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lkj_audit.model import AuditResult, Finding

State = Literal["new", "remaining", "unchecked", "mended"]
Why = Literal["", "figures", "rule", "page"]
STATES: tuple[State, ...] = ("new", "remaining", "unchecked", "mended")
UNREAD = ("page-unreadable", "page-out-of-memory", "page-scanned", "page-limit")
ALIKE = 80  # of 100: how alike the words around a changed figure must be
_FIGURE = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?(?=\s*(?:%|persen\b))")


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one finding. ``old`` is None for a new one, ``new`` for one that is not there any more.

    ``why``: "figures" for a remaining one whose figures are others now; for an unchecked one what was not looked at in
    the new version, the "rule" or the "page"; "rule" for a new one whose rule was not evaluated in the old version.
    """

    state: State
    old: Finding | None
    new: Finding | None
    why: Why = ""

    @property
    def finding(self) -> Finding:
        """The finding as it is now, or was last."""
        found = self.new or self.old
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class Diff:
    """All changes from ``old`` to ``new``: by state, then as the findings come."""

    old: AuditResult
    new: AuditResult
    changes: tuple[Change, ...]

    def of(self, state: State) -> tuple[Change, ...]:
        return tuple(c for c in self.changes if c.state == state)

    @property
    def same_report(self) -> bool:
        """Whether both are of one unit and year."""
        return (self.old.unit, self.old.identity.year) == (self.new.unit, self.new.identity.year)


def diff(old: AuditResult, new: AuditResult) -> Diff:
    """What became of the findings of ``old`` in ``new``; findings that do not count by a decision are compared too."""
    pairs, gone, added = _paired(old, new)
    before, looked, unread = _evaluated(old), _evaluated(new), _unread(old, new)

    def lost(f: Finding) -> Change:
        if f.rule not in looked:
            return Change("unchecked", f, None, "rule")
        return Change("unchecked", f, None, "page") if unread & set(f.pages) else Change("mended", f, None)

    changes = [*(Change("new", None, f, "" if f.rule in before else "rule") for f in added),
               *(Change("remaining", a, b, "" if _figures(a) == _figures(b) else "figures") for a, b in pairs),
               *(lost(f) for f in gone)]
    return Diff(old, new, tuple(sorted(changes, key=lambda c: STATES.index(c.state))))


def reports(old: Sequence[AuditResult], new: Sequence[AuditResult],
            ) -> tuple[list[tuple[AuditResult, AuditResult]], list[AuditResult]]:
    """The versions that belong together, and the reports that are on one side only: of one unit and year, first those
    whose files have the same name. One report on each side is taken for two versions of one."""
    if len(old) == len(new) == 1:
        return [(old[0], new[0])], []
    left, pairs, lone = list(old), [], []
    for b in new:
        mine = [a for a in left if (a.unit, a.identity.year) == (b.unit, b.identity.year)]
        if mine:
            pairs.append((min(mine, key=lambda a: Path(a.path).name != Path(b.path).name), b))
            left = [a for a in left if a is not pairs[-1][0]]
        else:
            lone.append(b)
    return pairs, [*left, *lone]


def _paired(old: AuditResult, new: AuditResult) -> tuple[list[tuple[Finding, Finding]], list[Finding], list[Finding]]:
    """Findings of both, in the order of ``new``; those of ``old`` alone; those of ``new`` alone."""
    shift = abs(new.pages - old.pages) + 1
    steps: Sequence[tuple[Callable[[Finding], Hashable], Callable[[Finding, Finding], bool]]] = (
        (lambda f: (_print(f), _figures(f)), lambda a, b: True),
        (_print, lambda a, b: True),
        (lambda f: (f.rule, f.kind, f.column), lambda a, b: _near(a, b, shift) and _only_figures_differ(a, b)),
        (lambda f: None, _told_along),
    )
    gone, added = dict(enumerate(old.all_findings)), dict(enumerate(new.all_findings))
    pairs: dict[int, tuple[Finding, Finding]] = {}
    for key, same in steps:
        rest: dict[Hashable, list[int]] = {}
        for n, f in gone.items():
            rest.setdefault(key(f), []).append(n)
        for n, f in list(added.items()):
            mine = rest.get(key(f), [])
            if (twin := next((m for m in mine if same(gone[m], f)), None)) is not None:
                mine.remove(twin)
                pairs[n] = gone.pop(twin), added.pop(n)
    return [pairs[n] for n in sorted(pairs)], list(gone.values()), list(added.values())


def _print(f: Finding) -> str:
    """The fingerprint without what tells twins apart."""
    return f.fingerprint.partition("-")[0]


def _figures(f: Finding) -> tuple[object, ...]:
    if f.stated is not None or f.expected is not None:
        return f.stated, f.expected
    return tuple(" ".join(e.value.text.split()) for e in f.evidence if e.role != "context")


def _near(a: Finding, b: Finding, shift: int) -> bool:
    return abs(min(a.pages, default=0) - min(b.pages, default=0)) <= shift


def _only_figures_differ(a: Finding, b: Finding) -> bool:
    first, second = _FIGURE.sub("", a.item), _FIGURE.sub("", b.item)
    if first == a.item or second == b.item or re.findall(r"\d+", first) != re.findall(r"\d+", second):
        return False
    from rapidfuzz import fuzz

    return fuzz.ratio(first.casefold(), second.casefold()) >= ALIKE


def _told_along(a: Finding, b: Finding) -> bool:
    """Whether the one was told along with the other: its rule is in ``also``, what it states among the evidence."""
    return any(part.rule in root.also and {e.value.text for e in root.evidence} >=
               {e.value.text for e in part.evidence if e.role == "stated"} for root, part in ((a, b), (b, a)))


def _evaluated(r: AuditResult) -> set[str]:
    """The rules that had something to look at."""
    return {c.rule for c in r.rules if c.checked} - {n.rule for n in r.not_evaluated}


def _unread(old: AuditResult, new: AuditResult) -> set[int]:
    """The pages of ``old`` that may be among the unread pages of ``new``, wherever pages were added or taken out."""
    shift = old.pages - new.pages
    unread = {page for p in new.problems if p.page and p.code in UNREAD
              for page in range(p.page, 1 + (max(old.pages, p.page) if p.code == "page-limit" else p.page))}
    return {page + by for page in unread for by in range(min(0, shift), max(0, shift) + 1)}
