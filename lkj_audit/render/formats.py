"""The formats of ``check``: what writes each, and what it needs. Nothing heavy is imported before one is used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from lkj_audit.model import AuditResult, Decision

Stale = Sequence[tuple[Path, Decision]]


@dataclass(frozen=True, slots=True)
class Run:
    """What there is to write: the results, what the run took, the waivers that match nothing any more, the user's own
    Word ``template``, the ``password`` of the PDFs, and the ``folder`` that the output goes to."""

    results: Sequence[AuditResult]
    lang: str
    seconds: float = 0.0
    stale: Stale = ()
    template: Path | None = None
    password: str | None = None
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """``writer`` is "module:function" of this package, a function from a Run to text or bytes.

    ``binary``: it needs a file to go to; ``report``: it shows tables, so that ``AuditResult.report`` must be kept;
    ``each``: the end of a file's name when every report gets a file of its own (several reports: ``--output`` names a
    folder)."""

    writer: str
    binary: bool = False
    report: bool = False
    each: str = ""


FORMATS = {
    "json": Format("json_:of_run"),
    "jsonl": Format("jsonl:check_jsonl"),
    "csv": Format("findings_csv:check_csv"),
    "sarif": Format("sarif:check_sarif"),
    "junit": Format("junit:check_junit"),
    "xlsx": Format("kertas_kerja:check_xlsx", binary=True, report=True),
    "docx": Format("catatan:check_docx", binary=True, each="-catatan.docx"),
    "checklist": Format("formulir:check_checklist", binary=True, report=True, each="-checklist.docx"),
    "pdf": Format("pdf_notes:check_pdf", binary=True, each="-temuan.pdf"),
}


def written(form: Format, run: Run, output: Path | None) -> Iterator[tuple[Path | None, str | bytes]]:
    """Each file that ``form`` makes of ``run``: where it goes and what is in it. Reports that could not be read get no
    file of their own."""
    module, function = form.writer.split(":")
    make = getattr(import_module(f"lkj_audit.render.{module}"), function)
    if not form.each or output is None:
        yield output, make(replace(run, folder=output.parent) if output else run)
        return
    read = (r for r in run.results if r.status != "failed")  # one at a time: each may come with its whole report
    if len(run.results) == 1 and not output.is_dir():
        yield from ((output, make(run)) for _ in read)
        return
    taken: set[str] = set()
    for number, result in enumerate(read, 1):
        name = Path(result.path).stem + form.each
        name = f"{number}-{name}" if name in taken else name
        taken.add(name)
        yield output / name, make(replace(run, results=(result,)))
