"""Patterns for one of many words in any case, which ``re`` rejects at most places by their first letter alone."""

from __future__ import annotations

from collections.abc import Iterable


def any_case(patterns: Iterable[str]) -> str:
    """A pattern for any of ``patterns`` without regard to case; of those that begin alike the first that fits wins.

    ``re`` skips an alternative whose first letter is not the one at hand only where that letter is matched as it is
    written; hence ``[kK](?i:ota|abupaten)`` instead of ``(?i:kota|kabupaten)``.
    """
    groups: dict[str, list[str]] = {}
    for pattern in patterns:
        first = pattern[0].lower()
        if first.isascii() and first.isalpha():
            groups.setdefault(first, []).append(pattern[1:])
        else:
            groups.setdefault(pattern, [])
    return "|".join(f"[{first}{first.upper()}](?i:{'|'.join(rests)})" if rests else f"(?i:{first})"
                    for first, rests in groups.items())
