"""The engine: one file, and typed errors for what can be wrong with it."""

from __future__ import annotations

import pickle
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from string import Formatter

import pytest

import lkj_audit
from lkj_audit import engine, errors
from lkj_audit.phrases import _phrases
from tests import pdfs


def every_error(kind: type[errors.LkjAuditError] = errors.LkjAuditError) -> list[type[errors.LkjAuditError]]:
    return [kind, *(deeper for child in kind.__subclasses__() for deeper in every_error(child))]


def names_in(sentence: str) -> set[str]:
    """The parameters that ``sentence`` wants."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("kind", [k for k in every_error() if k not in (errors.LkjAuditError, errors.UsageError)])
def test_every_error_has_a_sentence_in_both_languages(kind: type[errors.LkjAuditError]) -> None:
    sentences = [_phrases()[kind.code][lang] for lang in ("id", "en")]
    assert sentences[0] != sentences[1]
    assert names_in(sentences[0]) == names_in(sentences[1])


def test_errors_cross_from_worker_processes() -> None:
    error = pickle.loads(pickle.dumps(errors.Encrypted("a.pdf")))
    assert isinstance(error, errors.Encrypted) and error.params == {"path": "a.pdf"}


def test_audit_proves_what_it_finds(tmp_path: Path) -> None:
    path = pdfs.budget_report(tmp_path / "salah.pdf", pdfs.WRONG)
    result = lkj_audit.audit(path, select=["ANG104"])
    finding, = result.findings
    assert (finding.rule, finding.difference, finding.evidence[0].place.page) == ("ANG104", Decimal(50_000_000), 1)
    assert result.status == "ok" and result.report is not None and len(result.sha256) == 64


def test_audit_tells_how_far_it_is(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    engine.read(pdfs.prose(tmp_path / "a.pdf"), on_page=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 1)]


@pytest.mark.parametrize(("content", "error"), [(None, errors.MissingPath), (b"", errors.EmptyFile),
                                                (b"surat", errors.NotAPdf), (pdfs.no_pages(), errors.NoPages)])
def test_audit_raises_a_typed_error(tmp_path: Path, content: bytes | None, error: type[Exception]) -> None:
    path = tmp_path / "a.pdf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(error):
        lkj_audit.audit(path)


def test_audit_refuses_a_selector_that_names_no_rule_before_it_reads(tmp_path: Path) -> None:
    with pytest.raises(errors.UnknownSelector):
        lkj_audit.audit(tmp_path / "hilang.pdf", select=["XYZ"])


def test_importing_the_package_or_the_command_loads_nothing_heavy() -> None:
    heavy = ["pandas", "scipy", "camelot", "cv2", "pdfplumber", "numpy", "pypdfium2", "rapidfuzz", "pydantic", "rich"]
    code = f"import sys, lkj_audit.cli; print([m for m in {heavy} if m in sys.modules])"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"
