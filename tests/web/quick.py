"""Audits that take no time, for the worker processes of tests."""

from __future__ import annotations

import os
import time

from lkj_audit.errors import Encrypted
from lkj_audit.web import jobs
from lkj_audit.web.jobs import Found, Job
from lkj_audit.web.settings import Site

ABOUT = {"pages": 1, "satker": "Dinas Perikanan", "unit": "dinas perikanan", "year": 2024, "partial": 0}


def found(job: str, fingerprint: str = "0123456789abcdef") -> Found:
    said = {"id": ("Sisa salah", "Sisa tidak cocok."), "en": ("Wrong remainder", "The remainder does not fit.")}
    return Found(job, fingerprint, "ANG104", "error", "", (1,), "Belanja Barang", said)


def audit(site: Site, job: Job, password: str | None) -> None:
    """One finding; what the name of the report asks for happens first."""
    if "lambat" in job.name:
        (site.data / f"mulai-{job.id}").touch()
        time.sleep(60)
    if "mati" in job.name:
        os._exit(1)
    if "kunci" in job.name and password != "benar":
        raise Encrypted(job.name)
    jobs.advance(site.database, job.id, 1, 1)
    jobs.finish(site.database, job.id, ABOUT | {"sha256": job.sha256}, [found(job.id)])


def slower(site: Site, job: Job, password: str | None) -> None:
    """As ``audit``, in a twentieth of a second."""
    time.sleep(0.05)
    audit(site, job, password)
