"""What is kept of a report on the disk, in a folder of its own: the upload, what was read and found, its pages."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from lkj_audit.model import AuditResult
from lkj_audit.web.jobs import Job
from lkj_audit.web.settings import Site

PDF = "laporan.pdf"
DOCUMENT, RESULT, GIST, ACROSS = "dokumen.bin", "hasil.bin", "ringkas.bin", "lintas.bin"


def pdf_of(site: Site, job: Job) -> Path:
    return Path(job.source) if job.source else site.of(job.id) / PDF


def named(site: Site, job: Job) -> str:
    """A path that no other report has and that ends with the name people know: to tell reports apart, not to open."""
    return job.source or f"{site.of(job.id)}/{job.name}"


def picture_file(site: Site, job: str, number: int) -> Path:
    return site.of(job) / f"{number}.webp"


def style_file(site: Site, job: str) -> Path:
    return site.of(job) / "gambar.css"


def page_file(site: Site, job: str, lang: str) -> Path:
    return site.of(job) / f"{lang}.html"


def put_off(site: Site, job: str) -> Path:
    """An empty file: a report that others of its unit were not compared with yet."""
    return site.of(job) / "tertunda"


def result(site: Site, job: Job) -> AuditResult:
    """What was found in a report, by the rules across documents too; decisions of reviewers apart."""
    from lkj_audit.lintas import added

    alone: AuditResult = load(site, job.id, RESULT)
    found = replace(alone, path=str(pdf_of(site, job)))  # waivers lie beside it
    if (site.of(job.id) / ACROSS).is_file():
        found = added(found, load(site, job.id, ACROSS))
    return replace(found, path=job.name)


def keep(site: Site, job: str, name: str, record: object) -> bool:
    """Keep ``record``; whether it is another than was kept before."""
    from lkj_audit.store.codec import pack

    file, data = site.of(job) / name, pack(record)
    if file.is_file() and file.read_bytes() == data:
        return False
    write(file, data)
    return True


def load(site: Site, job: str, name: str) -> Any:
    """What was kept. Raises OSError where it is not there, ValueError, TypeError or KeyError where it is no record."""
    from lkj_audit.store.codec import unpack

    return unpack((site.of(job) / name).read_bytes())


def write(file: Path, data: bytes) -> None:
    """All of ``data`` or nothing: another process may be reading."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        draft.write_bytes(data)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
