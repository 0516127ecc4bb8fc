"""KIN125: vision, missions and sasaran strategis in two versions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from lkj_audit.checks.judging import completeness, distinct, graded
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Block, Evidence, Finding, NotEvaluated, Report
from lkj_audit.normalize.narrative.counted_lists import announced, bracketed, said_anew
from lkj_audit.normalize.narrative.named_lists import named_lists
from lkj_audit.normalize.narrative.statements import Listed, Stated, missions, sasaran_groups
from lkj_audit.normalize.narrative.wording import same_word, shared, words
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.plain import plain

# From here on two statements are versions of one; below, they are two statements.
VERSION = 0.5
_VISION = Cued(r"\bvisi\b(?!\s+(?:dan|,)\s+misi\b)(?P<whose>[^“”\"]{0,160})[“\"](?P<what>[^“”\"]{20,300})[”\"]",
               "visi")
_ANNOUNCED = Cued(r"\bvisi\b[^.]{0,120}:\s*$", "visi")
_QUOTED = re.compile(r"^\s*[“\"]([^“”\"]{20,300})[”\"]")


@rule("KIN125", "visi-misi", "warning")
def versions(report: Report) -> Iterator[Outcome]:
    """Vision, missions or sasaran strategis differ between two places, or are fewer than announced."""
    visions = list(_visions(report))
    in_lists = [found for found in missions(report) if len(found.items) >= 3]
    counted, anew = [*announced(report), *bracketed(report), *named_lists(report)], said_anew(report)
    plan, results = sasaran_groups(report)
    if not (len(visions) > 1 or len(in_lists) > 1 or counted or anew or (plan and results)):
        yield NotEvaluated("KIN125", "one-version")
        return
    yield from _differing_visions(visions)
    yield from _differing_missions(in_lists)
    for intro, number, found in counted:
        yield CHECKED
        if number != len(found.items):
            yield _finding("jumlah", {"disebut": number, "jumlah": len(found.items), "hal": found.what},
                           [Evidence("stated", intro.value),
                            *distinct(Evidence("part", i.value) for i in found.items)], 0.8, f"jumlah {found.what}")
    for said in anew:
        yield CHECKED
        if said is not None:
            first, second, what = said
            yield _finding("sebutan", {"satu": first.text, "lain": second.text},
                           [Evidence("stated", second.value), Evidence("expected", first.value)], 0.8, f"jumlah {what}")
    if plan and results:
        yield from _reported(report, plan, results)


def _finding(variant: str, params: dict[str, str | int], evidence: Sequence[Evidence], sure: float,
             item: str = "") -> Finding:
    sure = round(sure * min(e.value.confidence for e in evidence), 2)
    return Finding("KIN125", graded("warning", sure), sure, dict(params), distinct(evidence), item=item or variant,
                   column=variant, kind="narasi", variant=variant)


def _same(a: str, b: str) -> bool:
    """Whether two statements say the same in the same words, slips of the pen apart."""
    left, right = words(a), words(b)
    return (all(any(same_word(w, v) for v in right) for w in left)
            and all(any(same_word(w, v) for v in left) for w in right))


# ---------------------------------------------------------------- vision


def _visions(report: Report) -> Iterator[tuple[Stated, bool]]:
    """The visions, each with whether it is said to be that of the reporting unit."""
    satker = plain(report.identity.satker)
    flow = report.document.flow
    for i, block in report.document.holding("visi"):
        if block.kind != "paragraph":
            continue
        for m in _VISION.finditer(block.text):
            own = bool(satker) and satker in plain(m["whose"]) and not re.search(r"\d", m["whose"])
            yield Stated(m["what"], value_of(block, *m.span("what"))), own
        after = flow[i + 1] if i + 1 < len(flow) else None
        if _ANNOUNCED.search(block.text) and isinstance(after, Block) and (q := _QUOTED.match(after.text)):
            yield Stated(q[1], value_of(after, q.start(1), q.end(1))), False


def _differing_visions(visions: Sequence[tuple[Stated, bool]]) -> Iterator[Outcome]:
    """Visions that share most words, or are both called the unit's, are one in two versions; others belong to others
    (President, region)."""
    for (a, mine), (b, too) in combinations(visions, 2):
        yield CHECKED
        one, other, both = shared(a.text, b.text)
        if ((mine and too) or both >= VERSION or max(one, other) >= 0.8) and not _same(a.text, b.text):
            yield _finding("visi", {"satu": a.text, "lain": b.text},
                           [Evidence("stated", a.value), Evidence("expected", b.value)], 0.9)
            return


# ---------------------------------------------------------------- missions


def _differing_missions(missions: Sequence[Listed]) -> Iterator[Outcome]:
    for a, b in combinations(missions, 2):
        yield CHECKED
        pairs = match(a.items, b.items)
        if len(pairs) < 2:
            continue
        changed = [(x, y) for x, y in pairs if not _same(x.text, y.text)]
        left = [x for x in a.items if x not in [p for p, _ in pairs]]
        right = [y for y in b.items if y not in [q for _, q in pairs]]
        if changed or left or right:
            evidence = [*(Evidence("stated", x.value) for x in a.items),
                        *(Evidence("expected", y.value) for y in b.items)]
            yield _finding("misi", {"jumlah": len(a.items), "jumlah_lain": len(b.items)}, evidence, 0.85)
            return


def match(left: Sequence[Stated], right: Sequence[Stated]) -> list[tuple[Stated, Stated]]:
    """The statements of both that are versions of each other, one to one, the most alike first."""
    scored = sorted(((shared(x.text, y.text)[2], -i, -j) for i, x in enumerate(left) for j, y in enumerate(right)),
                    reverse=True)
    used_left: set[int] = set()
    used_right: set[int] = set()
    out = []
    for score, i, j in scored:
        if score < VERSION:
            break
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            out.append((left[-i], right[-j]))
    return out


# ---------------------------------------------------------------- sasaran strategis


def _reported(report: Report, plan: Listed, results: Sequence[Listed]) -> Iterator[Outcome]:
    """Sasaran strategis of the plan that no part of the results takes up, or takes up in other words."""
    found: dict[str, list[Stated]] = {}
    for group in results:
        for x, y in match(plan.items, group.items):
            found.setdefault(plain(x.text), []).append(y)
    yield from [CHECKED] * len(plan.items)
    if len(found) < 2 or len(found) * 2 < len(plan.items):
        return
    missing = [x for x in plan.items if plain(x.text) not in found]
    if missing:
        taken = max(results, key=lambda g: len(g.items))
        yield _finding("sasaran", {"jumlah": len(plan.items), "dilaporkan": len(taken.items),
                                   "daftar": "; ".join(x.text for x in missing)},
                       [*(Evidence("expected", x.value) for x in missing),
                        *(Evidence("stated", y.value) for y in taken.items)],
                       0.85 * completeness(report.document))
    for x in plan.items:
        others = [y for y in found.get(plain(x.text), ()) if not _same(x.text, y.text)]
        if others:
            yield _finding("bunyi", {"satu": x.text, "lain": others[0].text},
                           [Evidence("expected", x.value), *(Evidence("stated", y.value) for y in others)], 0.9,
                           f"bunyi {plain(x.text)}")
