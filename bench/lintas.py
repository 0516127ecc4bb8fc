"""Time and memory of the rules across documents over a batch of reports that were read before.

    python -m bench.lintas [reports]          # 550 by default

The texts are made up: each report has 65 pages of paragraphs, a third of them the common template with figures of its
own, the rest its own; every 25th report has eight paragraphs of its neighbour. What is measured is what a run does
after its last file: the dossiers, then all LIN rules. Seconds are those of the processor.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Sequence
from random import Random
from time import process_time

from lkj_audit.checks.registry import Rule, rules, run_across
from lkj_audit.dossiers import batch
from lkj_audit.facts import regions
from lkj_audit.model import Batch, Gist, Identity, Part, Passage, Place

PAGES, A_PAGE, WORDS = 65, 4, 75
TEMPLATE, COPIED, EVERY = 80, 8, 25
_SYLLABLES = ("ba", "ca", "de", "gi", "ha", "ja", "ku", "la", "me", "nu", "pe", "ra", "si", "ta", "wo", "ya")
_LEXICON = [a + b + c for a in _SYLLABLES for b in _SYLLABLES for c in _SYLLABLES]


def paragraph(seed: str, figure: int = 0) -> str:
    """Words of an invented language, the same for the same seed, with ``figure`` in the middle."""
    words = Random(seed).choices(_LEXICON, k=WORDS)
    words[WORDS // 2] = str(figure)
    return " ".join(words)


def made(number: int) -> Gist:
    """The ``number``-th report, as it comes from the store."""
    region = [r for r in regions() if r.level == 2][number % 514]
    unit = f"KPU {region.name}" if number < 514 else f"Bawaslu {region.name}"
    own = [paragraph(f"own-{number}-{k}", k) for k in range(PAGES * A_PAGE - TEMPLATE)]
    if number % EVERY == 0 and number:
        own[:COPIED] = [paragraph(f"own-{number - 1}-{k}", k) for k in range(COPIED)]
    template = [f"{paragraph(f'template-{k}', 1000 + number * k)} {region.name}" for k in range(TEMPLATE)]
    passages = tuple(Passage(text, (Place(1 + n // A_PAGE, (70.0, 90.0, 520.0, 160.0)),))
                     for n, text in enumerate((*template, *own)))
    who = Identity(unit, region.type, region.code, region.name, 2023, (2020, 2024), 1.0)
    return Gist(f"{number}.pdf", f"{number:064x}", who, (Part("lkj", 1, PAGES, 2023),), passages=passages)


def main(arguments: Sequence[str]) -> None:
    count = int(arguments[0]) if arguments else 550
    gists = [made(n) for n in range(count)]
    before = peak()
    start = process_time()
    together = batch(gists)
    print(f"{count} laporan, {PAGES} halaman; memori sebelum {before} MB; berkas kerja {process_time() - start:.2f} s")
    for rule in [r for r in rules().values() if r.across]:
        start = process_time()
        found = told(together, rule)
        print(f"{rule.code} {process_time() - start:6.2f} s, {found} temuan")
    print(f"memori tertinggi {peak()} MB")


def told(together: Batch, rule: Rule) -> int:
    """How many findings ``rule`` has."""
    judged = run_across(together, {g.path: [rule] for g in together.gists()}, {})
    return sum(len(findings) for findings, _, _ in judged.values())


def peak() -> int:
    """The most memory this process had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main(sys.argv[1:])
