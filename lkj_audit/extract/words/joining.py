"""Words → lines, and the lines of one cell → its text: what a narrow column broke is put together again.

A column too narrow for its text breaks codes, figures and long words wherever the line is full. Such a break leaves no
space: the next line goes on in the middle of a token.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from lkj_audit.model import BBox, Word

_FIGURE_HEAD = re.compile(r"(?:^|\s)(?:Rp\.?)?\(?[\d.,]*\d[.,]?$")
_FIGURE_TAIL = re.compile(r"^[.,]?\d[\d.,]*\)?(?:,-)?(?:\s*%)?$")
STACKED = 4  # letters under each other that are a word
ROOT = 4  # letters that the two words of a reduplication have in common
# "12.500.0", "00.000"
_SHORT_GROUP = re.compile(r"\d([.,])\d{3}\1(?:\d \d\d|\d\d \d)(?:\1\d{3})*(?:[.,]\d+)?\)?$")
_CODE_HEAD = re.compile(r"^(?:[A-Z]{1,4}|\d{2,6})(?:[./-][A-Z0-9]+)*[./-]?\d*$")


@cache
def known_words() -> frozenset[str]:
    """Words of the tables' vocabulary, in lower case."""
    from lkj_audit import facts

    def strings(node: object) -> list[str]:
        if isinstance(node, dict):
            return [s for value in node.values() for s in strings(value)]
        if isinstance(node, list):
            return [s for value in node for s in strings(value)]
        return [node] if isinstance(node, str) else []

    words = (w for s in strings(facts.vocabulary()) for w in re.findall(r"[^\W\d_]{4,}", s))
    return frozenset(w.lower() for w in words)


def text_lines(words: Iterable[Word]) -> list[list[Word]]:
    """Words grouped into lines by their middles, each line from left to right."""
    lines: list[list[Word]] = []
    height = total = 0.0  # of the last line: its highest word, and the sum of the middles of its words
    for word in sorted(words, key=lambda w: w.bbox[1] + w.bbox[3]):
        _, top, _, bottom = word.bbox
        middle = (top + bottom) / 2
        if lines and middle - total / len(lines[-1]) < 0.5 * max(height, bottom - top):
            lines[-1].append(word)
            height, total = max(height, bottom - top), total + middle
        else:
            lines.append([word])
            height, total = bottom - top, middle
    for line in lines:
        line.sort(key=lambda w: w.bbox[0])
    return lines


def join_lines(lines: Sequence[Sequence[Word]], bbox: BBox) -> str:
    """The text of a cell whose words stand in ``lines``; ``bbox`` is the cell's box in points."""
    stacked = len(lines) >= STACKED and all(len(line) == len(line[0].text) == 1 for line in lines)
    if stacked and (said := _stacked(lines)):
        return said
    out = ""
    padding = min((line[0].bbox[0] - bbox[0] for line in lines), default=0.0)
    room = bbox[2] - bbox[0] - 2 * max(0.0, padding)
    for i, line in enumerate(lines):
        text = " ".join(w.text for w in line)
        if not out:
            out = text
        elif _goes_on(out, text, _full(lines[i - 1], line[0], room)):
            out += text
        elif out.endswith("-") and not out.endswith(" -") and text[:1].islower() and not is_pair(out, text):
            out = out[:-1] + text
        else:
            out += " " + text if not (out.endswith("-") and out[-2:-1].isalpha()) else text
    return out


def _stacked(lines: Sequence[Sequence[Word]]) -> str:
    """The words that are written letter under letter, one letter a line; "" where the letters make up no word."""
    step = min(b[0].bbox[1] - a[0].bbox[1] for a, b in pairwise(lines))
    said = lines[0][0].text + "".join(
        " " * (b[0].bbox[1] - a[0].bbox[1] > 1.5 * step) + b[0].text for a, b in pairwise(lines))
    word = re.match(r"[^\W\d_]+", said)
    return said if word and len(word[0]) >= STACKED and (word[0].istitle() or word[0].lower() in known_words()) else ""


def completes_group(head: str, tail: str) -> bool:
    """Whether the amount ``head`` was broken within its last group of three digits and ``tail`` is the rest of it."""
    return _SHORT_GROUP.search(f"{head} {tail}") is not None


def _full(line: Sequence[Word], first: Word, room: float) -> bool:
    """Whether hardly one more character of the next token would have fitted on this line: a forced break."""
    used = line[-1].bbox[2] - line[0].bbox[0]
    character = (first.bbox[2] - first.bbox[0]) / len(first.text)
    return used + 1.3 * character > room


def is_pair(head: str, tail: str) -> bool:
    """Whether head and tail are a reduplication that keeps its hyphen, affixes or not: "masing-masing",
    "perundang-undangan"; or a letter and a word: "e-kinerja"."""
    left = re.split(r"[\s-]+", head.rstrip("-"))[-1].lower()
    right = re.split(r"[\s-]+", tail)[0].lower().strip(".,;:)")
    return left == right or len(left) == 1 or any(left[i:i + ROOT] in right for i in range(len(left) - ROOT + 1))


def _goes_on(head: str, tail: str, full: bool) -> bool:
    """Whether ``tail`` is the rest of the token that ends ``head``."""
    last, first = head.split(" ")[-1], tail.split(" ")[0]
    if first == "%" and last[-1].isdigit():
        return True
    if _FIGURE_HEAD.search(head) and _FIGURE_TAIL.match(first) and re.search(r"[\d.,]$", last):
        if last[-1] in ".," or re.match(r"[.,]\d", first) or completes_group(last, first):
            return True
        return full and (re.search(r"[.,]\d*$", last) is not None or first.rstrip("%)").isdigit())
    if full and " " not in head and re.fullmatch(r"[A-Z0-9]{1,4}", first) and _CODE_HEAD.match(head):
        return "." in head or head[-1].isdigit()
    if full and last.isalpha() and (rest := re.match(r"[^\W\d_]+", first)):
        known = known_words()
        if (last + rest[0]).lower() in known:
            return True
        alone = " " not in head or head.isupper()
        return alone and last.lower() not in known and (rest[0].islower() or head.isupper())
    return False
