"""Results on their way into the store: packed where they are made, so that the one who writes has little to do."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from lkj_audit.decisions import gravest_first
from lkj_audit.model import AuditResult
from lkj_audit.store import rows
from lkj_audit.store.codec import pack


class Read(NamedTuple):
    """What was read of a content, packed: the report and its gist."""

    report: bytes
    gist: bytes


class Parcel(NamedTuple):
    """A result ready to be stored, as a worker process sends it: ``result`` has no report and no gist any more."""

    result: AuditResult
    packed: bytes
    read: Read | None
    indicators: tuple[rows.Row, ...]
    budget: tuple[rows.Row, ...]


def parcel(result: AuditResult) -> Parcel:
    """``result`` ready to be stored, with its report when it has one."""
    bare = replace(result, report=None, gist=None)
    read = Read(pack(result.report), pack(result.gist)) if result.report else None
    return Parcel(bare, pack(bare), read, rows.indicators(result), rows.budget(result))


def joined(result: AuditResult, across: AuditResult) -> AuditResult:
    """``result`` with what the rules across documents found in the same file."""
    return replace(result, findings=tuple(sorted((*result.findings, *across.findings), key=gravest_first)),
                   not_evaluated=(*result.not_evaluated, *across.not_evaluated), rules=(*result.rules, *across.rules))
