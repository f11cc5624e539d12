"""Engines on one file take turns at writing."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import text

from assistant.storage.engine import open_engine


def test_two_engines_of_a_process_on_one_file_never_find_it_busy(tmp_path):
    url = f"sqlite+pysqlite:///{tmp_path / 'assistant.db'}"
    engines = [open_engine(url, busy_timeout_ms=0) for _ in range(2)]
    with engines[0].write() as connection:
        connection.execute(text("CREATE TABLE counted (n INTEGER)"))

    def count(n: int) -> None:
        with engines[n % 2].write() as connection:
            connection.execute(text("INSERT INTO counted VALUES (:n)"), {"n": n})

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(count, range(200)))
    with engines[1].read() as connection:
        assert connection.execute(text("SELECT count(*) FROM counted")).scalar_one() == 200
    for engine in engines:
        engine.close()
