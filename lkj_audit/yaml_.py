"""The YAML files of the package, and what they say in a form that is read at once: kept as Python keeps its modules."""

from __future__ import annotations

import marshal
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib.util import cache_from_source, source_hash
from pathlib import Path
from typing import Any


def load(file: Path) -> dict[str, Any]:
    """What the YAML ``file`` of the package says, a mapping.

    To parse them all takes as long as to read ten pages. So what came of it is kept in ``__pycache__`` beside the file,
    with the hash of what it was made of: it is never stale. Where nothing can be written the file is parsed each time.
    Raises ValueError when the file holds no mapping.
    """
    source = file.read_bytes()
    made_of, kept = source_hash(source), Path(cache_from_source(str(file))).with_suffix(".marshal")
    with suppress(OSError, EOFError, ValueError, TypeError):  # not there, or another process is writing it
        of, said = marshal.loads(kept.read_bytes())
        if of == made_of:
            return dict(said)
    parsed = _parsed(source)
    if not isinstance(parsed, dict):
        raise ValueError(f"{file.name}: a mapping is expected at the top")
    if not sys.dont_write_bytecode:
        with suppress(OSError, ValueError):  # ValueError: a date, which marshal does not know
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(marshal.dumps((made_of, parsed)))
    return parsed


def _parsed(source: bytes) -> Any:
    import yaml

    loader = yaml.CSafeLoader(source)
    try:
        return _said(loader.get_single_node(), loader.construct_object)
    finally:
        loader.dispose()


def _said(node: Any, scalar: Callable[[Any], Any]) -> Any:
    """What a node of YAML says, as ``yaml.load`` gives it but in a third less time: there are no loops in it."""
    if node.id == "mapping":
        return {_said(key, scalar): _said(value, scalar) for key, value in node.value}
    if node.id == "sequence":
        return [_said(item, scalar) for item in node.value]
    return node.value if node.tag == "tag:yaml.org,2002:str" else scalar(node)
