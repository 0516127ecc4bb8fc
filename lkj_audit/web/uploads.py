"""An uploaded file on its way into the queue."""

from __future__ import annotations

import hashlib
import shutil
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from lkj_audit.web import jobs, kept
from lkj_audit.web.settings import Limits, Site

BLOCK = 1 << 20
HEAD = 1024  # bytes in which a PDF says that it is one
LONGEST = 150  # characters of a name that are kept


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a file: the report it is, and the sentence that says why it is not a new one ("" when it is)."""

    name: str
    job: str | None
    slug: str = ""


def receive(site: Site, limits: Limits, file: BinaryIO, name: str, owner: str, replaces: str | None = None) -> Received:
    """Put ``file`` into the queue under a name of our own. Raises OSError when the disk is full."""
    name = shown_name(name)
    head = file.read(HEAD)
    file.seek(0)
    if not head:
        return Received(name, None, "empty-file")
    if b"%PDF-" not in head:
        return Received(name, None, "not-a-pdf")
    if jobs.waiting(site.database) >= limits.waiting:
        return Received(name, None, "web-queue-full")
    id = token_hex(8)
    target = site.of(id) / kept.PDF
    target.parent.mkdir(parents=True)
    try:
        sha256 = _copied(file, target)
        if twin := jobs.twin(site.database, sha256, owner, replaces):
            shutil.rmtree(target.parent)
            return Received(name, twin, "web-twin")
        jobs.add(site.database, name, sha256, owner, replaces=replaces, id=id)
    except BaseException:
        shutil.rmtree(target.parent, ignore_errors=True)
        raise
    return Received(name, id)


def shown_name(name: str) -> str:
    """A name as the client gives it, fit to be shown: the last part of a path, on one line, without what is no
    character to see."""
    last = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in unicodedata.normalize("NFC", last))
    return " ".join(seen.split())[-LONGEST:] or "laporan.pdf"


def _copied(file: BinaryIO, target: Path) -> str:
    digest = hashlib.sha256()
    with target.open("xb") as out:
        while block := file.read(BLOCK):
            digest.update(block)
            out.write(block)
    return digest.hexdigest()
