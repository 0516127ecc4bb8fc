"""``lkj-audit.toml``: which rules are run on which files, how grave they are, and what the project calls its things.

As in ruff, the nearest file wins as a whole (beside the PDF, else in a folder above it), the command line wins over the
file, and the more exact selector over the shorter. The classes are the schema: a key is a field with hyphens for
underscores. pydantic, which checks a file against them, is loaded only when there is one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from decimal import Decimal
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, NamedTuple, TypeVar, get_args, get_type_hints

from lkj_audit.errors import MissingPath
from lkj_audit.errors import config as wrong
from lkj_audit.model import Settings

if TYPE_CHECKING:
    from pydantic import TypeAdapter
    from pydantic_core import ErrorDetails

FILE = "lkj-audit.toml"
T = TypeVar("T")


class AtLeast(NamedTuple):
    """The least that pydantic lets a number of the file be."""

    value: int

    def __get_pydantic_core_schema__(self, source: Any, schema_of: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
        return {**schema_of(source), "ge": self.value}


@dataclass(frozen=True, slots=True)
class Limits:
    """When the audit of one PDF is given up. Where ``seconds`` or ``memory`` (MB) is set, even a single PDF is audited
    in a process of its own; among several every PDF has limits (``batch``)."""

    pages: Annotated[int, AtLeast(1)] = 1500
    seconds: Annotated[int, AtLeast(1)] | None = None
    memory: Annotated[int, AtLeast(64)] | None = None


def _key(name: str) -> str:
    return name.replace("_", "-")


SCHEMA: dict[str, Any] = {"extra": "forbid", "alias_generator": _key, "coerce_numbers_to_str": True}


@dataclass(frozen=True, slots=True)
class Config(Settings):
    """A configuration file. ``select`` empty means all rules; ``per_file_ignores`` maps globs to selectors."""

    __pydantic_config__: ClassVar = SCHEMA

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preview: bool = False
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)

    def ignored(self, path: Path) -> tuple[str, ...]:
        """The selectors that ``per_file_ignores`` has for ``path``: a glob is that of a name, or of the end of a path
        ("2019/*.pdf")."""
        full = path.resolve().as_posix()
        return tuple(s for glob, codes in self.per_file_ignores.items() if fnmatch(full, f"*/{glob}") for s in codes)


def find(path: Path) -> Path | None:
    """The configuration file nearest to ``path``, a file or folder."""
    full = path.resolve()
    folders = (full, *full.parents) if full.is_dir() else full.parents
    return next((f for folder in folders if (f := folder / FILE).is_file()), None)


def config_for(path: Path, given: Path | None = None) -> Config:
    """The configuration of ``path``: that of the file ``given``, else of the nearest one, else the defaults.

    Raises MissingPath when ``given`` is not there, or a BadConfig.
    """
    file = given or find(path)
    return load(file) if file else Config()


def load(file: Path) -> Config:
    """The configuration in ``file``. Raises MissingPath or a BadConfig."""
    config = read_toml(file, Config)
    _check_selectors(config, file)
    for key, value in config.tolerances.items():
        if value < 0:
            raise wrong.TooSmall(path=str(file), key=f"tolerances.{key}", least=0)
    return config


def read_toml(file: Path, kind: type[T]) -> T:
    """``file`` as an object of the dataclass ``kind``; numbers with a point become Decimal.

    Raises MissingPath when it cannot be opened, or a BadConfig that says what is wrong and where.
    """
    from pydantic import ValidationError

    try:
        data = tomllib.loads(file.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except OSError as error:
        raise MissingPath(path=str(file)) from error
    except UnicodeDecodeError as error:
        raise wrong.NotToml(path=str(file), line=error.object[:error.start].count(b"\n") + 1) from error
    except tomllib.TOMLDecodeError as error:
        raise wrong.NotToml(path=str(file), line=_line(str(error), file)) from error
    try:
        read: T = _adapter(kind).validate_python(data)  # type: ignore[arg-type]  # mypy: is a class hashable?
    except ValidationError as error:
        unknown_first = sorted(error.errors(), key=lambda e: e["type"] != _UNKNOWN)
        raise _explained(unknown_first[0], file, kind) from error
    return read


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def _line(message: str, file: Path) -> int:
    """The line that tomllib's message names: "… (at line 3, column 7)"; else the last one."""
    at = message.partition("(at line ")[2].partition(",")[0]
    return int(at) if at else len(file.read_text(encoding="utf-8-sig").splitlines())


# ---------------------------------------------------------------- what is wrong, in the words of errors/config.py

_UNKNOWN = "unexpected_keyword_argument"
_WRONG: dict[str, type[wrong.BadConfig]] = {
    "missing": wrong.MissingKey, "tuple_type": wrong.NotAList, "string_type": wrong.NotText,
    "mapping_type": wrong.NotATable, "dict_type": wrong.NotATable, "dataclass_type": wrong.NotATable,
    "date_type": wrong.NotADate, "date_parsing": wrong.NotADate, "date_from_datetime_inexact": wrong.NotADate,
    "date_from_datetime_parsing": wrong.NotADate, "int_type": wrong.NotANumber, "int_parsing": wrong.NotANumber,
    "int_from_float": wrong.NotANumber, "decimal_type": wrong.NotANumber, "decimal_parsing": wrong.NotANumber,
    "greater_than_equal": wrong.TooSmall, "literal_error": wrong.NotAChoice, "bool_type": wrong.NotAChoice,
    "bool_parsing": wrong.NotAChoice,
}


def _explained(problem: ErrorDetails, file: Path, kind: type) -> wrong.BadConfig:
    """A complaint of pydantic's about ``file`` as an error of ours."""
    where = problem["loc"]
    names = [f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in where]
    at = {"path": str(file), "key": "".join(names).lstrip(".")}
    if problem["type"] == _UNKNOWN:
        return wrong.UnknownKey(**at, known=", ".join(_keys(kind, where[:-1])))
    choices = str(problem.get("ctx", {}).get("expected", "true, false")).replace("'", "").replace(" or ", ", ")
    least = problem.get("ctx", {}).get("ge", "")
    return _WRONG.get(problem["type"], wrong.BadConfig)(**at, choices=choices, least=least, reason=problem["msg"])


def _keys(kind: type, where: tuple[int | str, ...]) -> list[str]:
    """The keys that may stand at ``where`` in a file of ``kind``: the fields of the dataclass that is met there."""
    for part in where:
        if isinstance(part, str):
            kind = _dataclass_in(get_type_hints(kind)[part.replace("-", "_")]) or kind
    return [_key(f.name) for f in fields(kind)]


def _dataclass_in(hint: Any) -> type | None:
    """The dataclass of a type hint: ``Step`` of ``tuple[Step, ...]``."""
    if is_dataclass(hint) and isinstance(hint, type):
        return hint
    return next((found for arg in get_args(hint) if (found := _dataclass_in(arg))), None)


def _check_selectors(config: Config, file: Path) -> None:
    """Every selector must match a rule. Raises NoSuchRule."""
    from lkj_audit.checks import registry

    def check(key: str, value: str, matches: Callable[[str], object]) -> None:
        try:
            matches(value)
        except ValueError as error:
            raise wrong.NoSuchRule(path=str(file), key=key, value=value) from error

    def by_code(value: str) -> None:
        if not any(code.startswith(value.upper()) for code in registry.rules()):
            raise ValueError(value)

    lists = {"select": config.select, "ignore": config.ignore,
             **{f"per-file-ignores.{glob}": codes for glob, codes in config.per_file_ignores.items()}}
    for key, selectors in lists.items():
        for selector in selectors:
            check(key, selector, lambda s: registry.selected((s,), (), preview=True))
    for key in config.severities:
        check("severities", key, by_code)
    for key in config.tolerances.keys() - {"rupiah", "percent"}:
        check("tolerances", key, by_code)
