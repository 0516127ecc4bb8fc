"""What an audit depends on besides the PDF's content, as a key: the program, the configuration, the rules.

A key is "reading.rules": what was read is the same where the first part is, whatever the rules.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from lkj_audit.config import Config, Limits
from lkj_audit.store.codec import pack

PARTS = ("model", "extract", "normalize", "checks", "data")
FILES = ("config.py", "dossiers.py", "engine.py", "facts.py", "lintas.py")
APART = {"phrases", "catalogue"}  # sentences are put in when a result is shown
SUFFIXES = (".py", ".yaml", ".csv")


def audit_key(config: Config, rules: Iterable[str], password: str | None, *more: str | bytes) -> str:
    """The key of an audit with the rules of these codes; ``more`` is what else was done with what was read. Limits of
    time and memory change no result, only whether there is one."""
    judged = replace(config, select=(), ignore=(), preview=False, per_file_ignores={},
                     limits=Limits(pages=config.limits.pages))
    return f"{_digest(program(), pack(judged), password or '', *more)}.{_digest(*sorted(rules))}"


def reading(key: str) -> str:
    """The part of a key that what was read depends on; the rest is about the rules."""
    return key.partition(".")[0]


def batch_key(files: Iterable[tuple[str, str, str]], *more: bytes) -> str:
    """What the rules across documents hang on: path, content and key of every file, and what else is given."""
    return _digest(*(part for file in sorted(files) for part in file), *more)


def content(path: Path) -> str:
    """The SHA-256 of a file. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@cache
def program() -> str:
    """A digest of the code and data that read and judge, and of the names and versions of the libraries: OCR that is
    installed later, or another pdfium, reads otherwise."""
    root = Path(__file__).parents[1]
    code = (f for part in PARTS for f in sorted((root / part).rglob("*"))
            if f.suffix in SUFFIXES and APART.isdisjoint(f.parts))
    spec = find_spec("pypdfium2")
    assert spec and spec.origin
    libraries = sorted(f.name for f in Path(spec.origin).parents[1].glob("*.dist-info"))
    return _digest(*(f.read_bytes() for f in (*code, *(root / name for name in FILES))), *libraries)


def _digest(*parts: str | bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8) + data)
    return digest.hexdigest()[:16]
