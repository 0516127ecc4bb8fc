"""How Indonesian reports print figures."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from num2words import num2words


def rp(amount: int) -> str:
    """1234567 → "1.234.567"."""
    return f"{amount:,}".replace(",", ".")


def us(amount: int) -> str:
    """1234567 → "1,234,567", as the treasury's print-outs have it."""
    return f"{amount:,}"


def desimal(value: Decimal) -> str:
    """Decimal("96.5") → "96,5"."""
    return str(value).replace(".", ",")


def persen(part: int | Decimal, whole: int | Decimal, *, potong: bool = False) -> str:
    """``part`` as a percentage of ``whole`` with two decimals, rounded half up or cut off (``potong``)."""
    exact = Decimal(part) * 100 / Decimal(whole)
    return desimal(exact.quantize(Decimal("0.01"), ROUND_DOWN if potong else ROUND_HALF_UP))


def kata(value: int) -> str:
    """12 → "dua belas"."""
    return str(num2words(value, lang="id"))


def hitung(value: int) -> str:
    """12 → "12 (dua belas)"."""
    return f"{value} ({kata(value)})"


def rupiah(amount: int) -> str:
    """The amount with its words, as in official prose."""
    return f"Rp{rp(amount)},- ({kata(amount)} rupiah)"


def persen_kata(figure: str) -> str:
    """"98,05" → "98,05% (sembilan puluh delapan koma nol lima persen)"."""
    whole, _, tail = figure.partition(",")
    return f"{figure}% ({kata(int(whole))} koma {' '.join(kata(int(d)) for d in tail)} persen)"
