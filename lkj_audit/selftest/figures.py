"""How the made-up reports print figures: rounded or cut off, with more or fewer decimals, in rupiah."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal


@dataclass(frozen=True, slots=True)
class Style:
    """``decimals`` of a percentage; ``cut``: cut off, not rounded; ``sign``: "%" after a figure in a table; ``rp``:
    what stands before an amount in running text."""

    decimals: int = 2
    cut: bool = False
    sign: bool = True
    rp: str = "Rp"
    words: bool = True

    def share(self, part: Decimal | int, whole: Decimal | int) -> str:
        """``part`` of ``whole`` as a bare percentage: "98,05"."""
        exact = Decimal(part) * 100 / Decimal(whole)
        return comma(exact.quantize(Decimal(1).scaleb(-self.decimals), ROUND_DOWN if self.cut else ROUND_HALF_UP))

    def percent(self, part: Decimal | int, whole: Decimal | int) -> str:
        """The same as a table prints it."""
        return self.share(part, whole) + ("%" if self.sign else "")

    def rupiah(self, amount: int) -> str:
        """An amount in running text, with its words where the report has them."""
        words = f" ({spell(amount)} rupiah)" if self.words else ""
        return f"{self.rp}{dots(amount)}{',00' if self.rp.endswith('. ') else ''}{words}"

    def count(self, number: int) -> str:
        """12 → "12 (dua belas)"."""
        return f"{number} ({spell(number)})" if self.words else str(number)


def dots(amount: int) -> str:
    """1234567 → "1.234.567"."""
    return f"{amount:,}".replace(",", ".")


def comma(value: Decimal) -> str:
    """Decimal("96.5") → "96,5"; whole numbers above 9999 with dots."""
    whole, _, tail = str(value).partition(".")
    return dots(int(whole)) + (f",{tail}" if tail else "") if len(whole) > 4 else str(value).replace(".", ",")


def spell(number: int) -> str:
    """12 → "dua belas"."""
    from num2words import num2words

    return str(num2words(number, lang="id"))
