import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.domain import Query
from tests.fakes.clauses import clause, corpus

pytestmark = pytest.mark.usefixtures("through_chroma")

QUESTIONS = [Query(item.text[:12]) for item in corpus()]


def test_sixteen_threads_search_while_generations_come_and_go(library):
    """The old searcher is let go and its files are removed under running searches; none may notice."""
    library.build("g-0", corpus())
    serving = [library.open("g-0")]
    serving[0].complete()
    stop = threading.Event()

    def ask(number):
        asked = 0
        while not stop.is_set():
            searcher = serving[0]
            for question in QUESTIONS[number % 3 :: 3]:
                hits = searcher.search(question, 5)
                assert hits
                assert all(hit.dense for hit in hits[:1])
                asked += 1
        return asked

    with ThreadPoolExecutor(16) as pool:
        running = [pool.submit(ask, number) for number in range(16)]
        try:
            for generation in range(1, 4):
                name = f"g-{generation}"
                library.build(name, [*corpus(), clause(f"new:{generation}", f"第{generation}次新增的条款。")])
                serving[0] = library.open(name)
                serving[0].complete()
                library.remove_stale(name)
        finally:
            stop.set()
        assert all(future.result() > 0 for future in running)
    assert library.names() == ("g-3",)


def test_answers_do_not_depend_on_the_thread(built):
    searcher = built[1].open("small")
    searcher.complete()
    alone = [searcher.search(question, 10) for question in QUESTIONS]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda question: searcher.search(question, 10), QUESTIONS * 4))
    assert together == alone * 4
