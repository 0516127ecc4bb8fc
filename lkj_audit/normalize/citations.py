"""Citations of regulations in the text."""

from __future__ import annotations

from lkj_audit.model import Citation, Document


def find_citations(document: Document) -> tuple[Citation, ...]:
    """The regulations that the text cites, in reading order."""
    return ()
