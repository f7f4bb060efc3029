"""An archive becomes one file of claims, part by part, whatever becomes of a run or of a document."""

import functools
import gc
import json
import os
import signal
import subprocess
import sys
import time

import pandas as pd
import pyarrow.parquet as pq
import pytest

from claims import archive
from claims.archive import worker
from claims.archive.sample import invented_reports, write_archive
from claims.documents import read_text
from claims.errors import InputError
from claims.extraction import extract_claims
from claims.language import forgetting

CLAIM = "Acme let {} read users' private messages without their consent, The Daily Ledger reported."
OTHER = "The council of the valley met on Monday and spoke about the new bridge over the river. " * 12
PARTNERS = ("Alba Bank", "Bravo Travel", "Corda Music")


def texts(count):
    """Texts of our own, every third about data access."""
    return [OTHER if n % 3 else CLAIM.format(PARTNERS[n // 3 % 3]) for n in range(count)]


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "in.parquet"
    pd.DataFrame(
        {"doc": [f"d{n}" for n in range(30)], "text": texts(30), "company": "Acme", "published": "2018-12-18"}
    ).to_parquet(path, row_group_size=8)
    return path


def done(source, output, told=None, **options):
    """A run in parts of five."""
    settings = archive.Settings(documents=5, seconds=options.pop("seconds", 60))
    tell = told.append if told is not None else lambda _: None
    return archive.run_archive(source, output, settings, tell=tell, **options)


def parts(output):
    """The parts of an output by path, with when they were written."""
    return {
        path: path.stat().st_mtime_ns for path in output.with_name(f"{output.name}.parts").rglob("*.parquet")
    }


def test_a_table_becomes_claims_with_what_its_rows_say(table, tmp_path):
    totals = done(table, tmp_path / "out.parquet", workers=2)
    frame = pd.read_parquet(tmp_path / "out.parquet")
    assert (totals.documents, totals.passed_by, totals.failed) == (30, 20, 0)
    assert [*frame["doc"]] == [f"d{n}" for n in range(0, 30, 3)]
    assert set(frame["partner"]) == set(PARTNERS)
    assert set(frame["company"]) == {"Acme"} and set(frame["published"]) == {"2018-12-18"}
    notes = json.loads(pq.read_schema(tmp_path / "out.parquet").metadata[b"claims_archive"])
    assert (notes["format"], notes["documents"]) == (1, 30)
    assert pd.read_parquet(archive.failures_path(tmp_path / "out.parquet")).empty


def test_one_process_and_two_write_the_same_bytes_and_a_second_run_does_nothing(table, tmp_path):
    done(table, tmp_path / "a.parquet")
    done(table, tmp_path / "b.parquet", workers=2)
    before = parts(tmp_path / "a.parquet")
    done(table, tmp_path / "a.parquet")
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()
    assert len(before) == 6 and parts(tmp_path / "a.parquet") == before


def test_a_folder_becomes_claims_and_what_cannot_be_read_is_listed(run, tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    for n, text in enumerate(texts(7)):
        (folder / f"t{n}.txt").write_text(text, encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    german = (
        "Die Firma hat der Bank nicht gesagt, dass sie die Daten der Kunden nicht mehr lesen darf und soll."
    )
    (folder / "german.txt").write_text(german, encoding="utf-8")
    (folder / "long.txt").write_text(OTHER * 3, encoding="utf-8")
    output = tmp_path / "out.parquet"
    code, out, err = run(
        "extract", "--input", folder, "--output", output, "--characters", 2000, "--company", "Acme"
    )
    failures = pd.read_parquet(archive.failures_path(output))
    assert (code, out) == (2, "") and "3 documents were left out" in err
    assert list(failures) == ["doc", "path", "found", "expected"]
    assert [*failures["doc"]] == ["empty", "german", "long"]
    assert "German" in failures["found"][1] and "characters" in failures["found"][2]
    assert set(pd.read_parquet(output)["doc"]) == {"t0", "t3", "t6"}


def test_a_run_that_was_killed_goes_on_where_it_was(table, tmp_path):
    output = tmp_path / "out.parquet"
    command = [sys.executable, "-m", "claims", "extract", "--input", table, "--output", output, "--part", "1"]
    killed = subprocess.Popen([*map(str, command)], start_new_session=True)
    started = time.monotonic()
    while len(parts(output)) < 3 and time.monotonic() - started < 60:
        time.sleep(0.005)
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    before = parts(output)
    assert 3 <= len(before) < 30 and not output.exists()
    subprocess.run([*map(str, command)], check=True)
    assert before.items() <= parts(output).items() and len(parts(output)) == 30
    whole = tmp_path / "whole.parquet"
    archive.run_archive(table, whole, archive.Settings(documents=1), tell=lambda _: None)
    assert output.read_bytes() == whole.read_bytes()


def test_a_changed_input_reuses_no_part_and_says_so(table, tmp_path):
    output, told = tmp_path / "out.parquet", []
    done(table, output)
    frame = pd.read_parquet(table)
    frame.loc[0, "text"] = CLAIM.format("Delvo Travel")
    frame.to_parquet(table)
    done(table, output, told)
    assert "are not used" in told[0] and len(parts(output)) == 12
    assert "Delvo Travel" in set(pd.read_parquet(output)["partner"])


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"body": ["x"]}, "no column text among body"),
        ({"text": [1]}, "the column text is int64"),
        ({"text": ["x", "y"], "doc": ["a", "a"]}, "two documents are called 'a'"),
    ],
)
def test_a_table_that_does_not_fit_is_refused_by_name(tmp_path, columns, said):
    path = tmp_path / "in.parquet"
    pd.DataFrame(columns).to_parquet(path)
    with pytest.raises(InputError, match=said) as refused:
        done(path, tmp_path / "out.parquet")
    assert str(path) in str(refused.value)


def test_what_is_no_table_is_refused(tmp_path):
    (tmp_path / "in.parquet").write_text("no table", encoding="utf-8")
    with pytest.raises(InputError, match="no Parquet file"):
        done(tmp_path / "in.parquet", tmp_path / "out.parquet")


def test_a_cluster_writes_the_same_and_loses_nothing_with_a_worker(table, tmp_path):
    distributed = pytest.importorskip("distributed", reason="needs the extra dask")
    done(table, tmp_path / "here.parquet")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        first = next(iter(client.run(os.getpid).values()))
        killer = subprocess.Popen(
            [sys.executable, "-c", f"import os, time; time.sleep(2); os.kill({first}, 9)"]
        )
        done(table, tmp_path / "there.parquet", scheduler=cluster.scheduler_address)
        killer.wait()
    assert (tmp_path / "here.parquet").read_bytes() == (tmp_path / "there.parquet").read_bytes()


HARMFUL = """
import os, re
from claims.archive import worker
read = worker._from_row

def harmful(row, doc, path, known):
    if doc == "d3":
        re.match("(a+)+$", "a" * 60 + "b")
    if doc == "d6":
        os.kill(os.getpid(), 9)
    if doc == "d9":
        bytearray(4_000_000_000)
    return read(row, doc, path, known)

worker._from_row = harmful
worker.main()
"""


def test_a_document_that_hangs_or_kills_or_swallows_memory_is_listed_and_the_others_are_read(
    table, tmp_path, monkeypatch
):
    monkeypatch.setattr(worker, "PROGRAM", HARMFUL)
    totals = done(table, tmp_path / "out.parquet", seconds=3)
    failures = pd.read_parquet(archive.failures_path(tmp_path / "out.parquet")).set_index("doc")["found"]
    assert failures.to_dict() == {
        "d3": "it was not done in time",
        "d6": "its process ended twice (code -9)",
        "d9": "it needs more memory",
    }
    assert (totals.documents, totals.failed) == (30, 3)
    assert len(pd.read_parquet(tmp_path / "out.parquet")["doc"]) == 7


COUNTING = """
import sys
from claims.archive import worker
from claims.language import pipeline
send = worker._send

def counting(outgoing, message):
    if isinstance(message, worker.Outcome):
        lemmatizer = pipeline().get_pipe("lemmatizer")
        print(len(pipeline().vocab.strings), len(lemmatizer.cache), file=sys.stderr)
    send(outgoing, message)

worker._send = counting
worker.main()
"""


def test_a_process_forgets_the_words_of_each_part(tmp_path, monkeypatch, capfd):
    monkeypatch.setattr(worker, "PROGRAM", COUNTING)
    source = write_archive(tmp_path / "in.parquet", invented_reports(20, every=1))
    done(source, tmp_path / "out.parquet")
    words, lemmas = zip(
        *(map(int, line.split()) for line in capfd.readouterr().err.splitlines()), strict=True
    )
    assert len(words) == 20
    assert words[19] - words[4] < words[4] - words[0], "the last part's words come on top of the first's"
    assert lemmas[5] < lemmas[4]


def unbounded_caches():
    """How much lies in each cache of the package that keeps all it is given."""
    found = (each for each in gc.get_objects() if isinstance(each, functools._lru_cache_wrapper))
    return {
        f"{each.__module__}.{each.__name__}": each.cache_info().currsize
        for each in found
        if each.__module__.startswith("claims.") and each.cache_info().maxsize is None
    }


def test_no_cache_grows_with_the_names_in_the_texts():
    texts = [row["text"] for row in invented_reports(12, every=1)]
    with forgetting():
        for text in texts[:9]:
            extract_claims(read_text(text))
        before = unbounded_caches()
        for text in texts[9:]:
            extract_claims(read_text(text))
        after = unbounded_caches()
    assert len(before) > 20
    assert {name for name in after if after[name] > before.get(name, 0)} == set()


def test_what_is_parsed_to_be_forgotten_has_the_same_claims():
    texts = [row["text"] for row in invented_reports(4, every=1)]
    kept = [extract_claims(read_text(text)) for text in texts]
    for text, found in zip(texts, kept, strict=True):
        with forgetting():
            assert extract_claims(read_text(text)) == found
    assert all(kept)


def test_invented_reports_are_the_same_each_time_and_about_data_access_where_asked(tmp_path):
    first, second = (
        write_archive(tmp_path / name, invented_reports(30, every=3)) for name in ("a.parquet", "b.parquet")
    )
    assert first.read_bytes() == second.read_bytes()
    totals = done(first, tmp_path / "out.parquet")
    assert (totals.documents, totals.passed_by, totals.failed) == (30, 20, 0)
    assert totals.claims >= 20
