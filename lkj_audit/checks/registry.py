"""The registry of rules: what a rule is, how it registers, and how a suite is run over a report or a batch.

A rule is a generator over a ``Report``. For each place it looks at it yields ``CHECKED``, for each contradiction a
``Finding``, and one ``NotEvaluated`` when there was nothing to look at: silence is never a pass. A rule across
documents is one over a ``Batch`` and yields the same, each with the path of the file that it is about.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Final

from lkj_audit.checks import target_roots
from lkj_audit.checks.roots import merged
from lkj_audit.checks.scanned import doubted
from lkj_audit.model import Batch, Finding, NotEvaluated, Report, RuleCount, Settings, Severity
from lkj_audit.normalize.calendar.interim import last_month


class Checked:
    """One place was looked at."""


CHECKED: Final = Checked()
Outcome = Finding | NotEvaluated | Checked
Check = Callable[[Report], Iterator[Outcome]]
Across = Callable[[Batch], Iterator[tuple[str, Outcome]]]

FAMILIES: Final = ("anggaran", "kinerja", "sdm", "struktur", "identitas", "aritmetika", "regulasi", "lintas")
# What can only be asked of a report on the whole year: one on a quarter need not have all parts, gives the targets of
# the quarter, and leaves out what is measured at the end of the year.
OF_THE_YEAR: Final = frozenset(("STR101", "KIN104", "KIN106", "KIN107", "KIN116"))
_MILD: Final[dict[Severity, int]] = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True)
class Rule:
    """A registered rule; ``code`` is its family's letters and a number, ``slug`` its readable name. It has either a
    ``check`` of one report or one ``across`` documents. A rule is ``preview`` until its precision has been measured: it
    is run only when previews are asked for."""

    code: str
    slug: str
    severity: Severity
    check: Check | None = None
    preview: bool = False
    across: Across | None = None


class InPreview(ValueError):
    """A selector that names preview rules alone, while previews were not asked for."""


_RULES: dict[str, Rule] = {}


def rule(code: str, slug: str, severity: Severity, *, preview: bool = False) -> Callable[[Check], Check]:
    """Register the decorated generator as the rule ``code``.

    Raises ValueError when the code is taken: codes are never reused.
    """

    def register(check: Check) -> Check:
        _add(Rule(code, slug, severity, check, preview))
        return check

    return register


def rule_across(code: str, slug: str, severity: Severity) -> Callable[[Across], Across]:
    """As ``rule``, for a generator over a batch of documents."""

    def register(across: Across) -> Across:
        _add(Rule(code, slug, severity, across=across))
        return across

    return register


def _add(r: Rule) -> None:
    if r.code in _RULES:
        raise ValueError(f"rule {r.code} is registered twice")
    _RULES[r.code] = r


def rules() -> dict[str, Rule]:
    """All rules by code, in the catalogue's order."""
    for family in FAMILIES:
        import_module(f"lkj_audit.checks.{family}")
    return dict(sorted(_RULES.items()))


def selected(select: Iterable[str], ignore: Iterable[str], preview: bool = False) -> list[Rule]:
    """The rules that ``select`` names less those that ``ignore`` names, by code prefix or slug; the longest match wins.
    Preview rules are among them only with ``preview``.

    Raises ValueError naming a selector that matches no rule, InPreview naming one that selects preview rules in vain.
    """
    chosen, dropped = tuple(select) or ("",), tuple(ignore)
    every = rules()

    def reach(selector: str, r: Rule) -> int:
        if r.slug == selector.lower():
            return 99
        return len(selector) if r.code.startswith(selector.upper()) else -1

    for selector in (*chosen, *dropped):
        if all(reach(selector, r) < 0 for r in every.values()):
            raise ValueError(selector)
    for selector in chosen:
        if not preview and all(r.preview for r in every.values() if reach(selector, r) >= 0):
            raise InPreview(selector)
    return [r for r in every.values()
            if (preview or not r.preview)
            and (best := max(reach(s, r) for s in chosen)) >= 0
            and best > max((reach(s, r) for s in dropped), default=-1)]


def fingerprint(finding: Finding) -> str:
    """Rule, table kind, normalised item and column: never page or position, so that it survives re-export."""
    item = re.sub(r"\W+", " ", finding.item.casefold()).strip()
    key = "\x1f".join((finding.rule, finding.kind, item, finding.column))
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def fingerprinted(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The ``findings`` of a rule with their fingerprints. Twins, which have the same, are told apart by their figures:
    were they numbered, a decision on one would come to hold for the other as soon as one of them is mended."""
    own = [fingerprint(f) for f in findings]
    many = Counter(own)
    seen: Counter[str] = Counter()
    for f, print_ in zip(findings, own, strict=True):
        if many[print_] > 1:
            print_ = twin(replace(f, fingerprint=print_))
        seen[print_] += 1
        yield replace(f, fingerprint=print_ if seen[print_] == 1 else f"{print_}-{seen[print_]}")


def twin(finding: Finding) -> str:
    """The fingerprint that ``finding`` has when there are others like it: its own, and a hash of its figures."""
    stated = (e.value.text for e in finding.evidence if e.role == "stated")
    figures = "\x1f".join((str(finding.stated), str(finding.expected), *stated))
    return f"{finding.fingerprint.partition('-')[0]}-{hashlib.sha256(figures.encode()).hexdigest()[:6]}"


def _outcomes(r: Rule, report: Report) -> Iterator[Outcome]:
    """What ``r`` has to say; an error of its own is reported as not evaluated and costs the other rules nothing."""
    if r.code in OF_THE_YEAR and last_month(report.identity.interim) < 12:
        yield NotEvaluated(r.code, "interim")
        return
    try:
        if r.check:
            yield from r.check(report)
    except Exception:
        yield NotEvaluated(r.code, "internal-error")


def _outcomes_across(r: Rule, batch: Batch) -> dict[str, list[Outcome]]:
    """What ``r`` has to say of each file; an error of its own costs the other rules nothing."""
    found: dict[str, list[Outcome]] = {}
    try:
        for path, outcome in r.across(batch) if r.across else ():
            found.setdefault(path, []).append(outcome)
    except Exception:
        return {g.path: [NotEvaluated(r.code, "internal-error")] for g in batch.gists()}
    return found


def _forgiven(finding: Finding, settings: Settings) -> bool:
    """Whether the difference is within the project's tolerance; a figure without a unit has that of its column."""
    if finding.difference is None or not settings.tolerances:
        return False
    stated = next((e.value.quantity for e in finding.evidence if e.role == "stated"), None)
    unit = stated.unit if stated else ""
    if finding.column in ("persen", "capaian"):
        unit = unit or "%"
    elif finding.rule.startswith("ANG"):
        unit = unit or "rp"
    return abs(finding.difference) <= settings.tolerance(finding.rule, unit)


def _graded(finding: Finding, r: Rule, settings: Settings) -> Finding:
    """``finding`` with the severity that the project gives its rule; one that the rule itself holds for milder than
    usual does not become graver by it."""
    wanted = settings.severity(r.code)
    if wanted is None or (finding.severity != r.severity and _MILD[finding.severity] >= _MILD[wanted]):
        return finding
    return replace(finding, severity=wanted)


Judged = tuple[list[Finding], list[NotEvaluated], list[RuleCount]]


def run(report: Report, suite: Iterable[Rule]) -> Judged:
    """Run the rules of ``suite`` on one report over ``report``: findings with fingerprints, those of one root as one;
    what was not evaluated; and the denominators. The tolerances and severities of ``report.settings`` are kept."""
    findings: list[Finding] = []
    skipped: list[NotEvaluated] = []
    counts: list[RuleCount] = []
    for r in suite:
        if r.check:
            _judge(r, _outcomes(r, report), report.settings, (findings, skipped, counts))
    return target_roots.once(merged([doubted(f, report) for f in findings])), skipped, counts


def run_across(batch: Batch, suites: Mapping[str, Sequence[Rule]], settings: Mapping[str, Settings],
               ) -> dict[str, Judged]:
    """Run the rules across documents over ``batch``: for each path of ``suites`` what those of its own suite say of it,
    with its own ``settings``."""
    judged: dict[str, Judged] = {path: ([], [], []) for path in suites}
    for r in {r.code: r for suite in suites.values() for r in suite if r.across}.values():
        outcomes = _outcomes_across(r, batch)
        for path, suite in suites.items():
            if r in suite:
                _judge(r, outcomes.get(path, ()), settings.get(path, Settings()), judged[path])
    return judged


def _judge(r: Rule, outcomes: Iterable[Outcome], settings: Settings, into: Judged) -> None:
    """Add to ``into`` what rule ``r`` found, did not evaluate and counted."""
    findings, skipped, counts = into
    checked = 0
    mine: list[Finding] = []
    for outcome in outcomes:
        if isinstance(outcome, Checked):
            checked += 1
        elif isinstance(outcome, NotEvaluated):
            skipped.append(outcome)
        elif not _forgiven(outcome, settings):
            mine.append(_graded(outcome, r, settings))
    if not checked and not any(s.rule == r.code for s in skipped):
        skipped.append(NotEvaluated(r.code, "nothing-to-check"))
    mine = _told_once(mine)
    findings.extend(fingerprinted(mine))
    counts.append(RuleCount(r.code, checked, len(mine)))


def _told_once(findings: Iterable[Finding]) -> list[Finding]:
    """``findings`` with those as one that say the very same in several places, but for the figures of tables, of which
    each is a mistake of its own."""
    kept: dict[object, Finding] = {}
    for n, f in enumerate(findings):
        key = (f.variant, f.item, f.column, *sorted(f.params.items())) if f.kind == "narasi" or f.stated is None else n
        first = kept.get(key)
        kept[key] = f if first is None else replace(
            first, evidence=(*first.evidence, *(e for e in f.evidence if e not in first.evidence)))
    return list(kept.values())
