"""What the worker processes do: audit, judge again, draw, compare, export. Everything heavy is loaded here alone."""

from __future__ import annotations

import hashlib
import io
import os
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from lkj_audit.errors import Encrypted
from lkj_audit.model import AuditResult, Decision, Document, Finding, Table
from lkj_audit.web import corrections, jobs
from lkj_audit.web.jobs import Change, Found, Job
from lkj_audit.web.settings import Site

if TYPE_CHECKING:
    from lkj_audit.pages import Picture

PDF, DOCUMENT, RESULT = "laporan.pdf", "dokumen.bin", "hasil.bin"
LANGUAGES = ("id", "en")
TICK = 0.4  # seconds between two notes of progress
POLITE = 10  # how much nicer an audit is than the server, which has to answer


def begin() -> None:
    """At the start of a process that audits."""
    if hasattr(os, "nice"):
        os.nice(POLITE)


def pdf_of(site: Site, job: Job) -> Path:
    return Path(job.source) if job.source else site.of(job.id) / PDF


def fingerprint(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def examine(site: Site, job: Job, password: str | None) -> None:
    """Read the PDF of ``job``, keep what was read, and judge it. Raises an UnreadablePdf or a BadConfig."""
    from lkj_audit import extract
    from lkj_audit.config import config_for

    path, last = pdf_of(site, job), 0.0

    def note(page: int, pages: int) -> None:
        nonlocal last
        if monotonic() - last > TICK:
            last = monotonic()
            jobs.advance(site.database, job.id, page, pages)

    limits = config_for(path, site.config).limits
    document = extract.read(path, password=password, on_page=note, max_pages=limits.pages)
    _keep(site, job.id, DOCUMENT, document)
    judge(site, replace(job, sha256=document.sha256), password, document)


def judge(site: Site, job: Job, password: str | None, document: Document | None = None) -> None:
    """Run the rules over what was read with the corrections made since, and keep what is found and its pages."""
    from lkj_audit import engine
    from lkj_audit.extract.corrected import corrected

    document = document or read(site, job.id)
    result = engine.judge(corrected(document, corrections.of(site.database, job.sha256)), config=site.config)
    result = replace(result, path=job.name)
    _keep(site, job.id, RESULT, result)
    _write_pages(site, job, result, password)
    who = result.identity
    about = {"sha256": result.sha256, "pages": result.pages, "satker": who.satker, "unit": result.unit,
             "year": who.year, "partial": int(result.status == "partial")}
    jobs.finish(site.database, job.id, about, _found(site, job, result))


def read(site: Site, job: str) -> Document:
    """What was read of a report, without corrections."""
    document: Document = _kept(site, job, DOCUMENT)
    return document


def table(site: Site, job: Job, name: str, password: str | None) -> tuple[Table, dict[int, Picture]] | None:
    """A table of a report as it was read, with the sizes of its pages."""
    from lkj_audit.pages import sizes

    found = next((t for t in read(site, job.id).tables if t.id == name), None)
    return (found, sizes(pdf_of(site, job), found.pages, password)) if found else None


def result(site: Site, job: str) -> AuditResult:
    """What was found in a report, decisions apart."""
    found: AuditResult = _kept(site, job, RESULT)
    return found


def draw(site: Site, job: Job, number: int, password: str | None) -> None:
    """Put the picture of a page beside the report; nothing when it cannot be drawn."""
    from lkj_audit.pages import pictures

    for _, picture in pictures(pdf_of(site, job), [number], password):
        _write(picture_file(site, job.id, number), picture.data)


def picture_file(site: Site, job: str, number: int) -> Path:
    return site.of(job) / f"{number}.webp"


def style_file(site: Site, job: str) -> Path:
    return site.of(job) / "gambar.css"


def page_file(site: Site, job: str, lang: str) -> Path:
    return site.of(job) / f"{lang}.html"


def export(site: Site, wanted: Sequence[Job], form: str, lang: str, passwords: Mapping[str, str]) -> tuple[str, bytes]:
    """One file with the reports ``wanted`` in ``form``, decisions included, and its name; a ZIP where there are
    several. ``passwords`` are by report. Raises Encrypted where a locked PDF is needed."""
    from pypdfium2 import PdfiumError

    from lkj_audit.render.formats import FORMATS

    results = [_decided(site, job) for job in wanted]
    if form == "html":
        return _packed([(f"{_stem(r)}.html", _whole_page(site, job, r, lang, passwords.get(job.id)))
                        for job, r in zip(wanted, results, strict=True)])
    if not FORMATS[form].each:
        return ("lkj-audit" if len(results) > 1 else _stem(results[0])) + f".{form}", _written(form, results, lang)
    made = []
    for job, found in zip(wanted, results, strict=True):
        at = replace(found, path=str(pdf_of(site, job))) if form == "pdf" else found  # where the PDF itself is read
        try:
            made.append((_stem(found) + FORMATS[form].each, _written(form, [at], lang, passwords.get(job.id))))
        except PdfiumError as error:
            raise Encrypted(job.name) from error
    return _packed(made)


def _written(form: str, results: Sequence[AuditResult], lang: str, password: str | None = None) -> bytes:
    from lkj_audit.render.formats import FORMATS, Run, written

    (_, data), = written(FORMATS[form], Run(results, lang, password=password), None)
    return data.encode() if isinstance(data, str) else data


def compared(site: Site, old: Job, new: Job, lang: str, password: str | None) -> bytes:
    """The page that ``diff --format html`` makes of two versions."""
    from lkj_audit.render.diff_html import drawn
    from lkj_audit.versions import diff

    changes = diff(_decided(site, old), _decided(site, new))
    return drawn(changes, lang, password, (pdf_of(site, old), pdf_of(site, new))).encode()


def _decided(site: Site, job: Job) -> AuditResult:
    from lkj_audit.decisions import applied
    from lkj_audit.store.results import Store

    found = result(site, job.id)
    with Store.open(site.store) as store:
        made: Iterable[Decision] = store.decisions(found.unit, found.identity.year)
    waivers = [f.decision for f in (*found.findings, *found.waived) if f.decision]
    return applied(found, (*waivers, *made))


def _whole_page(site: Site, job: Job, found: AuditResult, lang: str, password: str | None) -> bytes:
    """The page of a report with its pictures inside, as ``check --format html`` makes it."""
    from lkj_audit.render.html import report_html
    from lkj_audit.render.html_files import drawn

    return report_html(found, drawn(replace(found, path=str(pdf_of(site, job))), password), lang).encode()


def _packed(made: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    if len(made) == 1:
        return made[0]
    out, taken = io.BytesIO(), set[str]()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, data) in enumerate(made, 1):
            archive.writestr(f"{number}-{name}" if name in taken else name, data)
            taken.add(name)
    return "lkj-audit.zip", out.getvalue()


def _stem(found: AuditResult) -> str:
    """A file name of letters, digits and hyphens for what is about a report."""
    who = found.identity
    plain = re.sub(r"[^a-z0-9]+", "-", f"{who.satker} {who.year or ''}".lower()).strip("-")
    return plain[:80] or re.sub(r"[^a-z0-9]+", "-", Path(found.path).stem.lower()).strip("-")[:80] or "laporan"


def _write_pages(site: Site, job: Job, found: AuditResult, password: str | None) -> None:
    from lkj_audit.web.report import served

    for lang in LANGUAGES:
        page, style = served(found, job.id, pdf_of(site, job), lang, password)
        _write(page_file(site, job.id, lang), page.encode())
        _write(style_file(site, job.id), style.encode())


def _found(site: Site, job: Job, new: AuditResult) -> Iterator[Found]:
    """The findings in the order of mending; against the version before, where there is one, with the mended ones."""
    from lkj_audit.versions import diff

    before = jobs.get(site.database, job.replaces) if job.replaces else None
    if before is None or before.state != "done":
        yield from (_listed(job, f, "") for f in new.findings)
        return
    changes = diff(result(site, before.id), new).changes
    states: dict[str, Change] = {c.new.fingerprint: c.state for c in changes if c.new}
    yield from (_listed(job, f, states.get(f.fingerprint, "new")) for f in new.findings)
    yield from (_listed(job, c.old, c.state) for c in changes if c.old and not c.new)


def _listed(job: Job, f: Finding, change: Change) -> Found:
    from lkj_audit.checks import messages

    return Found(job.id, f.fingerprint, f.rule, f.severity, change, f.pages, f.item,
                 {lang: messages.sentence(f, lang) for lang in LANGUAGES})


def _keep(site: Site, job: str, name: str, record: object) -> None:
    from lkj_audit.store.codec import pack

    _write(site.of(job) / name, pack(record))


def _kept(site: Site, job: str, name: str) -> Any:
    from lkj_audit.store.codec import unpack

    return unpack((site.of(job) / name).read_bytes())


def _write(file: Path, data: bytes) -> None:
    """All of ``data`` or nothing: another process may be reading."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        draft.write_bytes(data)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
