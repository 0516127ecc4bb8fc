"""What the program itself says (errors, headings, help), in the reader's language: ``data/phrases/*.yaml``.

What the rules say is in ``checks/catalogue``.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def _phrases() -> dict[str, dict[str, str]]:
    import yaml

    folder = files("lkj_audit").joinpath("data", "phrases")
    texts = (file.read_text(encoding="utf-8") for file in folder.iterdir())
    return {slug: said for text in texts for slug, said in (yaml.load(text, Loader=yaml.CSafeLoader) or {}).items()}


def phrase(slug: str, lang: str, **params: object) -> str:
    """The sentence ``slug`` in ``lang`` ("id" or "en"), filled with ``params``; the slug itself when there is none,
    because a problem without a sentence is still a problem."""
    found = _phrases().get(slug)
    return found[lang].format_map(params) if found else slug
