"""What the rules say, in the reader's language: titles, messages, reasons and documentation.

The sentences live in ``catalogue/<lang>/<family>.yaml``: one entry a rule, keyed by its code ::

    ANG104:
      title: Sisa anggaran salah hitung          # one short line, no figures
      message:                                   # one sentence a variant of Finding.variant; "" is the usual one
        "": "{item}: sisa ditulis {stated}, seharusnya {expected}."
      what: When the rule fires.
      why: Why that cannot be right.
      fix: What the author of the report should do.
      example: A report that the rule finds fault with.
      counter_example: One that looks alike and is right.
      tolerance: Which differences are forgiven, and why.

Placeholders are the names of ``Finding.params``. A Decimal or int among them is printed in the language's number format
(1.234,5 or 1,234.5); a str stays as it is, so years and figures quoted from the page are passed as str.
``catalogue/<lang>/reasons.yaml`` maps the slugs of ``NotEvaluated.reason`` to sentences.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from textwrap import shorten

from lkj_audit import yaml_
from lkj_audit.model import Finding, NotEvaluated
from lkj_audit.normalize.figures.digits import print_id

LANGUAGES = ("id", "en")
LONGEST = 400  # characters of a quotation; the evidence has all of it
_PAGE = re.compile(r"\(hal\. (\d+)\)")
_CATALOGUE = Path(__file__).with_name("catalogue")


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule in one language; ``message`` maps each variant to its sentence."""

    title: str
    message: Mapping[str, str]
    what: str
    why: str
    fix: str
    example: str
    counter_example: str
    tolerance: str


def number(value: Decimal | int, lang: str) -> str:
    """``value`` with the thousands and decimal marks of ``lang``; no digit is added or lost."""
    return print_id(Decimal(value)) if lang == "id" else f"{Decimal(value):,f}"


@cache
def entries(lang: str) -> dict[str, Entry]:
    """Every entry of the catalogue by code. Raises TypeError when an entry lacks a field or has one too many."""
    files = sorted(f for f in (_CATALOGUE / lang).glob("*.yaml") if f.stem != "reasons")
    return {code: Entry(**fields) for file in files for code, fields in yaml_.load(file).items()}


@cache
def _reasons(lang: str) -> dict[str, str]:
    return yaml_.load(_CATALOGUE / lang / "reasons.yaml")


def entry(code: str, lang: str) -> Entry:
    """The entry of rule ``code``. Raises KeyError when there is none."""
    return entries(lang)[code]


def sentence(finding: Finding, lang: str) -> tuple[str, str]:
    """Title and message of ``finding``. Raises KeyError when the variant or a placeholder has no value."""
    found = entry(finding.rule, lang)
    params = {k: _named(v, lang) if isinstance(v, str) else number(v, lang) for k, v in finding.params.items()}
    said = found.message[finding.variant].format_map(params)
    return found.title, said[:1].upper() + said[1:]


def _named(text: str, lang: str) -> str:
    """``text``, or its beginning where it is a long quotation, with the page of a table without a number
    (``judging.name_of``) in the reader's words."""
    said = shorten(text, LONGEST, placeholder=" …") if len(text) > LONGEST else text
    return _PAGE.sub(r"(p. \1)", said) if lang == "en" else said


def reason(skipped: NotEvaluated, lang: str) -> str:
    """Why a rule was not evaluated. Raises KeyError for an unknown slug."""
    return _reasons(lang)[skipped.reason]
