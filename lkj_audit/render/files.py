"""Results as files: written as they are, or in the format that the file's name ends with."""

from __future__ import annotations

from pathlib import Path

from lkj_audit.errors import OutputIsInput, UnknownForm, UnwritableOutput
from lkj_audit.model import AuditResult

ENDS = {".html": "html", ".htm": "html", ".json": "json", ".jsonl": "jsonl", ".csv": "csv", ".xlsx": "xlsx",
        "checklist.docx": "checklist", ".docx": "docx", ".pdf": "pdf", ".sarif": "sarif", ".xml": "junit"}


def put(data: str | bytes, target: Path) -> None:
    """``data`` into the file ``target``. Raises UnwritableOutput."""
    try:
        target.write_bytes(data.encode() if isinstance(data, str) else data)
    except OSError as error:
        raise UnwritableOutput(path=str(target)) from error


def save(result: AuditResult, target: Path, lang: str, password: str | None = None) -> None:
    """``result`` into ``target``, in the format of the first of ``ENDS`` that its name ends with. Raises UnknownForm,
    OutputIsInput, UnwritableOutput."""
    from lkj_audit.render.formats import FORMATS, Run, written
    from lkj_audit.render.html_files import save_report

    form = next((form for end, form in ENDS.items() if target.name.casefold().endswith(end)), None)
    if form is None:
        raise UnknownForm(path=str(target), known=", ".join(ENDS))
    if target.exists() and Path(result.path).exists() and target.samefile(result.path):
        raise OutputIsInput(path=str(target))
    if form == "html":
        save_report(result, target, lang, password)
        return
    for file, data in written(FORMATS[form], Run((result,), lang, result.seconds, password=password), target):
        if file:
            put(data, file)
