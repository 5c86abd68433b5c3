"""Corrections come back: the tools' files read again, what people changed kept, what does not hold refused by name."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cassis
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

import bcdextract
from bcdextract import ReadError, Record, corrections, export
from bcdextract.cli import main
from bcdextract.corrections.rebuild import BY_HAND
from bcdextract.corrections.words import FOLLOWING
from bcdextract.evaluate import evaluate
from bcdextract.export import cas, doccano, label_studio
from bcdextract.export.spans import SAME, marked, schemes
from full_record import full_record

ARTICLES = Path(__file__).parents[1] / "fixtures" / "articles"
RECORDS = [bcdextract.extract(path, name=f"fixtures/articles/{path.name}") for path in sorted(ARTICLES.glob("*.txt"))]
TEXT = (
    "😀 Sáng 5/3/2024, Ban Chỉ đạo 35 Tỉnh ủy họp giao ban. Ông Lê Thị An, Phó Bí thư Tỉnh ủy, chủ trì hội nghị. "
    "Đến nay có 131/139 chi bộ 🎉 lập nhóm Zalo, 12 trang Facebook. Bà Vũ Thu Hà phụ trách. Theo Nghị quyết 35-NQ/TW."
)
RECORD = bcdextract.extract(TEXT, name="in/bai-1.txt")
Json = dict[str, Any]


def exported(tool: str, folder: Path, *records: Record) -> Path:
    """A tool's file of records that somebody has looked at and left as they are."""
    path = folder / tool
    export.write(records, tool, path)
    if tool == "label-studio":
        tasks = json.loads((path / "tasks.json").read_text("utf-8"))
        for number, task in enumerate(tasks, start=1):
            task |= {"id": number, "annotations": [{"result": task.pop("predictions")[0]["result"]}]}
        path = path / "export.json"
        path.write_text(json.dumps(tasks), encoding="utf-8")
    return path


def back(tool: str, path: Path, records: dict[str, Record] | None = None) -> list[Record]:
    found = list(corrections.read(path, tool, records or {}))
    assert [one for one in found if isinstance(one, corrections.Problem)] == []
    return [corrections.record_of(sheet) for sheet in found if isinstance(sheet, corrections.Sheet)]


@pytest.mark.parametrize("tool", corrections.TOOLS)
def test_what_nobody_changed_comes_back_as_it_was(tool: str, tmp_path: Path) -> None:
    records = [full_record(), RECORD, *RECORDS]
    assert back(tool, exported(tool, tmp_path, *records)) == records


@pytest.mark.parametrize("tool", corrections.TOOLS)
def test_facts_without_a_span_keep_their_place_and_spans_inside_words_are_ours(tool: str, tmp_path: Path) -> None:
    said = bcdextract.record.Evidence(start=2, end=4, text=TEXT[2:4], rule="x")
    loose = bcdextract.Warning(code="a", message="without a span")
    tied = bcdextract.Warning(
        code="b", message="with a span", evidence=(said.model_copy(update={"start": 3, "text": TEXT[3:4]}),)
    )
    record = RECORD.model_copy(update={"warnings": (loose, tied, loose, tied)})
    assert back(tool, exported(tool, tmp_path, record)) == [record]


@pytest.mark.parametrize("tool", corrections.TOOLS)
def test_without_the_record_in_the_file(tool: str, tmp_path: Path) -> None:
    path = exported(tool, tmp_path, RECORD)
    if tool == "cas":
        (file,) = path.glob("*.xmi")
        with file.open("rb") as content, (path / "TypeSystem.xml").open("rb") as types:
            read = cassis.load_cas_from_xmi(content, typesystem=cassis.load_typesystem(types))
        read.remove(read.select(cas.DATA)[0])
        read.to_xmi(file)
    else:
        data = json.loads(path.read_text("utf-8"))
        (data if isinstance(data, dict) else data[0]["data"]).pop("record")
        path.write_text(json.dumps(data), encoding="utf-8")
    (problem,) = corrections.read(path, tool, {})
    assert isinstance(problem, corrections.Problem)
    assert "--records" in problem.message
    assert back(tool, path, {RECORD.article.id: RECORD}) == [RECORD]


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_emoji_anywhere_move_no_offset(tmp_path_factory: pytest.TempPathFactory, source: random.Random) -> None:
    words = TEXT.split(" ")
    for _ in range(6):
        words.insert(source.randrange(len(words)), source.choice("😀👩‍👩‍👧🇻🇳𠀀é"))
    record = bcdextract.extract(" ".join(words), name="in/bai-1.txt")
    folder = tmp_path_factory.mktemp("emoji")
    for tool in corrections.TOOLS:
        assert back(tool, exported(tool, folder, record)) == [record]


def test_cas_files_count_utf_16_units(tmp_path: Path) -> None:
    """What a UIMA tool in Java sees: the words by their UTF-16 offsets."""
    folder = exported("cas", tmp_path, RECORD)
    (file,) = folder.glob("*.xmi")
    with file.open("rb") as content, (folder / "TypeSystem.xml").open("rb") as types:
        read = cassis.load_cas_from_xmi(content, typesystem=cassis.load_typesystem(types))
    assert file.name == "00001-bai-1.xmi"
    units = TEXT.encode("utf-16-le")
    raw = file.read_text("utf-8")
    for official in read.select(f"{cas.SPACE}.Official"):
        assert official.get_covered_text() in ("Lê Thị An", "Vũ Thu Hà")
        start = len(TEXT[: official.begin].encode("utf-16-le")) // 2
        words = units[2 * start : 2 * (start + len(official.get_covered_text()))].decode("utf-16-le")
        assert words == official.get_covered_text()
        assert f'begin="{start}"' in raw


def test_cas_holds_every_fact_for_its_own_library(tmp_path: Path) -> None:
    record = full_record()
    folder = exported("cas", tmp_path, record)
    with next(folder.glob("*.xmi")).open("rb") as content, (folder / "TypeSystem.xml").open("rb") as types:
        read = cassis.load_cas_from_xmi(content, typesystem=cassis.load_typesystem(types))
    found = marked(record)
    annotations = {one.fact: one for label in schemes() for one in read.select(f"{cas.SPACE}.{label}")}
    assert set(annotations) == {region.id for region in found.regions}
    for region in found.regions:
        one = annotations[region.id]
        assert (one.begin, one.end, one.get_covered_text(), one.rule) == region[3:7]
        assert {name: getattr(one, cas.feature(name)) for name in region.values} == region.values
    held = {
        (one.fact, slot.target.fact, slot.role)
        for one in annotations.values()
        if one.links
        for slot in one.links.elements
    }
    assert held == {tuple(link) for link in found.links}


Results = list[Json]


def edited(edit: Callable[[Results], Results | None], tmp_path: Path, record: Record = RECORD) -> Record:
    """The record after somebody changed the regions of a task."""
    (made,) = back("label-studio", changed(edit, tmp_path, record))
    return made


def changed(edit: Callable[[Results], Results | None], tmp_path: Path, record: Record = RECORD) -> Path:
    path = exported("label-studio", tmp_path, record)
    tasks = json.loads(path.read_text("utf-8"))
    annotation = tasks[0]["annotations"][0]
    annotation["result"] = edit(annotation["result"]) or annotation["result"]
    path.write_text(json.dumps(tasks), encoding="utf-8")
    return path


def refused(edit: Callable[[Results], Results | None], tmp_path: Path) -> str:
    (sheet,) = corrections.read(changed(edit, tmp_path), "label-studio", {})
    if isinstance(sheet, corrections.Problem):
        return sheet.message
    with pytest.raises(bcdextract.BcdExtractError) as error:
        corrections.record_of(sheet)
    return str(error.value)


def region(label: str, words: str, name: str = "new", **more: Any) -> Json:
    start = TEXT.index(words)
    value = {"start": start, "end": start + len(words), "text": words, "labels": [label]}
    return {"id": name, "from_name": "label", "to_name": "text", "type": "labels", "value": value, **more}


def field(of: Json, name: str, text: str) -> Json:
    label = of["value"]["labels"][0]
    few = schemes()[label].values[name]
    held = {"choices": [text]} if few else {"text": [text]}
    place = {key: of["value"][key] for key in ("start", "end")}
    own = {"from_name": label_studio.control(label, name), "type": "choices" if few else "textarea"}
    return {"id": of["id"], "to_name": "text", **own, "value": {**place, **held}}


def link(source: str, target: str, kind: str) -> Json:
    return {"type": "relation", "from_id": source, "to_id": target, "direction": "right", "labels": [kind]}


def named(results: Results, label: str, words: str) -> Json:
    return next(
        r
        for r in results
        if r.get("from_name") == "label" and r["value"]["labels"] == [label] and r["value"]["text"] == words
    )


def without(results: Results, name: str) -> Results:
    """The results after a region was deleted, as Label Studio leaves them."""
    return [r for r in results if name not in (r.get("id"), r.get("from_id"), r.get("to_id"))]


def test_a_value_that_was_changed_wins(tmp_path: Path) -> None:
    def edit(results: Results) -> None:
        (kind,) = [r for r in results if r.get("from_name") == "Meeting__kind"]
        kind["value"]["choices"] = ["session"]

    assert edited(edit, tmp_path).meetings[0].kind == "session"


def test_a_region_that_was_moved_is_read_anew(tmp_path: Path) -> None:
    def edit(results: Results) -> None:
        moved = named(results, "Official", "Lê Thị An")
        for one in results:
            if one.get("id") == moved["id"]:
                one["value"]["start"] += 3
                if "labels" in one["value"]:
                    one["value"]["text"] = "Thị An"

    official = edited(edit, tmp_path).officials[0]
    assert (official.name, official.mentions[0].rule) == ("Thị An", BY_HAND)
    assert official.positions == RECORD.officials[0].positions


def test_a_new_result_is_read_from_its_words(tmp_path: Path) -> None:
    def edit(results: Results) -> Results:
        gone = [r["id"] for r in results if r.get("from_name") == "label" and r["value"]["labels"] == ["Result"]]
        for name in gone:
            results = without(results, name)
        return [*results, region("Result", "12 trang Facebook")]

    (result,) = edited(edit, tmp_path).results
    assert (result.value, result.item, result.evidence[0].text) == (12, "trang Facebook", "12 trang Facebook")


def test_a_new_person_with_a_post_and_a_part(tmp_path: Path) -> None:
    def edit(results: Results) -> Results:
        old = [r["id"] for r in results if r.get("from_name") == "label" and r["value"]["text"] == "Vũ Thu Hà"]
        for name in old:
            results = without(results, name)
        meeting = next(
            r["id"] for r in results if r.get("from_name") == "label" and r["value"]["labels"] == ["Meeting"]
        )
        post, part = region("Position", "phụ trách", "p"), region("Participant", "phụ trách", "r")
        new = [region("Official", "Vũ Thu Hà", "o"), post, part, field(part, "role", "speak")]
        return [
            *results,
            *new,
            link("o", "p", "positions"),
            link("r", "o", "official"),
            link(meeting, "r", "participants"),
        ]

    made = edited(edit, tmp_path)
    (official,) = [one for one in made.officials if one.name == "Vũ Thu Hà"]
    assert official.positions[0].text == "phụ trách"
    assert (made.meetings[0].participants[-1].official, made.meetings[0].participants[-1].role) == (
        official.id,
        "speak",
    )


def test_one_more_mention_of_a_person(tmp_path: Path) -> None:
    def edit(results: Results) -> Results:
        first = named(results, "Official", "Lê Thị An")["id"]
        return [*results, region("Official", "An", "o"), link("o", first, SAME)]

    made = edited(edit, tmp_path)
    assert len(made.officials) == len(RECORD.officials)
    assert [span.text for span in made.officials[0].mentions][-1] == "An"


def test_a_fact_whose_first_mention_went_keeps_its_values_and_links(tmp_path: Path) -> None:
    text = TEXT + " Ban Chỉ đạo 35 Tỉnh ủy kết luận."
    record = bcdextract.extract(text, name="in/bai-1.txt")
    unit = next(one for one in record.units if len(one.mentions) > 1)
    assert record.meetings[0].conveners == (unit.id,)
    made = edited(lambda results: without(results, unit.id), tmp_path, record)
    (kept,) = [one for one in made.units if one.id == unit.id]
    assert kept.mentions == unit.mentions[1:]
    assert made.meetings[0].conveners == (unit.id,)
    assert kept.kind == unit.kind


def test_offsets_in_utf_16_units_as_old_versions_wrote_them(tmp_path: Path) -> None:
    def edit(results: Results) -> None:
        for one in results:
            for end in ("start", "end"):
                if "value" in one:
                    one["value"][end] = len(TEXT[: one["value"][end]].encode("utf-16-le")) // 2

    assert edited(edit, tmp_path) == RECORD


def test_ids_that_the_tool_gave_anew(tmp_path: Path) -> None:
    def edit(results: Results) -> None:
        for one in results:
            one |= {name: f"x{one[name][::-1]}" for name in ("id", "from_id", "to_id") if name in one}

    assert [unit.name for unit in edited(edit, tmp_path).units] == [unit.name for unit in RECORD.units]
    assert edited(edit, tmp_path) == RECORD


def test_ids_are_whole_in_label_studio() -> None:
    """Its areas are called <region>#<annotation>: an id is cut at the sign."""
    assert not any("#" in region.id for region in marked(full_record()).regions)


def test_another_label_for_the_same_words(tmp_path: Path) -> None:
    def edit(results: Results) -> Results:
        one = named(results, "Official", "Vũ Thu Hà")
        for post in [r["id"] for r in results if r.get("id", "").startswith(f"{one['id']}.")]:
            results = without(results, post)
        results = [r for r in results if one["id"] not in (r.get("from_id"), r.get("to_id"))]
        results = [r for r in results if r.get("id") != one["id"] or r is one]
        one["value"]["labels"] = ["Unit"]
        return results

    made = edited(edit, tmp_path)
    (unit,) = [unit for unit in made.units if unit.name == "Vũ Thu Hà"]
    assert (unit.kind, unit.mentions[0].rule) == ("other", BY_HAND)
    assert "Vũ Thu Hà" not in [official.name for official in made.officials]


def test_a_new_meeting_stands_where_the_text_has_it(tmp_path: Path) -> None:
    made = edited(put(region("Meeting", "😀"), field(region("Meeting", "😀"), "kind", "training")), tmp_path)
    assert [meeting.kind for meeting in made.meetings] == ["training", RECORD.meetings[0].kind]


def test_links_drawn_the_other_way(tmp_path: Path) -> None:
    def edit(results: Results) -> None:
        for one in results:
            if one["type"] == "relation":
                one |= {"from_id": one["to_id"], "to_id": one["from_id"], "direction": "left"}

    assert edited(edit, tmp_path) == RECORD


def put(*more: Json) -> Callable[[Results], Results]:
    return lambda results: [*results, *more]


BROKEN = region("Unit", "Tỉnh ủy")
BROKEN["value"]["start"] += 1
REFUSED: dict[str, tuple[Callable[[Results], Results | None], str]] = {
    "words that are elsewhere": (put(BROKEN), "is not «Tỉnh ủy» in its text; draw the region anew"),
    "a label of theirs": (put(region("Person", "Lê Thị An")), "no label of ours; use one of Meeting"),
    "a post of nobody": (
        put(region("Position", "phụ trách")),
        "Position «phụ trách»: belongs to nothing; link it from Official.positions",
    ),
    "a number without one": (put(region("Result", "họp giao ban")), "value of «họp giao ban»: Field required"),
    "a value that is none": (
        put(region("Result", "12 trang Facebook"), field(region("Result", "12 trang Facebook"), "value", "mười hai")),
        "results.",
    ),
    "a link that makes no sense": (
        put(region("Unit", "Tỉnh ủy", "u"), region("Result", "12 trang Facebook", "r"), link("u", "r", "positions")),
        "a Unit has parent -> Unit",
    ),
    "two things that are one": (
        put(region("Unit", "Tỉnh ủy", "u"), region("Result", "12 trang Facebook", "r"), link("u", "r", SAME)),
        "give both one label",
    ),
    "two dates of a meeting": (
        lambda results: [
            *results,
            region("MeetingDate", "5/3/2024", "d"),
            link(named(results, "MeetingDate", "Sáng 5/3/2024")["id"], "d", "x"),
            link(next(r["id"] for r in results if r["value"]["labels"] == ["Meeting"]), "d", "date"),
        ],
        "link x from MeetingDate",
    ),
    "one date too many": (
        lambda results: [
            *results,
            region("MeetingDate", "5/3/2024", "d"),
            link(next(r["id"] for r in results if r["value"]["labels"] == ["Meeting"]), "d", "date"),
        ],
        "has date two times; keep one",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused_with_the_words_and_the_mend(case: str, tmp_path: Path) -> None:
    edit, message = REFUSED[case]
    assert message in refused(edit, tmp_path)


def of_tasks(edit: Callable[[list[Any]], Any], tmp_path: Path) -> list[corrections.Sheet | corrections.Problem]:
    path = exported("label-studio", tmp_path, RECORD)
    tasks = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(edit(tasks) or tasks), encoding="utf-8")
    return list(corrections.read(path, "label-studio", {}))


@pytest.mark.parametrize(
    ("edit", "message", "untouched"),
    [
        (lambda tasks: tasks[0]["annotations"].append({"result": []}), "2 annotations; mark the right one", False),
        (lambda tasks: tasks[0]["annotations"].clear(), "nobody has annotated it", True),
        (lambda tasks: tasks[0]["annotations"][0].update(was_cancelled=True), "nobody has annotated it", True),
        (lambda tasks: tasks[0]["data"].update(text=TEXT + "."), "its text is not the one exported", False),
        (lambda tasks: tasks[0]["data"].update(record="{}"), "its record is damaged", False),
        (lambda tasks: tasks[0]["data"].pop("text") and None, "has no text", False),
        (lambda tasks: tasks[0].pop("data") and None, "not JSON-MIN", False),
        (lambda tasks: [1], "not JSON-MIN", False),
    ],
)
def test_tasks_that_give_nothing(edit: Any, message: str, untouched: bool, tmp_path: Path) -> None:
    (problem,) = of_tasks(edit, tmp_path)
    assert isinstance(problem, corrections.Problem)
    assert message in problem.message
    assert problem.untouched == untouched


def test_the_annotation_that_is_ground_truth(tmp_path: Path) -> None:
    def edit(tasks: list[Any]) -> None:
        tasks[0]["annotations"].insert(0, {"result": []})
        tasks[0]["annotations"][1]["ground_truth"] = True

    (sheet,) = of_tasks(edit, tmp_path)
    assert isinstance(sheet, corrections.Sheet)
    assert corrections.record_of(sheet) == RECORD


@pytest.mark.parametrize(
    ("tool", "name", "content", "message"),
    [
        ("label-studio", "a.json", "{", "export as JSON, not JSON-MIN"),
        ("label-studio", "a.json", "{}", "no list of tasks"),
        ("doccano", "a.jsonl", "{", "line 1: not JSON"),
        ("cas", "a.xmi", "<x/>", "no folder with .xmi files"),
    ],
)
def test_files_that_are_something_else(tool: str, name: str, content: str, message: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(ReadError, match=message):
        list(corrections.read(tmp_path / name, tool, {}))


def test_a_cas_file_that_is_none(tmp_path: Path) -> None:
    folder = exported("cas", tmp_path, RECORD)
    (folder / "00002-x.xmi").write_text("<x", encoding="utf-8")
    _, problem = corrections.read(folder, "cas", {})
    assert isinstance(problem, corrections.Problem)
    assert "00002-x.xmi: no CAS" in problem.message
    (folder / "TypeSystem.xml").unlink()
    with pytest.raises(ReadError, match="keep the files of an export together"):
        list(corrections.read(folder, "cas", {}))


def lines(edit: Callable[[Json], Any], tmp_path: Path) -> list[corrections.Sheet | corrections.Problem]:
    data = doccano.line(RECORD)
    data = edit(data) or data
    (tmp_path / "a.jsonl").write_text(json.dumps(data) + "\n\n", encoding="utf-8")
    return list(corrections.read(tmp_path / "a.jsonl", "doccano", {}))


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (lambda data: data["entities"][0].update(start_offset=4), "cuts a word"),
        (lambda data: data["entities"][0].update(end_offset=10**6), "cuts a word"),
        (lambda data: data["entities"][0].pop("label") and None, "an entity without id, label or offsets"),
        (lambda data: [data], "no article"),
    ],
)
def test_doccano_lines_that_do_not_hold(edit: Any, message: str, tmp_path: Path) -> None:
    (problem,) = lines(edit, tmp_path)
    assert isinstance(problem, corrections.Problem)
    assert message in problem.message


def test_doccano_numbers_anew_and_keeps_what_it_knows(tmp_path: Path) -> None:
    def edit(data: Json) -> None:
        for one in data["entities"]:
            one["id"] += 700
        for one in data["relations"]:
            one |= {"from_id": one["from_id"] + 700, "to_id": one["to_id"] + 700}

    (sheet,) = lines(edit, tmp_path)
    assert isinstance(sheet, corrections.Sheet)
    assert corrections.record_of(sheet) == RECORD


def test_doccano_without_relations(tmp_path: Path) -> None:
    start = TEXT.index("Tỉnh ủy")

    def edit(data: Json) -> Json:
        return {"text": TEXT, "record": data["record"], "label": [[start, start + 7, "Unit"]]}

    (sheet,) = lines(edit, tmp_path)
    assert isinstance(sheet, corrections.Sheet)
    made = corrections.record_of(sheet)
    assert [(unit.name, unit.kind) for unit in made.units] == [("Tỉnh ủy", "party_committee")]
    assert (made.meetings, made.officials) == ((), ())


def test_what_follows_from_words_is_a_value_of_its_label() -> None:
    for label, names in FOLLOWING.items():
        assert names <= set(schemes()[label].values)


WORDS = [
    ("Period", "6 tháng đầu năm 2024", {"start": "2024-01-01", "end": "2024-06-30"}),
    ("MeetingDate", "chiều 5/3/2024", {"start": "2024-03-05", "session": "afternoon"}),
    ("DateMention", "ngày 5/3/2024", {"start_date": "2024-03-05", "type": "date"}),
    ("Document", "Nghị quyết số 35-NQ/TW", {"number": "35-NQ/TW", "type": "Nghị quyết"}),
    ("Location", "hội trường xã", {"text": "hội trường xã"}),
    ("Result", "98,5%", {"value": "98.5", "measure": "percent"}),
    ("Result", "không có số", {}),
    ("Warning", "ngày 5/3", {}),
]


@pytest.mark.parametrize(("label", "words", "values"), WORDS)
def test_values_of_words(label: str, words: str, values: dict[str, str]) -> None:
    from bcdextract.corrections.words import said

    found = said(label, words)
    assert {name: found.get(name) for name in values} == values


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def records(tmp_path: Path) -> Path:
    export.write([*RECORDS, RECORD], "jsonl", tmp_path / "records.jsonl")
    return tmp_path / "records.jsonl"


@pytest.mark.parametrize("tool", corrections.TOOLS)
def test_gold_that_nobody_corrected_agrees_with_its_records(tool: str, records: Path, tmp_path: Path) -> None:
    path = exported(tool, tmp_path, *RECORDS, RECORD)
    done = run("gold", path, "--from", tool, "-o", tmp_path / "gold")
    assert (done.exit_code, done.stdout) == (0, "")
    assert f"{len(RECORDS) + 1} articles written" in done.stderr
    scores = evaluate([tmp_path / "gold"], records)
    assert scores.missing == ()
    assert {field: counts.f1 for field, counts in scores.strict.items()} == dict.fromkeys(scores.strict, 1.0)
    assert {"officials.role", "meeting.chair", "results.total", "units", "documents.date"} <= set(scores.strict)


def test_a_correction_counts_against_the_record(records: Path, tmp_path: Path) -> None:
    def edit(results: Results) -> None:
        (kind,) = [r for r in results if r.get("from_name") == "Meeting__kind"]
        kind["value"]["choices"] = ["final_review"]

    done = run("gold", changed(edit, tmp_path), "--from", "label-studio", "-o", tmp_path / "gold")
    assert done.exit_code == 0
    scores = evaluate([tmp_path / "gold"], records)
    assert scores.lenient["meeting.kind"].f1 == 0
    assert scores.lenient["officials.name"].f1 == 1


def test_articles_that_cannot_be_read_are_told_and_the_rest_is_written(tmp_path: Path) -> None:
    path = exported("doccano", tmp_path, RECORD, RECORD, RECORDS[0])
    nameless = doccano.line(bcdextract.extract(TEXT))
    text = path.read_text("utf-8") + json.dumps(nameless) + "\n"
    path.write_text(text, encoding="utf-8")
    done = run("gold", path, "--from", "doccano", "-o", tmp_path / "gold")
    assert done.exit_code == 1
    assert "line 2: another article is called bai-1 too" in done.stderr
    assert "line 4: its record has no source" in done.stderr
    assert len(list((tmp_path / "gold").iterdir())) == 2


def test_gold_of_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("\n", encoding="utf-8")
    done = run("gold", tmp_path / "a.jsonl", "--from", "doccano", "-o", tmp_path / "gold")
    assert (done.exit_code, "no article in it" in done.stderr) == (1, True)
    assert not (tmp_path / "gold").exists()


def test_tasks_that_nobody_annotated_are_counted(records: Path, tmp_path: Path) -> None:
    export.write([RECORD], "label-studio", tmp_path / "ls")
    path = tmp_path / "ls" / "tasks.json"
    done = run("gold", path, "--from", "label-studio", "--records", records, "-o", tmp_path / "gold")
    assert (done.exit_code, "0 articles written" in done.stderr, "1 not annotated yet" in done.stderr) == (
        0,
        True,
        True,
    )


def test_label_studio_finds_tasks_and_configuration_valid(tmp_path: Path) -> None:
    interface = pytest.importorskip("label_studio_sdk.label_interface", reason="needs label-studio-sdk")
    path = exported("label-studio", tmp_path, full_record(), *RECORDS)
    read = interface.LabelInterface((path.parent / "config.xml").read_text("utf-8"))
    read.validate()
    for task in json.loads((path.parent / "tasks.json").read_text("utf-8")):
        assert read.validate_task({"data": task["data"]})
        assert read.validate_prediction(task["predictions"][0], return_errors=True) == []


def test_label_studios_converter_reads_the_tasks(tmp_path: Path) -> None:
    converter = pytest.importorskip("label_studio_sdk.converter", reason="needs label-studio-sdk")
    path = exported("label-studio", tmp_path, *RECORDS)
    config = (path.parent / "config.xml").read_text("utf-8")
    made = converter.Converter(config, str(tmp_path), download_resources=False)
    made.convert_to_json_min(str(path), str(tmp_path / "min"), is_dir=False)
    for row, record in zip(json.loads((tmp_path / "min" / "result.json").read_text("utf-8")), RECORDS, strict=True):
        found = sorted((one["start"], one["end"], one["text"], one["labels"][0]) for one in row["label"])
        assert found == sorted((r.start, r.end, r.text, r.label) for r in marked(record).regions)
