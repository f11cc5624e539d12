import subprocess
import sys

import pytest

from assistant.errors import DataDirectoryInUse, StorageUnavailable
from assistant.storage.process_lock import FileLock

HOLDER = """
import sys, pathlib
from assistant.storage.process_lock import FileLock
with FileLock(pathlib.Path(sys.argv[1])).hold():
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


def test_a_second_process_is_refused_and_told_who_holds_the_directory(holder, tmp_path):
    with pytest.raises(DataDirectoryInUse) as caught, FileLock(tmp_path).hold():
        pass
    assert str(holder.pid) in caught.value.message
    assert "ASSISTANT_DATA_DIR" in caught.value.message


def test_a_killed_process_leaves_the_directory_free(holder, tmp_path):
    holder.kill()
    holder.wait()
    with FileLock(tmp_path).hold():
        pass


def test_the_lock_can_be_taken_again_after_it_was_given_back(tmp_path):
    lock = FileLock(tmp_path / "data")
    for _ in range(2):
        with lock.hold():
            pass


def test_the_lock_is_given_back_when_the_work_fails(tmp_path):
    lock = FileLock(tmp_path)
    with pytest.raises(ZeroDivisionError), lock.hold():
        1 / 0  # noqa: B018
    with lock.hold():
        pass


def test_two_holders_in_one_process_are_refused_too(tmp_path):
    with FileLock(tmp_path).hold(), pytest.raises(DataDirectoryInUse), FileLock(tmp_path).hold():
        pass


def test_a_data_directory_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(StorageUnavailable, match="无法在数据目录"), FileLock(tmp_path / "file" / "data").hold():
        pass
