"""stub"""
from decimal import Decimal


def from_words(text: str) -> Decimal | None:
    return Decimal(1)
