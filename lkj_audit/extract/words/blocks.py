"""Text lines → blocks: paragraphs, list items, headings, captions, lines of a table of contents."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lkj_audit.extract.words.joining import is_pair
from lkj_audit.model import Block, BlockKind, Word

LEADERS = re.compile(r"\.\.\.\.|……|\. \. \. \. ")  # beginning with letters as they are, it is found ten times as fast
CAPTION = re.compile(
    r"^(Tabel|Table|Gambar|Grafik|Bagan|Diagram|Foto)(?:\s*[.:]|\s*\bNo(?:mor)?\b\.?)?"
    r"\s*(\d+(?:[.\-]\d+)*(?:[.\-]?[A-Z](?!\w))?|[IVXLC]+(?:[.\-]\d+)+"
    r"|(?-i:[A-Z]{1,2}(?:[.\-][A-Z]{1,2})?)(?:[.\-]\d+)+)?[.:)]?\s*(.*)$", re.I)
TELLS = re.compile(r"(?:menyaji|menunjuk|menggambar|memperlihat|menampil|memuat|menjelas|merangkum|merinci)\w*\s")
NUMBER_FIRST = re.compile(r"^(\d+(?:\.\d+)*)\.?\s+(Tabel|Gambar|Grafik|Bagan|Diagram)\b")
CHAPTER = re.compile(r"^(BAB)\s+([IVX]+|\d+)\b[\s.:\-–]*(.*)$")
CAPITALS = re.compile(r"[A-Z]{4}|(?:\b[A-Z] ){4}")  # a word, or one printed with blanks
NUMBERED = re.compile(r"^(?P<num>(?:\d{1,2}\.)*\d{1,2}\.?(?!\d)|[A-Z]\.|[IVX]+\.)\s+(?P<title>\S.*)$")


def classify(text: str, bold: bool) -> tuple[BlockKind, str, str, int]:
    """Kind, printed number, caption label and heading level of a line of text."""
    if LEADERS.search(text) and re.search(r"(\d+|[ivxlc]+)\s*$", text):
        return "toc", "", "", 0
    if (m := CHAPTER.match(text)) and len(text) < 120:
        if LEADERS.search(text):  # the page stands apart, or was not read
            return "toc", "", "", 0
        return "heading", f"BAB {m[2]}", "", 1
    m = CAPTION.match(text)
    if m and m[2] and len(text) < 250 and not (TELLS.match(m[3]) and text[-1] in ".:"):  # a sentence on the table
        return "caption", m[2], m[1].capitalize(), 0
    if (m := NUMBER_FIRST.match(text)) and len(text) < 250:
        return "caption", m[1], m[2], 0
    m = NUMBERED.match(text)
    if m and len(text) < 150 and not text.endswith((";", ":", ",")):
        number = m["num"].rstrip(".")
        if bold or "." in number or (re.fullmatch("[A-Z]", number) and text[-1] != "."):
            level = 1 + number.count(".") + (0 if re.fullmatch("[A-Z]", number) else 1)
            return "heading", number, "", max(level, 2)
    if len(text) < 100 and text.isupper() and not text.endswith((".", ";", ":")) and CAPITALS.search(text):
        return "heading", "", "", 2
    return "paragraph", "", "", 0


def block_from_words(words: Sequence[Word]) -> Block:
    """``words`` in reading order as one classified block. A word cut by a hyphen at a line end is one word again."""
    starts: list[int] = []
    text = ""
    for i, word in enumerate(words):
        cut = i > 0 and len(words[i - 1].text) > 1 and text.endswith("-") and word.bbox[0] < words[i - 1].bbox[0]
        if cut and text[-2].isalpha() and word.text[0].islower() and not is_pair(text, word.text):
            text = text[:-1]
        text += " " if i and not cut else ""
        starts.append(len(text))
        text += word.text
    kind, number, label, level = classify(text, all(w.bold for w in words))
    return Block(kind, text, tuple(words), tuple(starts), number, label, level)
