"""One run of the program and the store: what the run takes from it and puts into it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from typing import TypeVar

from lkj_audit.errors import Damaged, EmptyFile, Encrypted, NoPages, NotAPdf, StoreError
from lkj_audit.model import AuditResult, Decision, Gist
from lkj_audit.store.codec import unpack
from lkj_audit.store.parcels import Parcel, parcel
from lkj_audit.store.results import Run, Store

T = TypeVar("T")
OnTrouble = Callable[[StoreError], None]
LASTING = {e.code for e in (Damaged, EmptyFile, Encrypted, NoPages, NotAPdf)}  # what the file itself is to blame for


@contextmanager
def session(command: str, on_trouble: OnTrouble, *, fresh: bool = False) -> Iterator[Session]:
    """A session with the user's store, or with one in memory where that cannot be used: ``on_trouble`` is told why.

    ``command`` is what its runs are called in the history; ``fresh``: nothing that earlier runs left is used.
    """
    with ExitStack() as stack:
        try:
            store = stack.enter_context(Store.open())
        except StoreError as error:
            on_trouble(error)
            store = stack.enter_context(Store.in_memory())
        made = Session(store, command, on_trouble, fresh)
        try:
            yield made
        finally:
            made.flush()


@dataclass
class Session:
    """``keys`` are those of the audits by path. ``held`` are whole results that are stored by ``flush``, when the user
    has seen them. A store that fails on the way is said once and not used any more."""

    store: Store
    command: str
    on_trouble: OnTrouble
    fresh: bool = False
    keys: dict[str, str] = field(default_factory=dict)
    held: dict[str, AuditResult] = field(default_factory=dict)
    _run: int | None = None
    _seconds: float | None = None
    _broken: bool = False

    def begin(self, about: str, keys: Mapping[str, str]) -> None:
        """A run over the files of ``keys`` begins, for the history."""
        self.flush()
        self.keys.update(keys)
        self._run = self._try(lambda: self.store.start_run(self.command, about, len(keys)))

    def end(self, seconds: float) -> None:
        """The run came to its end, after ``seconds``."""
        self._seconds = seconds

    def found(self, path: str, sha256: str) -> AuditResult | None:
        """The stored result for ``path``, whose content is ``sha256``, without its report; None where it is to be
        audited: the first time, or again after a failure that may not repeat itself."""
        key, run = self.keys[path], self._run
        result = None if self.fresh else self._try(lambda: self.store.audit(sha256, key))
        if result is None or not self._stands(result, sha256, key):
            return None
        if run is not None:
            self._try(lambda: self.store.note(run, path, sha256, key))
        return replace(result, path=path)

    def _stands(self, result: AuditResult, sha256: str, key: str) -> bool:
        """Whether a stored result need not be made again: of a failed one the file itself is to blame, and of others
        there is still what was read, for other rules and other documents."""
        if result.status == "failed":
            return result.problems[0].code in LASTING
        return bool(self._try(lambda: self.store.has_read(sha256, key)))

    def packed_report(self, path: str, sha256: str) -> bytes | None:
        """What was read of ``path``, for ``codec.unpack``; None where it is not stored."""
        return self._try(lambda: self.store.packed("report", sha256, self.keys[path]))

    def gist(self, result: AuditResult) -> Gist | None:
        """What the rules across documents compare of ``result``; None where it is not stored."""
        if result.path in self.held:
            return self.held[result.path].gist
        packed = self._try(lambda: self.store.packed("gist", result.sha256, self.keys[result.path]))
        try:
            found: Gist | None = unpack(packed) if packed else None
        except (ValueError, TypeError, KeyError):
            return None
        return found and replace(found, path=result.path)

    def put(self, sent: Parcel) -> None:
        """Store a result; where no run was begun, what was read alone."""
        key, run, read = self.keys[sent.result.path], self._run, sent.read
        if run is not None:
            self._try(lambda: self.store.save(run, sent, key))
        elif read:
            self._try(lambda: self.store.keep(sent.result.sha256, key, read))

    def across(self, batch: str) -> dict[str, AuditResult] | None:
        """What the rules across documents found, by path, when all that it hangs on (``batch``) was the same before."""
        return None if self.fresh else self._try(lambda: self.store.across(batch))

    def put_across(self, batch: str, across: Collection[AuditResult]) -> None:
        """Store what the rules across documents found in the files of this run: results that have nothing else."""
        if (run := self._run) is not None and not self.held:  # a single file has nothing to be compared with
            self._try(lambda: self.store.put_across(run, batch, across))

    def decisions(self, result: AuditResult) -> tuple[Decision, ...]:
        """What reviewers decided on findings of ``result``."""
        return self._try(lambda: self.store.decisions(result.unit, result.identity.year)) or ()

    def before(self) -> tuple[Run, tuple[AuditResult, ...]] | None:
        """The last run before this one that did the same with the same files to its end, and its results."""
        return self._try(self._before)

    def _before(self) -> tuple[Run, tuple[AuditResult, ...]] | None:
        runs = self.store.runs()
        this = next((r for r in runs if r.id == self._run), None)
        last = next((r for r in runs if this and r.id < this.id and r.finished
                     and (r.command, r.about) == (this.command, this.about)), None)
        return (last, tuple(self.store.results(last.id))) if last else None

    def flush(self) -> None:
        """Store what is held, and end the run in the history."""
        for result in self.held.values():
            self.put(parcel(result))
        self.held.clear()
        run, seconds = self._run, self._seconds
        if run is not None and seconds is not None:
            self._try(lambda: self.store.finish_run(run, seconds))
        self._run = self._seconds = None

    def _try(self, use: Callable[[], T]) -> T | None:
        """What ``use`` of the store gives; None where the store fails or has failed."""
        if self._broken:
            return None
        try:
            return use()
        except StoreError as error:
            self._broken = True
            self.on_trouble(error)
            return None
