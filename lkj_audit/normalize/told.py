"""What the text of a report tells beyond single figures and names: of its indicators, of its own parts, of itself.

It is read along with the report, so that rules only judge: they ask the same readers, each of which keeps what it found
of the last report (``once``).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from lkj_audit.model import Document, Report
from lkj_audit.normalize.calendar.documents import made
from lkj_audit.normalize.calendar.durations import durations
from lkj_audit.normalize.calendar.impossible import impossible_years
from lkj_audit.normalize.calendar.signatures import signed_agreements
from lkj_audit.normalize.figures.claims import find_scores
from lkj_audit.normalize.figures.counting import counting_sentences
from lkj_audit.normalize.figures.extremes import extremes
from lkj_audit.normalize.figures.sums import sums_of_money, sums_of_things
from lkj_audit.normalize.figures.surveys import rated_tables, survey_scores
from lkj_audit.normalize.foreign.names import foreign_names
from lkj_audit.normalize.narrative.chapter import chapter_of
from lkj_audit.normalize.narrative.compared import compared
from lkj_audit.normalize.narrative.counted_lists import announced, bracketed, said_anew
from lkj_audit.normalize.narrative.distances import distances
from lkj_audit.normalize.narrative.fractions import divided, fractions
from lkj_audit.normalize.narrative.general import claims_of_success
from lkj_audit.normalize.narrative.levels import told_levels
from lkj_audit.normalize.narrative.named_lists import named_lists
from lkj_audit.normalize.narrative.past_figures import kept_of_the_past, told_of_the_past
from lkj_audit.normalize.narrative.plans import Plans, plans_of
from lkj_audit.normalize.narrative.scales import printed_scales
from lkj_audit.normalize.narrative.series import told_series
from lkj_audit.normalize.narrative.shares import shares
from lkj_audit.normalize.narrative.short_verdicts import named_shortly
from lkj_audit.normalize.narrative.statements import missions, sasaran_groups
from lkj_audit.normalize.narrative.steps import told_growths, told_steps
from lkj_audit.normalize.narrative.stories import stories_of
from lkj_audit.normalize.outline.contents import aligned, all_headings
from lkj_audit.normalize.outline.numbered_lists import numbered_lists
from lkj_audit.normalize.outline.parts import mentions_of_parts
from lkj_audit.normalize.outline.pointers import named_pointers, part_pointers
from lkj_audit.normalize.outline.preface import preface
from lkj_audit.normalize.outline.printed_numbers import printed_numbers
from lkj_audit.normalize.outline.template import remains
from lkj_audit.normalize.regulations.meant import meanings
from lkj_audit.normalize.satker.report_names import report_names
from lkj_audit.normalize.staff.persons import listed, nips, signers
from lkj_audit.normalize.tables.totals import total_rows
from lkj_audit.normalize.text.abbreviations import expansions

OF_DOCUMENTS: Final[tuple[Callable[[Document], object], ...]] = (
    aligned, all_headings, counting_sentences, divided, durations, expansions, find_scores, fractions, impossible_years,
    named_pointers, numbered_lists, part_pointers, preface, printed_numbers, remains, report_names, sums_of_money,
    sums_of_things, told_growths, told_levels, told_series, told_steps)
OF_REPORTS: Final[tuple[Callable[[Report], object], ...]] = (
    announced, bracketed, claims_of_success, distances, extremes, foreign_names, kept_of_the_past, listed, made,
    meanings, mentions_of_parts, missions, named_lists, nips, printed_scales, rated_tables, said_anew,
    sasaran_groups, shares, signed_agreements, signers, survey_scores, told_of_the_past)
OF_PLANS: Final[tuple[Callable[[Plans], object], ...]] = (
    compared, named_shortly, lambda plans: chapter_of(plans).named, lambda plans: stories_of(plans).every,
    lambda plans: stories_of(plans).sheets)


def tell(report: Report) -> None:
    """Read all of it."""
    for table in report.tables:
        total_rows(table)
    for of_document in OF_DOCUMENTS:
        of_document(report.document)
    for of_report in OF_REPORTS:
        of_report(report)
    for of_plans in OF_PLANS:
        of_plans(plans_of(report))
