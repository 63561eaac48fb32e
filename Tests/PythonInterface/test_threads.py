"""Many threads, and what else runs while the library works."""
import multiprocessing
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from samples import BRIEF, long_brief

import sarup


def test_threads_share_a_renderer() -> None:
    renderer = sarup.Renderer()
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: renderer.render(BRIEF), range(40)))
    assert len(found) == 1


def test_other_threads_run_while_the_library_works() -> None:
    brief = long_brief(600)
    begins = threading.Event()

    def work() -> None:
        begins.set()
        sarup.render(brief)

    thread = threading.Thread(target=work)
    thread.start()
    begins.wait()
    turns = 0
    while thread.is_alive():
        turns += 1
        time.sleep(0.001)
    # With the lock held there would be a few turns before the call and none in it.
    assert turns > 10


def _render(_: int) -> bytes:
    return bytes(sarup.render(BRIEF))


def test_processes_that_are_split_off_render() -> None:
    here = _render(0)
    for method in ("fork", "spawn"):
        with multiprocessing.get_context(method).Pool(2) as pool:
            assert pool.map(_render, range(4)) == [here] * 4
