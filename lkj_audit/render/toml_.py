"""The configuration in force as TOML that can be saved and edited."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from lkj_audit.phrases import phrase


def config_toml(config: Any, file: Path | None, lang: str) -> str:
    """``config`` (a dataclass of plain values, lists, tables and dataclasses) as TOML; the first line says where it is
    from. What is unset (None) is left out."""
    source = phrase("config-from", lang, path=file) if file else phrase("no-config", lang)
    items = list(_items(config))
    lines = [f"{key} = {_value(value)}" for key, value in items if not isinstance(value, Mapping)]
    for key, table in items:
        if isinstance(table, Mapping):
            lines += ["", f"[{key}]", *(f"{_key(k)} = {_value(v)}" for k, v in table.items())]
    return "\n".join([f"# {source}", *lines]) + "\n"


def _items(made: Any) -> Iterator[tuple[str, Any]]:
    for f in fields(made):
        value = getattr(made, f.name)
        if value is not None:
            yield f.name.replace("_", "-"), dict(_items(value)) if is_dataclass(value) else value


def _key(name: str) -> str:
    return name if name.isascii() and name.replace("-", "").replace("_", "").isalnum() else _text(name)


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")  # JSON's escapes are TOML's


def _value(value: Any) -> str:
    if is_dataclass(value):
        return "{" + ", ".join(f"{key} = {_value(v)}" for key, v in _items(value)) + "}"
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, int) else _text(str(value))
