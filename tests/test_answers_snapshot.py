"""The main answers are those of the snapshot: a change of the data that changes an answer shows as a diff of one line."""

from __future__ import annotations

import json

import csto
from tests.snapshot import ANSWERS, COMMAND, answers, text_of


def test_the_answers_are_those_of_the_snapshot() -> None:
    kept = json.loads(ANSWERS.read_text(encoding="utf-8"))
    made = answers()
    changed = [
        f"{key}\n  was {json.dumps(kept.get(key), ensure_ascii=False)}\n  is  {json.dumps(made.get(key), ensure_ascii=False)}"
        for key in sorted({*kept, *made})
        if kept.get(key, "nothing") != made.get(key, "nothing")
    ]
    hint = f"{len(changed)} answers changed; if that is right, run: {COMMAND}, and commit the diff with the data\n"
    assert not changed, hint + "\n".join(changed)


def test_the_snapshot_is_laid_out() -> None:
    """Sorted, one answer a line, so that a diff shows answers."""
    text = ANSWERS.read_bytes().decode("utf-8")
    kept = json.loads(text)
    assert text == text_of(kept), f"run: {COMMAND}"
    assert list(kept) == sorted(kept)
    assert text.count("\n") == len(kept) + 2


def test_the_answers_are_the_same_when_asked_again() -> None:
    assert answers() == answers()


def test_the_snapshot_asks_of_everything() -> None:
    kept = json.loads(ANSWERS.read_text(encoding="utf-8"))
    sessions = csto.meetings(body="csc", status=tuple(csto.Status))
    assert {f"session {id}" for id in sessions.ids} <= set(kept)
    assert {f"count {name}" for name in csto.dataset().counts()} <= set(kept)
    for question in ("chaired", "exercises", "secretary general", "members", "coverage csc"):
        assert sum(key.startswith(f"{question} ") for key in kept) >= 20, question
