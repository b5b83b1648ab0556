"""Programs that say where they listen, as JupyterLab and Firefox do."""

from __future__ import annotations

import re
import subprocess
from collections import deque
from threading import Thread, Timer


def heard(program: subprocess.Popen[str], wanted: str, seconds: float) -> str:
    """What a program says by itself that fits this pattern; it is ended when it takes longer.

    Raises `RuntimeError` with all that it said when it ends without."""
    assert program.stdout
    said = []
    limit = Timer(seconds, program.kill)
    limit.start()
    try:
        for line in program.stdout:
            said.append(line)
            if found := re.search(wanted, line):
                # What it says from now on is read too: nobody could say more than a pipe holds.
                Thread(target=deque, args=(program.stdout, 0), daemon=True).start()
                return found[1]
    finally:
        limit.cancel()
    program.wait()
    raise RuntimeError(f"not heard: {wanted}\n{''.join(said)}")
