import json
import subprocess
import sys
from pathlib import Path

import pytest

DATELINE = str(Path(sys.executable).with_name("dateline"))
GOOD = json.dumps({"id": "a", "text": "Police met marchers in Leeds on Monday.", "published_at": "2018-10-29"})


def enrich(*arguments: str, stdin: str = "") -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [DATELINE, "enrich", *arguments], input=stdin, capture_output=True, text=True, timeout=120, check=False
    )


def test_bad_lines_are_named_and_the_others_enriched() -> None:
    done = enrich(
        "-", stdin=f'{GOOD}\n\n{{"text": "x"}}\n{GOOD.replace(chr(34) + "a" + chr(34), chr(34) + "b" + chr(34), 1)}\n'
    )
    assert done.returncode == 1
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["a", "b"]
    assert "-:3: published_at: Field required" in done.stderr


def test_plain_texts_and_json_lines_can_be_mixed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(" date 2018-10-29 Police met marchers in Leeds on Monday.", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(GOOD, encoding="utf-8")
    done = enrich(str(tmp_path / "a.txt"), str(tmp_path / "b.jsonl"))
    made = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, done.stderr
    assert [article["text"] for article in made] == ["Police met marchers in Leeds on Monday."] * 2
    assert made[0]["dates"][0]["value"] == "2018-10-29"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\ufeffdate 2018-10-29 Police met marchers.", encoding="utf-8")
    (tmp_path / "b.json").write_text(json.dumps(json.loads(GOOD), indent=2), encoding="utf-8")
    done = enrich(str(tmp_path / "nothing.txt"), str(tmp_path / "a.txt"), str(tmp_path / "b.json"))
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 2, "the others are enriched all the same"
    assert "nothing.txt: No such file" in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [["--help"], ["enrich", "--help"], ["up", "--help"]])
def test_help_loads_no_model(arguments: list[str]) -> None:
    timing = [sys.executable, "-X", "importtime", DATELINE, *arguments]
    done = subprocess.run(timing, capture_output=True, text=True, timeout=60, check=True)
    assert "Usage" in done.stdout
    assert not any(name in done.stderr for name in ("spacy", "fastapi", "workers"))
