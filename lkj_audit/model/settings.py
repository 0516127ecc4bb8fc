"""What a project says of itself: tolerances, names, regulations of its own."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from lkj_audit.model.places import Severity


@dataclass(frozen=True, slots=True)
class Step:
    """One class of a scale: capaian from ``low`` up to ``high`` (per cent; None: no bound) is called ``category``."""

    category: str
    low: Decimal
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A regulation by type, number and year, as regulations.yaml writes them."""

    type: str
    number: str
    year: int


@dataclass(frozen=True, slots=True)
class Regulation:
    """A regulation that the facts lack, in the words of regulations.yaml; ``since`` is when it was replaced."""

    type: str
    number: str
    year: int
    title: str
    issuer: str = ""
    status: Literal["berlaku", "dicabut", "diubah"] = "berlaku"
    since: datetime.date | None = None
    replaced_by: tuple[Reference, ...] = ()
    amended_by: tuple[Reference, ...] = ()
    confidence: Literal["high", "medium", "low"] = "high"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the project's configuration changes in reading and judging; the defaults change nothing.

    ``severities`` and ``tolerances`` are by rule code or its beginning, the longest wins; ``tolerances`` has "rupiah"
    and "percent" besides, for every rule. ``aliases`` are groups of names of one indicator; ``units`` maps a unit of
    measure to other ways of writing it; ``scale`` is the project's own scale of categories.
    """

    severities: Mapping[str, Severity] = field(default_factory=dict)
    tolerances: Mapping[str, Decimal] = field(default_factory=dict)
    aliases: tuple[tuple[str, ...], ...] = ()
    units: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    scale: tuple[Step, ...] = ()
    regulations: tuple[Regulation, ...] = ()

    def tolerance(self, code: str, unit: str) -> Decimal:
        """The difference that rule ``code`` forgives: in rupiah for unit "rp", in percentage points for "%", else 0.
        What is set for a code is in rupiah."""
        if unit == "%":
            return self.tolerances.get("percent", Decimal(0))
        if unit != "rp":
            return Decimal(0)
        return self.tolerances.get(_longest(self.tolerances, code) or "rupiah", Decimal(0))

    def severity(self, code: str) -> Severity | None:
        """The severity that is set for rule ``code``."""
        return self.severities.get(_longest(self.severities, code))


def _longest(selectors: Iterable[str], code: str) -> str:
    """The longest of ``selectors`` that ``code`` begins with; "" when there is none."""
    return max((s for s in selectors if code.startswith(s.upper())), key=len, default="")
