"""The reading process (读取进程): parses one file at a time for the run that started it, within 1 GiB.

It may die of any file. Whatever it did not expect ends it at once, so that no later file meets what that one left
behind; the run says so of this file and starts another process. On Windows there is no limit of memory here.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import struct
import sys
from typing import IO, Any

from automation.errors import AutomationError
from automation.sources import section_form  # loaded before the first file comes, not with it

MEMORY = 2**30  # bytes
LENGTH = struct.Struct(">Q")
CRASHED = 70
GARBAGE = 100_000  # objects before Python looks for rings among them: a file's rows are none and go with its answer
PRELOADED = (section_form,)


def serve() -> None:
    """Answer jobs until the run closes the pipe; never returns."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # nothing a library prints may get between the answers
    _limit()
    gc.freeze()
    gc.set_threshold(GARBAGE)
    send(answers, "ready")
    answered = False
    try:
        while (job := receive(sys.stdin.buffer)) is not None:
            answered = False
            function, arguments = job
            try:
                good, result = True, function(*arguments)
            except AutomationError as refusal:
                good, result = False, refusal
            send(answers, (good, result))
            answered = True
    finally:
        os._exit(0 if answered else CRASHED)


def send(pipe: IO[bytes], message: object) -> None:
    """Write one message: its length and its pickle."""
    content = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    pipe.write(LENGTH.pack(len(content)))
    pipe.write(content)
    pipe.flush()


def receive(pipe: IO[bytes]) -> Any:
    """The next message; None when the other side is gone."""
    head = pipe.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    content = pipe.read(LENGTH.unpack(head)[0])
    return pickle.loads(content) if len(content) == LENGTH.unpack(head)[0] else None  # noqa: S301 - our own process


def _limit() -> None:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - there is none on Windows

    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(OSError, ValueError):  # macOS does not let the address space be limited
            resource.setrlimit(what, (most, most))
