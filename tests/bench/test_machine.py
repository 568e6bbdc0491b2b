import os
import subprocess
import sys

from bench.machine import describe, find_children, read_command, read_memory


def test_a_machine_is_named_by_its_cores_and_nothing_that_tells_which_it_is() -> None:
    assert describe().startswith(f"{len(os.sched_getaffinity(0))} core")
    assert os.uname().nodename not in describe().split()


def test_a_process_is_found_among_those_that_its_parent_started() -> None:
    command = [sys.executable, "-c", "import sys; print(flush=True); sys.stdin.read()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdout.readline()
        found, said = list(find_children(os.getpid())), read_command(child.pid)
        child.stdin.close()

    assert child.pid in found
    assert "sys.stdin.read()" in said


def test_what_a_process_has_for_itself_is_no_more_than_its_share_of_all() -> None:
    held = bytearray(32_000_000)
    pss, uss = read_memory(os.getpid())

    assert len(held) / 1e6 < uss <= pss
