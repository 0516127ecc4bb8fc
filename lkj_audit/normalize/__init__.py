"""Document → Report: what the figures and words mean."""

from __future__ import annotations

from lkj_audit.model import Document, Identity, Report, Settings
from lkj_audit.normalize.calendar.dates import find_dates
from lkj_audit.normalize.figures.changes import find_changes
from lkj_audit.normalize.figures.claims import find_claims
from lkj_audit.normalize.linking.indicators import indicators
from lkj_audit.normalize.linking.links import link_indicators
from lkj_audit.normalize.regulations.citations import find_citations
from lkj_audit.normalize.satker.identity import find_mentions, identify
from lkj_audit.normalize.staff.counts import staff_counts
from lkj_audit.normalize.tables.budget import budget_lines
from lkj_audit.normalize.tables.kinds import type_tables
from lkj_audit.normalize.tables.named_above import named_above
from lkj_audit.normalize.text.lengths import parted
from lkj_audit.normalize.text.references import find_references
from lkj_audit.normalize.told import tell


def normalize(document: Document, identity: Identity | None = None, settings: Settings | None = None) -> Report:
    """Everything the document says, as typed records. ``identity``, when given, is taken instead of being read;
    ``settings`` are the project's own (its regulations and units are facts: see ``facts.added``)."""
    document, own = parted(document), settings or Settings()
    who = identity or identify(document)
    tables = type_tables(document, who)
    tables, found = named_above(document, tables, indicators(tables))
    claims = find_claims(document)
    report = Report(
        document=document,
        identity=who,
        tables=tables,
        indicators=found,
        budget=budget_lines(tables),
        staff=staff_counts(document, tables),
        claims=claims,
        changes=find_changes(document, claims),
        dates=find_dates(document),
        references=find_references(document),
        mentions=find_mentions(document, who),
        citations=find_citations(document),
        links=link_indicators(found, who, own.aliases),
        settings=own,
    )
    tell(report)
    return report
