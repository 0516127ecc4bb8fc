"""What the program itself says (errors, headings, help), in the reader's language: ``data/phrases/*.yaml``.

What the rules say is in ``checks/catalogue``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lkj_audit import yaml_

_FOLDER = Path(__file__).parent / "data" / "phrases"


@cache
def _phrases() -> dict[str, dict[str, str]]:
    return {slug: said for file in _FOLDER.glob("*.yaml") for slug, said in yaml_.load(file).items()}


def phrase(slug: str, lang: str, **params: object) -> str:
    """The sentence ``slug`` in ``lang`` ("id" or "en"), filled with ``params``; the slug itself when there is none,
    because a problem without a sentence is still a problem."""
    found = _phrases().get(slug)
    return found[lang].format_map(params) if found else slug
