"""Users' own words: checked on load like ours, read like ours, and of no effect anywhere else."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner

import bcdextract
from bcdextract import LexiconError, own_words
from bcdextract.cli import main
from bcdextract.phrase import marks

OWN = """
units:
  - {aliases: [Ban Điều phối Vùng, BĐPV], kind: steering_committee, tail: place, bare: true, example: "BĐPV họp"}
positions:
  - {aliases: [Trưởng dòng họ], tail: unit, example: "Trưởng dòng họ phát biểu"}
places:
  - {aliases: [Ea Mroh Thượng], level: commune, example: "xã Ea Mroh Thượng"}
surnames:
  - {aliases: [Ktăngơ], example: "Ktăngơ Vy"}
"""
TEXT = (
    "Sáng 5/3/2024, Ban Điều phối Vùng Tây Bắc họp giao ban. Ktăngơ Vy, Trưởng dòng họ, chủ trì hội nghị. "
    "UBND xã Ea Mroh Thượng báo cáo."
)
Found = tuple[list[str], list[tuple[str, list[str]]]]
PLAIN = bcdextract.extract(TEXT)


def found(record: bcdextract.Record) -> Found:
    people = [(official.name, [post.text for post in official.positions]) for official in record.officials]
    return [unit.name for unit in record.units], people


WITH: Found = (["Ban Điều phối Vùng Tây Bắc", "UBND xã Ea Mroh Thượng"], [("Ktăngơ Vy", ["Trưởng dòng họ"])])


@pytest.fixture
def lexicon(tmp_path: Path) -> Path:
    (tmp_path / "own.yaml").write_text(OWN, encoding="utf-8")
    return tmp_path / "own.yaml"


def test_words_are_read(lexicon: Path) -> None:
    assert found(PLAIN) != WITH
    for given in (lexicon, str(lexicon), bcdextract.load_lexicon(lexicon)):
        record = bcdextract.extract(TEXT, lexicon=given)
        assert found(record) == WITH
        assert record.units[0].kind == "steering_committee"


@pytest.mark.parametrize(
    ("own", "name"),
    [
        ("fields: [{aliases: [Kinh tế vũ trụ xanh], example: Sở Kinh tế vũ trụ xanh}]", "Sở Kinh tế vũ trụ xanh"),
        ("places: [{aliases: [Mrohvi], level: province, example: tỉnh Mrohvi}]", "Sở Y tế Mrohvi"),
    ],
)
def test_words_that_go_on_a_name_are_read(tmp_path: Path, own: str, name: str) -> None:
    (tmp_path / "own.yaml").write_text(own, encoding="utf-8")
    text = f"Sáng 5/3/2024, {name} họp giao ban."
    assert name not in [unit.name for unit in bcdextract.extract(text).units]
    assert name in [unit.name for unit in bcdextract.extract(text, lexicon=tmp_path / "own.yaml").units]


def test_other_calls_do_not_see_them(lexicon: Path) -> None:
    bcdextract.extract(TEXT, lexicon=lexicon)
    assert bcdextract.extract(TEXT) == PLAIN
    with ThreadPoolExecutor(4) as pool:
        given = [lexicon if number % 2 else None for number in range(12)]
        made = list(pool.map(lambda own: bcdextract.extract(TEXT, lexicon=own), given))
    assert made == [bcdextract.extract(TEXT, lexicon=own) for own in given]
    assert [found(record) == WITH for record in made] == [own is not None for own in given]


def test_without_own_words_the_tries_are_those_of_always(lexicon: Path) -> None:
    before = marks.inner_trie()
    bcdextract.extract(TEXT, lexicon=lexicon)
    assert marks.inner_trie() is before
    assert marks._begins() is marks._begins()


def test_explain_takes_them(lexicon: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    for options, shown in (([], False), (["--lexicon", str(lexicon)], True)):
        done = CliRunner().invoke(main, ["explain", str(tmp_path / "a.txt"), *options])
        assert (done.exit_code, "«Trưởng dòng họ»" in done.output) == (0, shown)
    assert CliRunner().invoke(main, ["explain", str(tmp_path / "a.txt"), "--lexicon", "no.yaml"]).exit_code == 2
    assert CliRunner().invoke(main, ["explain", str(tmp_path / "a.txt"), "--locality", "Xứ Mơ"]).exit_code == 2


def test_in_processes(lexicon: Path) -> None:
    own = bcdextract.load_lexicon(lexicon)
    rows = list(bcdextract.extract_many([TEXT] * 3, jobs=2, lexicon=own))
    assert [found(row) for row in rows if isinstance(row, bcdextract.Record)] == [WITH] * 3
    assert pickle.loads(pickle.dumps(own)) == own


def test_two_lexicons_apart(lexicon: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(OWN.replace("steering_committee", "enterprise"), encoding="utf-8")
    kinds = [bcdextract.extract(TEXT, lexicon=each).units[0].kind for each in (lexicon, other, lexicon)]
    assert kinds == ["steering_committee", "enterprise", "steering_committee"]
    assert bcdextract.load_lexicon(lexicon) != bcdextract.load_lexicon(other)


def test_a_file_that_changed_is_read_again(lexicon: Path) -> None:
    assert found(bcdextract.extract(TEXT, lexicon=lexicon)) == WITH
    lexicon.write_text(OWN.replace("Ban Điều phối Vùng", "Ban Điều hợp Miền"), encoding="utf-8")
    assert "Ban Điều phối Vùng Tây Bắc" not in found(bcdextract.extract(TEXT, lexicon=lexicon))[0]


def test_own_entries_come_before_ours(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        'units: [{aliases: [Sở Nội vụ], kind: enterprise, tail: place, bare: true, example: "Sở Nội vụ"}]', "utf-8"
    )
    text = "Sở Nội vụ họp giao ban."
    assert [bcdextract.extract(text, lexicon=each).units[0].kind for each in (None, own)] == [
        "government",
        "enterprise",
    ]


UNIT = "aliases: [BĐPV], kind: other, tail: place, bare: true, example: BĐPV họp"
REFUSED = [
    ("[", "cannot be read as YAML"),
    ("", "holds no lexicon; give it lists of entries under units, positions"),
    ("[1]", "holds no lexicon"),
    ("unit: []", "no lexicon 'unit' to add to; use one of units"),
    ("units: {}", "units is no list of entries; begin each with a dash"),
    (f"units: [{{{UNIT}}}]\nunits: []", "units stands in it two times"),
    (f"units: [{{{UNIT}, colour: red}}]", "own.yaml: units, entry 1 (BĐPV): unknown key 'colour'"),
    (
        f"units: [{{{UNIT.replace('họp', '').replace('example: BĐPV', 'example: họp')}}}]",
        "no alias occurs in its example",
    ),
    (f"units: [{{{UNIT}}}, {{{UNIT}}}]", "alias 'BĐPV' stands in"),
    ("units: [{aliases: [], example: x}]", "has no aliases"),
    (f"units: [{{{UNIT.replace('kind: other, ', '')}}}]", "has no kind; give it: one of"),
    (f"units: [{{{UNIT.replace('kind: other', 'kind: club')}}}]", "kind is 'club'; use one of"),
    (f"units: [{{{UNIT.replace('tail: place', 'tail: long')}}}]", "tail is 'long'; use one of"),
    (f"units: [{{{UNIT.replace('bare: true', 'bare: perhaps')}}}]", "bare is 'perhaps'; write true or false"),
    ("positions: [{aliases: ['-'], tail: unit, example: a - b}]", "alias '-' has no word in it"),
    ("places: [{aliases: [Ea Mroh], example: Ea Mroh}]", "has no level; give it: one of province, district, commune"),
    ("places: [{aliases: [Ea Mroh], level: xã, example: Ea Mroh}]", "level is 'xã'; use one of province"),
    ("surnames: [{aliases: [Ea Mroh], example: Ea Mroh}]", "more than one syllable; give the first one"),
]


@pytest.mark.parametrize(("content", "message"), REFUSED)
def test_refused_on_load_with_the_mend(content: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError) as error:
        bcdextract.extract(TEXT, lexicon=tmp_path / "own.yaml")
    assert message in str(error.value)
    assert "own.yaml" in str(error.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"none\.yaml: cannot be read"):
        bcdextract.load_lexicon(tmp_path / "none.yaml")


@pytest.mark.parametrize("name", own_words.LEXICONS)
def test_our_own_entries_would_be_taken(name: str, tmp_path: Path) -> None:
    """The check is no stricter than the package is with itself."""
    import yaml

    from bcdextract.lexicon import builtin

    entries = [{"aliases": list(e.aliases), "example": e.example, **e.data} for e in builtin(name)]
    (tmp_path / "own.yaml").write_text(yaml.safe_dump({name: entries}, allow_unicode=True), encoding="utf-8")
    assert bcdextract.load_lexicon(tmp_path / "own.yaml").entries[name] == builtin(name)


def test_the_command(lexicon: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    done = CliRunner().invoke(main, ["extract", str(tmp_path / "a.txt"), "--lexicon", str(lexicon)])
    assert found(bcdextract.Record.model_validate_json(done.stdout)) == WITH
    lexicon.write_text("units: []\nunit: []", encoding="utf-8")
    done = CliRunner().invoke(main, ["extract", str(tmp_path / "a.txt"), "--lexicon", str(lexicon)])
    assert (done.exit_code, "no lexicon 'unit' to add to" in done.stderr) == (2, True)
