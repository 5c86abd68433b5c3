"""The archive: nothing lost, nothing twice, whatever happens to the run."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

import bcdextract
from archives import ARTICLES, ROOT, ask, content, made, run, sound
from bcdextract.collection import database, schema, tables
from bcdextract.collection.tables import TABLES
from bcdextract.commands import tally
from bcdextract.errors import LexiconError, StoreError
from bcdextract.record import Model, Record

SMALL_CHUNKS = "from bcdextract.collection import write; write.CHUNK = 16; from bcdextract.cli import main; main()"
COMMAND = (sys.executable, "-c", SMALL_CHUNKS)
DYING = """
import os, signal, sys
from bcdextract.collection import placing, write
from bcdextract.cli import main

class Facts(placing.Facts):
    chunks = 0
    def write(self):
        Facts.chunks += 1
        super().write()

def insertion(name, rows=1):
    if name == sys.argv[-1] and Facts.chunks == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return statement(name, rows)

statement, placing.insertion = placing.insertion, insertion
write.Facts, write.CHUNK = Facts, 16
main(sys.argv[1:-1])
"""
"""The command, killed when it comes to the table named last in the second chunk that it writes."""
TEXT = "Sáng {0}/3/2024, Ban Chỉ đạo 35 Tỉnh ủy họp giao ban. Đồng chí Lê Thị An, Phó Bí thư Tỉnh ủy, chủ trì hội nghị."


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "archive.sqlite"
    done = run("store", ARTICLES, "--db", path)
    assert done.exit_code == 0, done.output
    return path


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return [bcdextract.extract(path) for path in sorted(ARTICLES.glob("*.txt"))]


def test_every_table_of_the_archive_is_there(archive: Path) -> None:
    asked = "articles meetings units officials positions participations results documents dates evidence warnings runs"
    names = {name for (name,) in ask(archive, "SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert set(asked.split()) <= names
    sound(archive)


def test_every_fact_is_stored(archive: Path, records: list[Record]) -> None:
    stored = sum(
        ask(archive, f"SELECT count(*) FROM {table.name}")[0][0] for table in TABLES if table.name != "warnings"
    )
    assert stored == sum(tally.facts(record) for record in records) > 800


def said(part: object) -> int:
    """How many spans of evidence a part of a record has."""
    if isinstance(part, tuple):
        return sum(said(one) for one in part)
    if isinstance(part, bcdextract.Evidence):
        return 1
    return sum(said(value) for _, value in part) if isinstance(part, Model) else 0


def test_every_piece_of_evidence_is_stored_and_points_to_its_words(archive: Path, records: list[Record]) -> None:
    rows = ask(archive, 'SELECT text, start, "end", article FROM evidence')
    assert len(rows) == sum(said(record) for record in records)
    texts = dict(ask(archive, "SELECT id, text FROM articles"))
    assert all(texts[article][start:end] == words for words, start, end, article in rows)


def test_values_are_those_of_the_records(archive: Path, records: list[Record]) -> None:
    stored = ask(archive, "SELECT value, item, measure FROM results ORDER BY id")
    every = [result for record in records for result in record.results]
    assert [(Decimal(str(value)), item, measure) for value, item, measure in stored] == [
        (result.value, result.item, result.measure) for result in every
    ]
    stored = ask(archive, "SELECT name, aliases, confidence FROM units ORDER BY id")
    units = [unit for record in records for unit in record.units]
    assert [(n, tuple(json.loads(a)), c) for n, a, c in stored] == [(u.name, u.aliases, u.confidence) for u in units]


def test_evidence_is_tied_to_its_fact(archive: Path) -> None:
    for table, column, part in (("officials", "name", "mentions"), ("positions", "text", "evidence")):
        told = f"SELECT f.{column}, evidence.text FROM {table} AS f JOIN evidence ON evidence.fact = f.id"
        rows = ask(archive, f"{told} WHERE fact_table = ? AND part = ?", table, part)
        assert rows
        assert {value for value, words in rows if value == words} == {value for value, _ in rows}


def test_no_field_of_the_models_is_lost() -> None:
    """Every field is a column, a table or evidence, so a field that a model gains cannot be forgotten."""
    assert tables.uncovered() == set()
    layout = schema.layout()
    for table in (*TABLES, tables.ARTICLE):
        children = {child.field for child in TABLES if child.parent == table.name} | {"conveners"}
        evidence = {path[0] for path in tables.evidence_paths(table)}
        for name in table.model.model_fields:
            columns = {column for column in layout[table.name] if column == name or column.startswith(f"{name}_")}
            assert columns or name in children | evidence | {"id"}, (table.name, name)


def test_a_second_run_changes_nothing(archive: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    shutil.copy(archive, copy)
    done = run("store", ARTICLES, "--db", copy)
    assert done.stderr.endswith(": 0 articles, 20 unchanged, 0 facts, 0 warnings, 0 errors\n")
    assert content(copy) == content(archive)


def test_processes_give_the_same_archive(archive: Path, tmp_path: Path) -> None:
    run("store", ARTICLES, "--db", tmp_path / "b.sqlite", "--jobs", 2)
    assert content(tmp_path / "b.sqlite") == content(archive)


def test_reading_anew_gives_the_same_archive(archive: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    shutil.copy(archive, copy)
    done = run("store", ARTICLES, "--db", copy, "--anew")
    assert ": 20 articles, " in done.stderr
    sound(copy)
    assert len(content(copy)["evidence"]) == len(content(archive)["evidence"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for number in (1, 2, 3):
        (tmp_path / "in" / f"{number}.txt").write_text(TEXT.format(number), encoding="utf-8")
    run("store", tmp_path / "in", "--db", tmp_path / "a.sqlite")
    return tmp_path


def test_only_what_is_new_or_changed_is_read(folder: Path) -> None:
    path = folder / "a.sqlite"
    (folder / "in" / "2.txt").write_text(TEXT.format(22), encoding="utf-8")
    (folder / "in" / "4.txt").write_text(TEXT.format(4), encoding="utf-8")
    (folder / "in" / "5.txt").write_text(TEXT.format(1), encoding="utf-8")  # the text of 1.txt again
    done = run("store", folder / "in", "--db", path)
    assert ": 3 articles, 2 unchanged, " in done.stderr
    assert ask(path, "SELECT date FROM articles ORDER BY date") == [(f"2024-03-{d}",) for d in ("01", "03", "04", "22")]
    assert ask(path, "SELECT count(*) FROM sources") == [(5,)]
    sound(path)


def test_a_name_that_comes_twice_holds_what_came_last(tmp_path: Path) -> None:
    """Both articles are of one chunk: the first goes before it is written."""
    rows = [
        {"id": "x", "text": TEXT.format(1)},
        {"id": "y", "text": TEXT.format(2)},
        {"id": "x", "text": TEXT.format(3)},
    ]
    (tmp_path / "a.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    path = tmp_path / "a.sqlite"
    run("store", tmp_path / "a.jsonl", "--db", path)
    assert ask(path, "SELECT id, date FROM articles ORDER BY id") == [(2, "2024-03-02"), (3, "2024-03-03")]
    assert ask(path, "SELECT DISTINCT article FROM evidence ORDER BY 1") == [(2,), (3,)]
    sound(path)


def test_an_archive_whose_search_had_a_trigger_is_gone_on_with(folder: Path) -> None:
    path = folder / "a.sqlite"
    columns = "title, text, title_plain, text_plain"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "CREATE TRIGGER articles_fts_insert AFTER INSERT ON articles BEGIN"
            f" INSERT INTO articles_fts(rowid, {columns})"
            f" SELECT id, {columns} FROM articles_searched WHERE id = new.id; END"
        )
    (folder / "in" / "4.txt").write_text(TEXT.format(4), encoding="utf-8")
    run("store", folder / "in", "--db", path)
    assert ask(path, "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'nghi'") == [(4,)]
    sound(path)


def test_a_text_stays_while_a_source_holds_it(folder: Path) -> None:
    path = folder / "a.sqlite"
    copy, first = folder / "in" / "0.txt", folder / "in" / "1.txt"
    copy.write_text(TEXT.format(1), encoding="utf-8")
    run("store", copy, "--db", path)
    first.write_text(TEXT.format(9), encoding="utf-8")
    run("store", first, "--db", path)
    assert ask(path, "SELECT source FROM articles WHERE date = '2024-03-01'") == [(copy.as_posix(),)]
    copy.write_text(TEXT.format(8), encoding="utf-8")
    run("store", copy, "--db", path)
    assert ask(path, "SELECT count(*) FROM articles WHERE date = '2024-03-01'") == [(0,)]
    sound(path)


def test_another_version_is_read_again(folder: Path) -> None:
    path = folder / "a.sqlite"
    done = run("store", folder / "in", "--db", path, "--min-confidence", "0.999")
    assert ": 3 articles, " in done.stderr
    assert ask(path, "SELECT count(*) FROM units") == [(0,)]
    assert ask(path, "SELECT count(*) FROM articles") == [(3,)]
    sound(path)


def test_own_words_are_read_and_other_words_read_again(folder: Path) -> None:
    path, words = folder / "a.sqlite", folder / "my.yaml"
    (folder / "in" / "1.txt").write_text(
        "Sáng 5/3/2024, Ktăngơ Vy, Bí thư Huyện ủy, chủ trì hội nghị.", encoding="utf-8"
    )
    told = []
    for alias in (None, "Ktăngơ", "Hmôk"):
        if alias:
            words.write_text(f'surnames: [{{aliases: [{alias}], example: "bà {alias} Vy"}}]', encoding="utf-8")
        for _ in range(2):
            done = run("store", folder / "in", "--db", path, *(("--lexicon", words) if alias else ()))
            told.append(done.stderr.partition(": ")[2].partition(": ")[2].partition(", ")[0])
        names = ask(path, "SELECT name FROM officials JOIN sources USING (article) WHERE source LIKE '%1.txt'")
        assert (("Ktăngơ Vy",) in names) == (alias == "Ktăngơ"), alias
    assert told == ["1 articles", "0 articles"] + ["3 articles", "0 articles"] * 2
    assert run("store", folder / "in", "--db", path, "--lexicon", "no.yaml").exit_code == 2
    sound(path)


def test_all_pages_are_read_where_that_is_wanted(tmp_path: Path) -> None:
    words = "Trang bạn tìm không có ở đây, mời bạn trở lại trang đầu để đọc các tin khác trong ngày. "
    page = f"<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1><p>{words}</p></body></html>"
    (tmp_path / "s.html").write_text(page, encoding="utf-8")
    counts = []
    for options in ((), ("--all-pages",)):
        run("store", tmp_path / "s.html", "--db", tmp_path / "a.sqlite", *options)
        counts += ask(tmp_path / "a.sqlite", "SELECT count(*), count(error) FROM sources")
    assert counts == [(1, 1), (1, 0)]


def test_a_source_that_fails_later_keeps_what_it_gave(folder: Path) -> None:
    path = folder / "a.sqlite"
    (folder / "in" / "1.txt").write_bytes(b"")
    done = run("store", folder / "in", folder / "none.txt", "--db", path)
    assert done.exit_code == 1
    assert ": 0 articles, 2 unchanged, 0 facts, 0 warnings, 2 errors (2 ReadError)\n" in done.stderr
    assert ask(path, "SELECT count(*) FROM articles") == [(3,)]
    assert ask(path, "SELECT error, sources FROM errors_by_kind") == [("ReadError", 2)]
    assert ask(path, "SELECT articles, unchanged, errors FROM runs ORDER BY id") == [(3, 0, 0), (0, 2, 2)]
    (folder / "in" / "1.txt").write_text(TEXT.format(1), encoding="utf-8")
    run("store", folder / "in", "--db", path)
    assert ask(path, "SELECT sources FROM errors_by_kind") == [(1,)]


def test_an_older_archive_gains_columns(folder: Path) -> None:
    path = folder / "a.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("ALTER TABLE documents DROP COLUMN title")
    connection.close()
    run("store", folder / "in", "--db", path, "--anew")
    assert ask(path, "SELECT title FROM documents") == []
    sound(path)


def test_a_known_date_that_differs_is_a_warning(tmp_path: Path) -> None:
    wrong = "Tỉnh ủy họp về Nghị quyết số 35-NQ/TW ngày 22/10/{0} của Bộ Chính trị."
    texts = {str(year): wrong.format(year) for year in (2008, 2018, 2019)}
    path = made(tmp_path / "a.sqlite", {**texts, "other": wrong.format(2018).replace("22/10/2018", "5/5/2004")})
    rows = ask(
        path,
        """SELECT source FROM warnings JOIN articles ON articles.id = warnings.article
        WHERE code = 'known_date_differs' ORDER BY source""",
    )
    assert rows == [("2008",), ("2019",)]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"number": "1", "date": 1, "type": "", "issuer": "", "about": ""}, "no date"),
        ({"number": "1", "date": 1, "type": "", "issuer": "", "about": "", "day": 1}, "unknown day"),
    ],
)
def test_known_documents_are_checked(entry: dict[str, object], message: str) -> None:
    from bcdextract.collection.known import known

    with pytest.raises(LexiconError, match=message):
        known(entry)


@pytest.mark.parametrize("content", [b"no database at all, but long enough to be read as one" * 10, None])
def test_a_file_that_is_no_archive_is_refused_and_kept(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "a.sqlite"
    if content is None:
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE mine (a)")
        connection.close()
    else:
        path.write_bytes(content)
    before = path.read_bytes()
    done = run("store", ARTICLES, "--db", path)
    assert done.exit_code == 1
    assert "name an archive" in done.stderr
    assert path.read_bytes() == before
    assert run("search", path, "ban").exit_code == 2


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ([], "Missing option '--db'"),
        (["--db", "no/such/a.sqlite"], "there is no folder"),
        (["--db", "."], "is not a file"),
        (["--db", ARTICLES / "muong-ang-bcd35-2021.txt"], "is one of the inputs"),
    ],
)
def test_wrong_usage(options: list[object], message: str) -> None:
    done = run("store", ARTICLES, *options)
    assert done.exit_code == 2
    assert message in done.stderr


def test_without_sqlite_utils_the_mend_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sqlite_utils", None)
    done = run("store", ARTICLES, "--db", tmp_path / "a.sqlite")
    assert done.exit_code == 1
    assert 'pip install "bcdextract[store]"' in done.stderr


def test_a_chunk_is_written_whole_or_not_at_all(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = content(folder / "a.sqlite")
    store = bcdextract.collection.write.Store  # type: ignore[attr-defined]

    def full(self: object, entry: object, numbers: object) -> None:
        put(self, entry, numbers)
        raise sqlite3.OperationalError("disk is full")

    put = store._put
    monkeypatch.setattr(store, "_put", full)
    (folder / "in" / "2.txt").write_text(TEXT.format(22), encoding="utf-8")
    done = run("store", folder / "in", "--db", folder / "a.sqlite")
    assert done.exit_code == 1
    assert "disk is full; what was written before is kept" in done.stderr
    assert content(folder / "a.sqlite") == before
    sound(folder / "a.sqlite")


def test_ctrl_c_says_how_to_go_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from bcdextract import batch

    def stopped(*arguments: object, **more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(batch, "extract", stopped)
    monkeypatch.setattr(sys, "argv", ["bcdextract", "store", "in", "--db", "a b.sqlite"])
    done = run("store", folder / "in", "--db", folder / "a.sqlite", "--anew")
    assert done.exit_code == 130
    assert done.stderr.endswith("To go on: bcdextract store in --db 'a b.sqlite'\n")
    sound(folder / "a.sqlite")


def test_ctrl_c_keeps_what_was_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from bcdextract import batch

    def stopped(source: Path, **more: object) -> Record:
        if source == paths[2]:
            raise KeyboardInterrupt
        return bcdextract.extract(source, name=source.as_posix())

    paths = sorted(ARTICLES.glob("*.txt"))
    monkeypatch.setattr(batch, "extract", stopped)
    assert run("store", *paths, "--db", tmp_path / "a.sqlite").exit_code == 130
    assert ask(tmp_path / "a.sqlite", "SELECT source FROM articles") == [(path.as_posix(),) for path in paths[:2]]
    assert not (tmp_path / "a.sqlite-wal").exists()
    sound(tmp_path / "a.sqlite")
    monkeypatch.undo()
    assert ": 18 articles, 2 unchanged, " in run("store", *paths, "--db", tmp_path / "a.sqlite").stderr
    run("store", *paths, "--db", tmp_path / "b.sqlite")
    assert content(tmp_path / "a.sqlite") == content(tmp_path / "b.sqlite")


def many(folder: Path, copies: int) -> Path:
    """The fixtures over and over, a number added to each so that no text comes twice."""
    (folder / "many").mkdir()
    for path in sorted(ARTICLES.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        for number in range(copies):
            numbered = text.replace(". ", f". Đây là bản tin số {number} trong tuần. ", 1)
            (folder / "many" / f"{number:03}-{path.name}").write_text(numbered, encoding="utf-8")
    return folder / "many"


def start(inputs: Path, path: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*COMMAND, "store", str(inputs), "--db", str(path)],
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
    )


def test_two_runs_at_once(tmp_path: Path) -> None:
    inputs = many(tmp_path, 6)
    first, second = start(inputs, tmp_path / "a.sqlite"), start(inputs, tmp_path / "a.sqlite")
    assert [process.wait(timeout=120) for process in (first, second)] == [0, 0]
    sound(tmp_path / "a.sqlite")
    assert ask(tmp_path / "a.sqlite", "SELECT count(*), count(DISTINCT ref) FROM articles") == [(120, 120)]
    run("store", inputs, "--db", tmp_path / "b.sqlite")
    counts = [{name: len(rows) for name, rows in content(tmp_path / f"{x}.sqlite").items()} for x in "ab"]
    assert counts[0] == counts[1]


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL on Windows")
def test_a_run_killed_while_it_writes_leaves_whole_chunks(tmp_path: Path) -> None:
    """Three runs, each killed in the midst of the second chunk that it writes."""
    inputs = many(tmp_path, 3)
    path = tmp_path / "killed.sqlite"
    for table, kept in (("meetings", 16), ("results", 32), ("evidence", 48)):
        command = [sys.executable, "-c", DYING, "store", str(inputs), "--db", str(path), table]
        assert subprocess.run(command, stderr=subprocess.DEVNULL, cwd=ROOT, check=False).returncode == -signal.SIGKILL
        assert ask(path, "SELECT count(*) FROM articles") == [(kept,)]
        sound(path)
    run("store", inputs, "--db", path)
    run("store", inputs, "--db", tmp_path / "whole.sqlite")
    assert content(path) == content(tmp_path / "whole.sqlite")


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL on Windows")
def test_killed_runs_go_on_and_end_the_same(tmp_path: Path) -> None:
    inputs = many(tmp_path, 12)
    began = time.perf_counter()
    process = start(inputs, tmp_path / "whole.sqlite")
    assert process.wait(timeout=120) == 0
    whole = time.perf_counter() - began
    moments = random.Random(6)
    for _ in range(4):
        process = start(inputs, tmp_path / "killed.sqlite")
        time.sleep(moments.uniform(0.1, 0.8) * whole)
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=60)
    assert start(inputs, tmp_path / "killed.sqlite").wait(timeout=120) == 0
    sound(tmp_path / "killed.sqlite")
    assert content(tmp_path / "killed.sqlite") == content(tmp_path / "whole.sqlite")


def test_reading_needs_an_archive(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="bcdextract store INPUT"):
        database.to_read(tmp_path / "none.sqlite")
