"""The records of ``model`` as compressed JSON and back, exactly: Decimals, dates, tuples, subclasses, shared tables.

A record is an object with its class under "!" and its fields by name, so that what an older version has stored can
still be read: fields it lacks take their defaults, fields that are gone are left out. Words, half of all records, are
lists of their values: a new field of theirs belongs at the end. The sequences of the model are all tuples.

Not pydantic: its schema of the whole model takes 85 ms to load and build, this takes none, and the parameters of the
sentences (``str | int | Decimal``) need a mark of their own anyway.
"""

from __future__ import annotations

import datetime
import json
import zlib
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any

from lkj_audit import model
from lkj_audit.config import Config, Limits

MARK, NUMBER, AGAIN = "!", "#", "="
LEVEL = 1  # of zlib: the highest takes three times as long for a sixth less
SHARED = (model.Table, model.Block)  # rules look for them in the flow by identity
KINDS: dict[str, Any] = {kind.__name__: kind for kind in (*vars(model).values(), Config, Limits)
                         if isinstance(kind, type) and is_dataclass(kind)}


def pack(record: object) -> bytes:
    """``record``, a dataclass of ``model`` and all that hangs on it, as bytes."""
    text = json.dumps(record, default=_Writer().record, ensure_ascii=False, separators=(",", ":"), check_circular=False)
    return zlib.compress(text.encode("utf-8", "surrogatepass"), LEVEL)


def unpack(data: bytes) -> Any:
    """The record that ``pack`` made ``data`` of. Raises ValueError, TypeError or KeyError when it is no such."""
    try:
        text = zlib.decompress(data).decode("utf-8", "surrogatepass")
    except zlib.error as error:
        raise ValueError("not compressed") from error
    return json.loads(text, object_hook=_Reader().record)


@cache
def _parts(kind: Any) -> tuple[tuple[str, ...], Callable[[Any], Any]]:
    names = tuple(f.name for f in fields(kind))
    get = attrgetter(*names)
    return (MARK, *names), get if len(names) > 1 else lambda record: (get(record),)


_word = attrgetter(*(f.name for f in fields(model.Word)))


class _Writer:
    def __init__(self) -> None:
        self.numbers: dict[int, int] = {}

    def record(self, value: Any) -> dict[str, Any]:
        """What json cannot write itself, as an object that it can."""
        kind: Any = type(value)
        if kind is Decimal:
            return {MARK: "Decimal", "value": str(value)}
        if kind is datetime.date:
            return {MARK: "date", "value": value.isoformat()}
        names, get = _parts(kind)
        out = dict(zip(names, (kind.__name__, *get(value)), strict=True))
        if kind in SHARED:
            if (known := self.numbers.get(id(value))) is not None:
                return {MARK: AGAIN, NUMBER: known}
            out[NUMBER] = self.numbers[id(value)] = len(self.numbers)
            if kind is model.Block:
                out["words"] = list(map(_word, value.words))
        return out


class _Reader:
    def __init__(self) -> None:
        self.shared: dict[int, Any] = {}

    def record(self, found: dict[str, Any]) -> Any:
        """An object of the JSON as what it was; json comes here with the innermost first."""
        name = found.pop(MARK, None)
        if name is None:
            return found
        if name == "Decimal":
            return Decimal(found["value"])
        if name == "date":
            return datetime.date.fromisoformat(found["value"])
        number = found.pop(NUMBER, None)
        if name == AGAIN:
            return self.shared[number]
        kind = KINDS[name]
        values = {k: _frozen(v) if type(v) is list else v for k, v in found.items()}
        if kind is model.Block:
            values["words"] = tuple([model.Word(*word) for word in values["words"]])
        try:
            made = kind(**values)
        except TypeError:  # stored by a version with other fields
            names = {f.name for f in fields(kind)}
            made = kind(**{k: v for k, v in values.items() if k in names})
        if number is not None:
            self.shared[number] = made
        return made


def _frozen(items: list[Any]) -> tuple[Any, ...]:
    return tuple([_frozen(i) if type(i) is list else i for i in items])
