"""No money and no percentage is ever a float: shown by the types that are declared and by the values that are made."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from typing import Any

import pytest

import lkj_audit.checks
import lkj_audit.normalize
from lkj_audit import model
from lkj_audit.checks import registry
from lkj_audit.model import Quantity
from lkj_audit.normalize import normalize
from tests.building import make_document

# What may be a float: points on a page, how sure something is, and seconds.
MEASURES = {"bbox", "size", "width", "height", "confidence", "score", "runner_up", "completeness",
            "seconds"}
MONEY = (Decimal, Quantity)


def parts(annotation: Any) -> Iterator[Any]:
    """All types within ``annotation``: aliases, unions, tuples and mappings opened."""
    if isinstance(annotation, list):  # the arguments of a Callable
        annotation = tuple[*annotation]
    yield annotation
    for part in typing.get_args(annotation):
        yield from parts(part)


def dataclasses_of(*modules: types.ModuleType) -> list[type]:
    return [c for m in modules for _, c in inspect.getmembers(m, inspect.isclass)
            if is_dataclass(c) and c.__module__.startswith(m.__name__)]


def modules_under(package: types.ModuleType) -> list[types.ModuleType]:
    names = [package.__name__, *(m.name for m in pkgutil.walk_packages(package.__path__, f"{package.__name__}."))]
    return [importlib.import_module(name) for name in names]


LAYERS = [m for package in (lkj_audit.normalize, lkj_audit.checks) for m in modules_under(package)]


def floating(cls: type) -> set[str]:
    """The fields of ``cls`` that may hold a float."""
    hints = typing.get_type_hints(cls)
    return {f.name for f in fields(cls) if float in parts(hints[f.name])}


def functions(module: types.ModuleType) -> list[types.FunctionType]:
    """The functions and methods that ``module`` defines."""
    classes = [c for _, c in inspect.getmembers(module, inspect.isclass) if c.__module__ == module.__name__]
    found = [f for owner in (module, *classes) for _, f in inspect.getmembers(owner, inspect.isfunction)]
    return [inspect.unwrap(f) for f in found if f.__module__ == module.__name__]


@pytest.mark.parametrize("cls", dataclasses_of(model, *LAYERS), ids=lambda c: c.__qualname__)
def test_only_measures_are_floats(cls: type) -> None:
    holds_money = any(t in MONEY for hint in typing.get_type_hints(cls).values() for t in parts(hint))
    if holds_money or cls.__module__.startswith(model.__name__):
        assert floating(cls) <= MEASURES


@pytest.mark.parametrize("module", LAYERS, ids=lambda m: m.__name__)
def test_no_function_turns_money_into_a_float_or_back(module: types.ModuleType) -> None:
    for function in functions(module):
        hints = {n: set(parts(t)) for n, t in typing.get_type_hints(function).items()}
        given = set().union(*(t for n, t in hints.items() if n != "return")) if hints else set()
        back = hints.get("return", set())
        assert not (float in back and given & set(MONEY)), function.__qualname__
        assert not (set(MONEY) & back and float in given), function.__qualname__
        loose = {n for n, t in hints.items() if n != "return" and float in t and t & set(MONEY)}
        assert not loose, function.__qualname__


@dataclass
class Wrong:
    pagu: float | None
    share: dict[str, tuple[float, ...]]
    bbox: model.BBox


def test_the_types_are_opened() -> None:
    assert floating(Wrong) == {"pagu", "share", "bbox"}


# ---------------------------------------------------------------- values


REPORT: list[Any] = [
    "LAPORAN KINERJA DINAS SOSIAL KOTA MELATI TAHUN 2023",
    "Pagu sebesar Rp1,64 miliar terserap Rp1.600.000.000,00 atau 97,56%, naik dari 95,5% menjadi 97,56%. "
    "Jumlah pegawai 12 (dua belas) orang.",
    {"caption": "Tabel 2.1 Perjanjian Kinerja Tahun 2023", "header": ["Sasaran", "Indikator", "Target"],
     "rows": [["Layanan baik", "Indeks kepuasan", "≥ 82,5"], ["Layanan baik", "Nilai SAKIP", "BB"]]},
    {"caption": "Tabel 3.1 Capaian Kinerja Tahun 2023",
     "header": ["Sasaran", "Indikator", "Target", "Realisasi", "Capaian (%)"],
     "rows": [["Layanan baik", "Indeks kepuasan", "82,5", "80,1", "99,9"]]},
    {"caption": "Tabel 3.2 Realisasi Anggaran (dalam ribuan rupiah)",
     "header": ["Program", "Pagu (Rp)", "Realisasi (Rp)", "Sisa (Rp)", "%"],
     "rows": [["Program Sosial", "1.640.000", "1.600.000", "30.000", "97,57"], ["Jumlah", "1.640.000", "1.600.001",
                                                                                "40.000", "97,56"]]},
]


def values(thing: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value within ``thing``, with the last field that it stands in."""
    if is_dataclass(thing):
        for f in fields(thing):
            yield from values(getattr(thing, f.name), f.name)
    elif isinstance(thing, Mapping):
        for key, value in thing.items():
            yield from values(value, str(key))
    elif isinstance(thing, tuple | list):
        for value in thing:
            yield from values(value, path)
    else:
        yield path, thing


def test_no_value_of_a_report_is_a_float() -> None:
    report = normalize(make_document(REPORT))
    found = list(values(report))
    assert {path for path, value in found if isinstance(value, float)} <= MEASURES
    assert {path for path, value in found if isinstance(value, Decimal)} >= {"value", "step"}
    assert sum(isinstance(value, Decimal) for _, value in found) > 30


def test_no_value_of_a_finding_is_a_float() -> None:
    findings, _, _ = registry.run(normalize(make_document(REPORT)), list(registry.rules().values()))
    assert any(f.expected is not None for f in findings)
    assert {path for path, value in values(findings) if isinstance(value, float)} <= MEASURES
