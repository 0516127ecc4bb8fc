"""Writes the JSON schemas of ``check`` and ``diff --format json`` into docs/: ``python -m docs.make_schema``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from lkj_audit.render.contract import SCHEMA, CheckOut, DiffsOut

DOCS = Path(__file__).parent
FILES = {"check": DOCS / "lkj-audit.schema.json", "diff": DOCS / "lkj-audit-diff.schema.json"}
SHAPES = {"check": CheckOut, "diff": DiffsOut}


def schema(command: str = "check") -> dict[str, Any]:
    """The schema, made from the types of ``render/contract.py``. Fields may be added to the output, so that objects
    with more of them are valid."""
    made = TypeAdapter(SHAPES[command]).json_schema()
    made["properties"]["schema"]["const"] = SCHEMA
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "title": f"{SCHEMA} {command}"}


def text(command: str) -> str:
    return json.dumps(schema(command), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    for command, file in FILES.items():
        file.write_text(text(command), encoding="utf-8")
