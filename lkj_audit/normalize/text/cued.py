"""Patterns that are tried only where a word stands that they need: to look for a word takes a fiftieth of the time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

from lkj_audit.model import Block, Document

# Where a pattern itself says what case counts; what is not to be put into lower case, and what is.
_CASED = re.compile(r"\(\?[a-z]*-?[a-z]*i[a-z]*[:)]")
_CAPITAL = re.compile(r"\(\?P|\\.|[A-Z]")


@lru_cache(maxsize=8192)
def _low(text: str) -> str:
    return text.casefold()


def holds(text: str, *words: str) -> bool:
    """Whether one of ``words`` (in lower case) stands anywhere in ``text``, in any case and within other words too."""
    low = _low(text)
    for word in words:  # noqa: SIM110 - three times as fast as any()
        if word in low:
            return True
    return False


class Cued:
    """A pattern, without regard to case unless ``flags`` say otherwise, that is tried only on text that holds one of
    ``cues`` (in lower case): whatever it fits must hold one. It is compiled when it is first tried."""

    def __init__(self, pattern: str, *cues: str, flags: int = re.I) -> None:
        self.pattern, self.cues, self.flags = pattern, cues, flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self.flags)

    @cached_property
    def _lowered(self) -> re.Pattern[str] | None:
        """The pattern for text in lower case, on which it is found in half the time; None where case counts."""
        if self.flags != re.I or _CASED.search(self.pattern):
            return None
        return re.compile(_CAPITAL.sub(lambda m: m[0] if len(m[0]) > 1 else m[0].lower(), self.pattern))

    def _may_fit(self, text: str, low: str) -> bool:
        """Whether the pattern fits somewhere in ``text``, which is ``low`` in lower case; rarely also where not."""
        return self._lowered is None or len(low) != len(text) or self._lowered.search(low) is not None

    def search(self, text: str) -> re.Match[str] | None:
        return self.compiled.search(text) if holds(text, *self.cues) and self._may_fit(text, _low(text)) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        fits = holds(text, *self.cues) and self._may_fit(text, _low(text))
        return self.compiled.finditer(text) if fits else iter(())

    def over(self, document: Document) -> Iterator[tuple[int, Block, re.Match[str]]]:
        """All that the pattern fits in the blocks of ``document``, each with its block and that one's index in
        ``Document.flow``."""
        return ((i, block, m) for i, block in document.holding(*self.cues)
                if self._may_fit(block.text, _low(block.text)) for m in self.compiled.finditer(block.text))
