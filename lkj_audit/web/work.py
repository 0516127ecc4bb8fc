"""What the worker processes do: audit, judge again, draw, compare, export. Everything heavy is loaded here alone."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from lkj_audit.errors import Encrypted
from lkj_audit.model import AuditResult, Decision, Document, Table
from lkj_audit.web import corrections, jobs, kept
from lkj_audit.web.jobs import Job
from lkj_audit.web.settings import Site

if TYPE_CHECKING:
    from lkj_audit.pages import Picture

TICK = 0.4  # seconds between two notes of progress
POLITE = 10  # how much nicer an audit is than the server, which has to answer


def begin() -> None:
    """At the start of a process that audits."""
    if hasattr(os, "nice"):
        os.nice(POLITE)


def examine(site: Site, job: Job, password: str | None) -> None:
    """Read the PDF of ``job``, keep what was read, and judge it. Raises an UnreadablePdf or a BadConfig."""
    from lkj_audit import extract
    from lkj_audit.config import config_for

    path, last = kept.pdf_of(site, job), 0.0

    def note(page: int, pages: int) -> None:
        nonlocal last
        if monotonic() - last > TICK:
            last = monotonic()
            jobs.advance(site.database, job.id, page, pages)

    limits = config_for(path, site.config).limits
    document = extract.read(path, password=password, on_page=note, max_pages=limits.pages)
    kept.keep(site, job.id, kept.DOCUMENT, document)
    judge(site, replace(job, sha256=document.sha256), document)


def judge(site: Site, job: Job, document: Document | None = None) -> None:
    """Run the rules over what was read with the corrections made since, and show what is found. Raises a BadConfig."""
    from lkj_audit import engine
    from lkj_audit.extract.corrected import corrected
    from lkj_audit.web.across import settle

    document = document or read(site, job.id)
    found = engine.judge(corrected(document, corrections.of(site.database, job.sha256)), config=site.config)
    kept.keep(site, job.id, kept.RESULT, replace(found, gist=None))
    kept.keep(site, job.id, kept.GIST, found.gist)
    settle(site, replace(job, satker=found.identity.satker, pages=found.pages))


def read(site: Site, job: str) -> Document:
    """What was read of a report, without corrections."""
    document: Document = kept.load(site, job, kept.DOCUMENT)
    return document


def table(site: Site, job: Job, name: str) -> tuple[Table, dict[int, Picture]] | None:
    """A table of a report as it was read, with the sizes of its pages."""
    from lkj_audit.web.report import sizes

    document = read(site, job.id)
    found = next((t for t in document.tables if t.id == name), None)
    return (found, sizes(document, found.pages)) if found else None


def draw(site: Site, job: Job, number: int, password: str | None) -> None:
    """Put the picture of a page beside the report; nothing when it cannot be drawn."""
    from lkj_audit.pages import pictures

    for _, picture in pictures(kept.pdf_of(site, job), [number], password):
        kept.write(kept.picture_file(site, job.id, number), picture.data)


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
        at = replace(found, path=str(kept.pdf_of(site, job))) if form == "pdf" else found  # the PDF itself is read
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
    return drawn(changes, lang, password, (kept.pdf_of(site, old), kept.pdf_of(site, new))).encode()


def _decided(site: Site, job: Job) -> AuditResult:
    from lkj_audit.decisions import applied
    from lkj_audit.store.results import Store

    found = kept.result(site, job)
    with Store.open(site.store) as store:
        made: Iterable[Decision] = store.decisions(found.unit, found.identity.year)
    waivers = [f.decision for f in (*found.findings, *found.waived) if f.decision]
    return applied(found, (*waivers, *made))


def _whole_page(site: Site, job: Job, found: AuditResult, lang: str, password: str | None) -> bytes:
    """The page of a report with its pictures inside, as ``check --format html`` makes it."""
    from lkj_audit.render.html import report_html
    from lkj_audit.render.html_files import drawn

    return report_html(found, drawn(replace(found, path=str(kept.pdf_of(site, job))), password), lang).encode()


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
