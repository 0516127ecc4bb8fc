"""Letters set apart, by the letter spacing of a title or with blanks typed between them, put together into words."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from lkj_audit.model import Word, union

LEAST = 4  # letters in a row that are no words of their own
PAIR = 2  # letters that kerning leaves together
WIDEST = 1.2  # of the size of the letters: farther apart they stand in columns
TOUCH = 0.06  # of the size of the letters: no space is as narrow
SPACE = 1.7  # of the usual distance of letters, and
ROOM = 0.15  # of their size more: where words part


def close_up(words: list[Word]) -> list[Word]:
    """``words`` with those whole whose letters are set apart."""
    if sum(len(w.text) == 1 and w.text.isalpha() for w in words) < LEAST:
        return words
    out: list[Word] = []
    run: list[Word] = []
    for word in words:
        if run and not (_is_letter(word) and _follows(run[-1], word)):
            out += _whole(run)
            run = []
        if _is_letter(word):
            run.append(word)
        else:
            out.append(word)
    return out + list(_whole(run))


def rejoined(words: Sequence[Word]) -> list[Word]:
    """``words`` of a page whose text runs up or down, with those whole between which pdfium puts spaces that are not
    there."""
    out = list(words[:1])
    for word in words[1:]:
        before = out[-1]
        x0, top, _, bottom = word.bbox
        level = min(bottom, before.bbox[3]) - max(top, before.bbox[1]) > 0.5 * min(bottom - top, before.size)
        if level and abs(x0 - before.bbox[2]) < TOUCH * max(before.size, word.size):
            out[-1] = replace(before, text=before.text + word.text, bbox=union((before.bbox, word.bbox)))
        else:
            out.append(word)
    return out


def _is_letter(word: Word) -> bool:
    text = word.text
    return len(text) <= PAIR and text.isalpha()


def _follows(before: Word, word: Word) -> bool:
    return 0 <= word.bbox[0] - before.bbox[2] < WIDEST * word.size and abs(word.bbox[3] - before.bbox[3]) < 1


def _whole(run: Sequence[Word]) -> Iterator[Word]:
    """The words that the letters of ``run`` make up; they themselves where too few are single."""
    if sum(len(w.text) == 1 for w in run) < max(LEAST, 0.6 * len(run)):
        yield from run
        return
    gaps = [b.bbox[0] - a.bbox[2] for a, b in pairwise(run)]
    usual = statistics.median(gaps)
    parts = [[run[0]]]
    for gap, letter in zip(gaps, run[1:], strict=True):
        if gap > SPACE * usual + ROOM * letter.size:
            parts.append([letter])
        else:
            parts[-1].append(letter)
    for part in parts:
        yield replace(part[0], text="".join(w.text for w in part), bbox=union(w.bbox for w in part))
