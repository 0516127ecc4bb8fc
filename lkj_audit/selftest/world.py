"""The facts of one made-up unit in one year: who it is, what it promised and reached, its money and its people."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from lkj_audit import facts
from lkj_audit.normalize.satker.places import base_name
from lkj_audit.selftest.figures import Style, comma

RANKS = (("II/c", "Pengatur"), ("II/d", "Pengatur Tingkat I"), ("III/a", "Penata Muda"),
         ("III/b", "Penata Muda Tingkat I"), ("III/c", "Penata"), ("III/d", "Penata Tingkat I"), ("IV/a", "Pembina"))
SCHOOLS = {"II": ("SLTA", "D3"), "III": ("S1", "S2"), "IV": ("S2",)}
DEGREES = {"S2": ", S.E., M.M.", "S1": ", S.H.", "D3": ", A.Md.", "SLTA": ""}


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator with its figures; ``noun`` is "%", a unit of measure, "nilai" or "indeks"; ``less`` is better."""

    goal: int
    name: str
    noun: str
    target: Decimal
    reached: Decimal
    before: Decimal
    plan: tuple[Decimal, ...]
    less: bool = False

    @property
    def missed(self) -> bool:
        return self.reached > self.target if self.less else self.reached < self.target

    def show(self, figure: Decimal) -> str:
        if self.noun == "%":
            return f"{comma(figure)}%"
        return comma(figure) if self.noun in ("nilai", "indeks") else f"{comma(figure)} {self.noun}"


@dataclass(frozen=True, slots=True)
class Activity:
    code: str
    name: str
    ceiling: int
    spent: int


@dataclass(frozen=True, slots=True)
class Program:
    code: str
    name: str
    parts: tuple[Activity, ...]

    @property
    def ceiling(self) -> int:
        return sum(p.ceiling for p in self.parts)

    @property
    def spent(self) -> int:
        return sum(p.spent for p in self.parts)


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    degree: str
    nip: str
    grade: str
    rank: str
    school: str
    sex: str
    post: str

    @property
    def full(self) -> str:
        return self.name + self.degree


@dataclass(frozen=True, slots=True)
class World:
    """``start`` is the first year of the five-year plan called ``plan``; ``cap`` the highest capaian that the report
    allows, in per cent; ``staff`` are the civil servants, ``others`` how many work under contract, who are called
    ``contract``; ``elsewhere`` is another unit of the same kind; where less is better, capaian is target/realisasi if
    ``inverse``."""

    unit: str
    region: str
    place: str
    head: str
    above: str
    year: int
    start: int
    plan: str
    style: Style
    goals: tuple[str, ...]
    measures: tuple[Measure, ...]
    programs: tuple[Program, ...]
    kinds: tuple[Activity, ...]
    staff: tuple[Person, ...]
    others: int
    past: tuple[str, ...]
    skm: tuple[tuple[str, Decimal], ...]
    visitors: tuple[tuple[int, int], ...]
    obstacles: tuple[str, ...]
    elsewhere: str
    contract: str
    inverse: bool
    cap: Decimal | None = None

    @property
    def ceiling(self) -> int:
        return sum(p.ceiling for p in self.programs)

    @property
    def spent(self) -> int:
        return sum(p.spent for p in self.programs)

    def of_goal(self, goal: int) -> tuple[Measure, ...]:
        return tuple(m for m in self.measures if m.goal == goal)

    def capaian(self, m: Measure) -> str:
        part, whole = m.reached, m.target
        if m.less:
            part, whole = (m.target, m.reached) if self.inverse else (2 * m.target - m.reached, m.target)
        return self.style.percent(min(part, whole * self.cap / 100) if self.cap else part, whole)


def draw(rng: Random, rounding: bool) -> World:
    """A unit at random; with ``rounding`` its percentages are cut off or printed with fewer decimals."""
    data = facts.selftest()
    sector = rng.choice(list(data["sectors"].values()))
    unit, elsewhere, region, place = _who(rng, sector)
    year = rng.randint(2018, 2025)
    style = Style(rng.choice((0, 1, 2)) if rounding else 2, rounding and rng.random() < 0.5, rng.random() < 0.7,
                  rng.choice(("Rp", "Rp. ", "Rp ")), rng.random() < 0.7)
    goals = {**sector["sasaran"], **data["closing"]}
    measures = tuple(_measure(rng, i, *(part.strip() for part in line.split("|")))
                     for i, lines in enumerate(goals.values()) for line in lines)
    programs = _programs(rng, sector["program"])
    return World(
        unit=unit, region=region, place=place, head=sector["head"],
        above=sector["above"].replace("Bupati", "Wali Kota" if region.startswith("Kota") else "Bupati"),
        year=year, start=year - year % 5, plan=rng.choice(("Renstra", "Rencana Strategis")), style=style,
        goals=tuple(goals), measures=measures, programs=programs, kinds=_kinds(rng, programs),
        staff=_staff(rng, year), others=rng.randint(3, 12),
        past=tuple(comma(Decimal(rng.randint(8900, 9950)) / 100) for _ in range(3)),
        skm=tuple((u, Decimal(rng.randint(310, 380)) / 100) for u in
                  ("Persyaratan", "Prosedur", "Waktu pelayanan", "Biaya", "Produk layanan", "Kompetensi pelaksana")),
        visitors=tuple((rng.randint(1100, 8900), rng.randint(1100, 8900)) for _ in range(4)),
        obstacles=tuple(rng.sample(data["kendala"], 5)), elsewhere=elsewhere,
        contract=rng.choice(("PPNPN", "PPNPN", "PPPK", "tenaga kontrak")), inverse=rng.random() < 0.3,
        cap=Decimal(rng.choice((100, 110, 120, 120))) if rng.random() < 0.4 else None)


def _who(rng: Random, sector: dict[str, Any]) -> tuple[str, str, str, str]:
    """The unit, another one of its kind, its region and the town where it sits."""
    if "seat" in sector:
        return sector["unit"], sector["elsewhere"], "Provinsi DKI Jakarta", sector["seat"]
    level = 1 if sector.get("level") == "provinsi" else 2
    region, other = rng.sample([r for r in facts.regions() if r.level == level], 2)
    towns = [r for r in facts.regions() if r.level == 2 and r.province_code == region.province_code]
    town = rng.choice(towns) if level == 1 else region
    one, two = (sector["unit"].format(region=f"Provinsi {r.name}" if level == 1 else r.name, name=base_name(r))
                for r in (region, other))
    return one, two, f"Provinsi {region.name}" if level == 1 else region.name, base_name(town)


def _measure(rng: Random, goal: int, name: str, noun: str, way: str = "") -> Measure:
    if way == "turun":
        return _falling(rng, goal, name, noun)
    if noun in ("%", "nilai", "indeks"):
        target = Decimal(rng.randint(70, 95))
        reached = min(target + Decimal(rng.randint(-350, 480)) / 100, Decimal(99))
    else:
        target = Decimal(rng.choice((4, 12, 24, 36, 120, 250, 1200)))
        reached = target + rng.randint(0, max(1, int(target) // 12))
    low = Decimal(1) if target > 30 else Decimal(0)
    plan = tuple(target + low * d for d in (-4, -2, 0, 2, 3))
    return Measure(goal, name, noun, target, reached, reached - (low * rng.randint(1, 3) or 1), plan)


def _falling(rng: Random, goal: int, name: str, noun: str) -> Measure:
    """An indicator of which less is better."""
    target = Decimal(rng.randint(12, 40))
    reached = target - rng.randint(-2, 6) if noun != "%" else target - Decimal(rng.randint(-200, 600)) / 100
    plan = tuple(target + d for d in (4, 2, 0, -2, -4))
    return Measure(goal, name, noun, target, reached, reached + rng.randint(1, 4), plan, less=True)


def _programs(rng: Random, named: dict[str, list[str]]) -> tuple[Program, ...]:
    out = []
    for i, (name, parts) in enumerate(named.items(), 1):
        code = f"2.{rng.randint(10, 30)}.0{i}"
        lines = []
        for j, part in enumerate(parts, 1):
            ceiling = rng.randint(80_000, 3_900_000) * 1000
            lines.append(Activity(f"{code}.{j:02}", part, ceiling, ceiling * rng.randint(900, 995) // 1000
                                  - rng.randint(1, 999)))
        out.append(Program(code, name, tuple(lines)))
    return tuple(out)


def _kinds(rng: Random, programs: tuple[Program, ...]) -> tuple[Activity, ...]:
    """The same money by kind of expenditure."""
    ceiling, spent = sum(p.ceiling for p in programs), sum(p.spent for p in programs)
    a, b = ceiling * rng.randint(35, 48) // 100, ceiling * rng.randint(5, 12) // 100
    a1, b1 = a * spent // ceiling, b * spent // ceiling - rng.randint(1, 999)
    return (Activity("51", "Belanja Pegawai", a, a1),
            Activity("52", "Belanja Barang", ceiling - a - b, spent - a1 - b1),
            Activity("53", "Belanja Modal", b, b1))


def _staff(rng: Random, year: int) -> tuple[Person, ...]:
    data: dict[str, Any] = facts.selftest()
    count = rng.randint(7, 16)
    names = [f"{a} {b}" for a, b in zip(rng.sample(data["first"], count), rng.sample(data["last"], count), strict=True)]
    posts = ["Sekretaris", "Kepala Subbagian Umum", "Kepala Subbagian Keuangan"]
    out = []
    for i, name in enumerate(names):
        grade, rank = RANKS[6] if i == 0 else rng.choice(RANKS[4:6]) if i < 3 else rng.choice(RANKS[:5])
        school = rng.choice(SCHOOLS[grade.split("/")[0]])
        sex, born = rng.choice("LP"), rng.randint(1970, 1994)
        nip = (f"{born}{rng.randint(1, 12):02}{rng.randint(1, 28):02}{min(born + rng.randint(22, 30), year - 1)}"
               f"{rng.randint(1, 12):02}{'1' if sex == 'L' else '2'}{i + 1:03}")
        post = posts[i] if i < 3 else rng.choice(("Analis", "Bendahara", "Pengelola Data", "Pengadministrasi Umum"))
        out.append(Person(name, DEGREES[school], nip, grade, rank, school, sex, post))
    return tuple(out)


def grouped(names: list[str]) -> dict[str, int]:
    """How often each name stands there, in order of first appearance."""
    return {n: names.count(n) for n in dict.fromkeys(names)}



