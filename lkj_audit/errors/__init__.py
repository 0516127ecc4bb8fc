"""What can go wrong, as types: each error owns its exit code and the slug of its sentence in the catalogue.

The sentences are in ``data/phrases/``; ``lkj_audit.phrases.phrase(error.code, lang, **error.params)`` gives them.
"""

from __future__ import annotations

from os import fspath
from pathlib import Path
from typing import ClassVar


class LkjAuditError(Exception):
    """An error that a user can do something about. ``params`` fill the sentence of the catalogue."""

    code: ClassVar[str] = "internal"
    exit_code: ClassVar[int] = 2

    def __init__(self, **params: object) -> None:
        self.params = params
        super().__init__(f"{self.code}: " + ", ".join(f"{k}={v}" for k, v in params.items()))

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.params)  # errors cross from worker processes


def _rebuild(kind: type[LkjAuditError], params: dict[str, object]) -> LkjAuditError:
    return kind(**params)


class UsageError(LkjAuditError):
    """Wrong use: exit code 2."""


class MissingPath(UsageError):
    code = "missing-path"


class NoPdfs(UsageError):
    """A folder without PDFs."""

    code = "no-pdfs"


class UnknownSelector(UsageError):
    """``--select`` or ``--ignore`` names no rule."""

    code = "unknown-selector"


class UnknownRule(UsageError):
    code = "rule-unknown"


class UnwritableOutput(UsageError):
    code = "unwritable-output"


class OutputIsInput(UsageError):
    """``--output`` names a PDF that is being read."""

    code = "output-is-input"


class OutputNeeded(UsageError):
    """A binary format was asked for without a file to put it in."""

    code = "output-needed"


class BadTemplate(UsageError):
    """``--template`` names a file that is not a Word document."""

    code = "bad-template"


class DecisionIncomplete(UsageError):
    """A decision on one finding lacks ``options``."""

    code = "decide-options"


class UnknownFingerprint(UsageError):
    """No stored finding has this fingerprint."""

    code = "unknown-fingerprint"


class AmbiguousFingerprint(UsageError):
    """Several stored findings begin with this fingerprint: ``found`` names them."""

    code = "ambiguous-fingerprint"


class NoSuchRun(UsageError):
    code = "no-such-run"


class NotAWorkbook(UsageError):
    """A file of decisions that is not an XLSX workbook."""

    code = "not-a-workbook"


class NoFindingsSheet(UsageError):
    """A workbook without the columns of the sheet of findings."""

    code = "no-findings-sheet"


class UnknownForm(UsageError):
    """``AuditResult.save`` was given a file name whose ending is no format; ``known`` lists those that are."""

    code = "unknown-form"


class FolderNeeded(UsageError):
    """Several reports, each with a file of its own, but ``--output`` names one file."""

    code = "folder-needed"


class RuleInPreview(UsageError):
    """A preview rule is selected, but previews are not asked for."""

    code = "rule-in-preview"


class StoreError(LkjAuditError):
    """The store at ``path`` cannot be used; an audit goes on without it."""

    code = "store-unwritable"


class StoreUnwritable(StoreError):
    """``reason`` is the system's."""


class StoreLocked(StoreError):
    code = "store-locked"


class StoreDamaged(StoreError):
    code = "store-damaged"


class StoreNewer(StoreError):
    """A newer version of lkj-audit has made it."""

    code = "store-newer"


class NoStore(StoreError):
    """There is nothing stored yet."""

    code = "store-none"


class WebNotInstalled(UsageError):
    """The extra ``web`` is missing."""

    code = "web-not-installed"


class AccountsNeeded(UsageError):
    """A page that others can reach, but nobody has an account."""

    code = "accounts-needed"


class AccountUnknown(UsageError):
    code = "account-unknown"


class PasswordTooShort(UsageError):
    """Shorter than ``least`` characters, or not the same twice."""

    code = "account-too-short"


class PortTaken(UsageError):
    code = "port-taken"


class BadSql(UsageError):
    """``query --sql`` is no SELECT over the store; ``reason`` is SQLite's."""

    code = "bad-sql"


class QuestionNeeded(UsageError):
    """``query`` without a question; ``known`` are their names."""

    code = "question-needed"


class ExtraNeeded(UsageError):
    """What was asked for needs the optional packages ``extra``."""

    code = "extra-needed"


class ClusterUnreachable(UsageError):
    """No scheduler or no worker answers at ``address``."""

    code = "cluster-unreachable"


class ClusterDiffers(UsageError):
    """``workers`` have another version of lkj-audit or of its libraries."""

    code = "cluster-differs"


class UnreadablePdf(LkjAuditError):
    """A PDF that cannot be read at all: exit code 3; the other files are done."""

    code = "unreadable"
    exit_code = 3

    def __init__(self, path: str | Path, **params: object) -> None:
        super().__init__(path=fspath(path), **params)


class NotAPdf(UnreadablePdf):
    code = "not-a-pdf"


class EmptyFile(UnreadablePdf):
    code = "empty-file"


class Damaged(UnreadablePdf):
    code = "damaged"


class Encrypted(UnreadablePdf):
    """A password is needed, or the one given is wrong."""

    code = "encrypted"


class NoPages(UnreadablePdf):
    code = "no-pages"


class TimedOut(UnreadablePdf):
    """The audit of one file took longer than it may."""

    code = "timed-out"


class OutOfMemory(UnreadablePdf):
    """The audit of one file took more memory than the configuration allows."""

    code = "out-of-memory"


class Crashed(UnreadablePdf):
    """An error inside lkj-audit ended this file only."""

    code = "crashed"


class Died(UnreadablePdf):
    """The worker process ended by itself; ``detail`` is the signal or exit code."""

    code = "worker-died"


class Killed(UnreadablePdf):
    """The worker process was ended from outside, as a system does that has no memory left."""

    code = "worker-killed"
