"""An archive becomes one file of claims, part by part, whatever becomes of a run or of a document."""

import functools
import gc
import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pandas as pd
import pyarrow.parquet as pq
import pytest

from claims import archive
from claims.archive import invented_reports, plan, worker, write_archive
from claims.archive.part import do_job
from claims.documents import read_text
from claims.errors import ClaimsError, InputError
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


HELD = """
import time
from pathlib import Path
from claims.archive import worker
read = worker._from_row

def held(row, doc, path, known):
    while Path({hold!r}).exists():
        time.sleep(0.05)
    return read(row, doc, path, known)

worker._from_row = held
worker.main()
"""


def hold_documents(program):
    worker.PROGRAM = program


def until(true, seconds=60):
    """Wait for something to be true, and fail where it does not become so."""
    started = time.monotonic()
    while not true():
        assert time.monotonic() - started < seconds
        time.sleep(0.05)


@pytest.fixture
def distributed():
    return pytest.importorskip("distributed", reason="needs the extra dask")


def test_a_cluster_writes_the_same_and_a_killed_worker_loses_nothing(table, tmp_path, distributed):
    done(table, tmp_path / "here.parquet")
    hold = tmp_path / "hold"
    hold.touch()
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
        ThreadPoolExecutor(1) as pool,
    ):
        client.run(hold_documents, HELD.format(hold=str(hold)))
        address, process = next(iter(client.run(os.getpid).items()))
        there = pool.submit(done, table, tmp_path / "there.parquet", scheduler=cluster.scheduler_address)
        try:
            until(lambda: all(client.processing().values()) and len(client.processing()) == 2)
            in_flight = set(client.processing()[address])
            assert in_flight and parts(tmp_path / "there.parquet") == {}
            os.kill(process, signal.SIGKILL)
            until(lambda: address not in client.processing())
            assert in_flight <= set().union(*client.processing().values()) | waiting(client)
        finally:
            hold.unlink()
        totals = there.result()
    assert totals.documents == 30
    assert (tmp_path / "here.parquet").read_bytes() == (tmp_path / "there.parquet").read_bytes()


def waiting(client):
    """The keys of the tasks that no worker has yet."""
    return client.run_on_scheduler(
        lambda dask_scheduler: {
            key
            for key, task in dask_scheduler.tasks.items()
            if task.state in ("queued", "no-worker", "waiting")
        }
    )


def test_what_a_cluster_cannot_do_is_told_once_and_the_run_says_what_to_do(
    table, tmp_path, distributed, monkeypatch
):
    def planned(*arguments):
        return tuple(replace(each, run="other") for each in plan.plan(*arguments))

    monkeypatch.setattr(archive.run, "plan", planned)
    told = []
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
        ) as cluster,
        pytest.raises(ClaimsError, match="6 parts are missing; run again"),
    ):
        done(table, tmp_path / "out.parquet", told, scheduler=cluster.scheduler_address)
    assert len(told) == 1 and "another version of claims" in told[0]


@pytest.mark.parametrize("missing", ["source", "output"])
def test_a_worker_that_does_not_see_the_files_says_that_the_disk_is_to_be_shared(table, tmp_path, missing):
    (job,) = plan.plan(table, tmp_path / "out.parquet", archive.Settings())
    elsewhere = tmp_path / "elsewhere" / "000000.parquet"
    if missing == "source":
        elsewhere.parent.mkdir()
    job = replace(job, output=str(elsewhere), source=str(elsewhere) if missing == "source" else job.source)
    with pytest.raises(ClaimsError, match="on a disk that they share"):
        do_job(job)


def test_a_scheduler_that_does_not_answer_is_named(table, tmp_path, distributed, monkeypatch):
    assert distributed
    monkeypatch.setattr(archive.run, "SECONDS_TO_CONNECT", 1)
    with pytest.raises(
        ClaimsError, match=r"tcp://127.0.0.1:9: no scheduler answers .*start one: dask scheduler"
    ):
        done(table, tmp_path / "out.parquet", scheduler="tcp://127.0.0.1:9")


def test_a_run_says_that_no_worker_has_joined_and_ends_in_words_when_its_scheduler_does(
    table, tmp_path, distributed, monkeypatch
):
    assert distributed
    monkeypatch.setattr(archive.run, "SECONDS_TO_CONNECT", 5)
    file, told = tmp_path / "scheduler.json", []
    places = ["--host", "127.0.0.1", "--port", "0", "--dashboard-address", "127.0.0.1:0"]
    command = [sys.executable, "-m", "dask", "scheduler", *places, "--scheduler-file", str(file)]
    scheduler = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        until(file.exists)
        address = json.loads(file.read_text(encoding="utf-8"))["address"]
        with ThreadPoolExecutor(1) as pool:
            run = pool.submit(done, table, tmp_path / "out.parquet", told, scheduler=address)
            until(lambda: told)
            scheduler.kill()
            with pytest.raises(ClaimsError, match="6 parts are missing; run again"):
                run.result(timeout=120)
    finally:
        scheduler.kill()
        scheduler.wait()
    assert "no worker has joined yet; start some: dask worker tcp://" in told[0]
    assert len(told) == 2 and "a part was not done" in told[1], told


def test_an_address_that_is_none_is_named(table, tmp_path, distributed):
    assert distributed
    with pytest.raises(ClaimsError, match="nowhere: no scheduler answers"):
        done(table, tmp_path / "out.parquet", scheduler="nowhere")


def test_a_scheduler_without_dask_says_what_to_install(table, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClaimsError, match=r"pip install 'claims\[dask\]'"):
        done(table, tmp_path / "out.parquet", scheduler="tcp://127.0.0.1:9")


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
