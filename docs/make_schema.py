"""Writes docs/lkj-audit.schema.json, the JSON schema of ``check --format json``: ``python -m docs.make_schema``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from lkj_audit.render.contract import SCHEMA, CheckOut

FILE = Path(__file__).with_name("lkj-audit.schema.json")


def schema() -> dict[str, Any]:
    """The schema, made from the types of ``render/contract.py``. Fields may be added to the output, so that objects
    with more of them are valid."""
    made = TypeAdapter(CheckOut).json_schema()
    made["properties"]["schema"]["const"] = SCHEMA
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "title": SCHEMA}


def text() -> str:
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
