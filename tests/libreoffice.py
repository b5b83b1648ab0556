"""A workbook coded and saved by LibreOffice itself: `python3 libreoffice.py BOOK SAVED`.

Runs with the Python that has LibreOffice's module `uno` (Debian: libreoffice-calc, python3-uno),
not with ours. `libreoffice.xlsx` was made so by LibreOffice 7.4.7.2, from the workbook of
`packages.small`. Cells are typed into as on a keyboard; which ones are locked is printed.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

TYPED = {"D15": "Biscuits", "E15": "Doubts", "H15": "yes", "I15": "=dry", "E23": "Raises"}
ASKED = ("A15", "C15", "D1", "D15", "I16")
PIPE = "uno:pipe,name={};urp;StarOffice.ComponentContext"
PATIENCE = 60  # seconds


def main(book: Path, saved: Path) -> None:
    with tempfile.TemporaryDirectory() as profile:
        pipe = Path(profile).name
        line = ["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{profile}"]
        office = subprocess.Popen([*line, f"--accept=pipe,name={pipe};urp;"])
        try:
            type_in(connected(pipe), book, saved)
        finally:
            office.terminate()
            office.wait(PATIENCE)


def connected(pipe: str):
    """Return the context of the office, as soon as it listens."""
    import uno

    local = uno.getComponentContext().ServiceManager
    resolver = local.createInstance("com.sun.star.bridge.UnoUrlResolver")
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return resolver.resolve(PIPE.format(pipe))
        except Exception:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def type_in(context, book: Path, saved: Path) -> None:
    manager = context.ServiceManager
    desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    keyboard = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    opened = desktop.loadComponentFromURL(book.resolve().as_uri(), "_blank", 0, named(Hidden=True))
    frame = opened.CurrentController.Frame
    for cell, text in TYPED.items():
        there = named(ToPoint=cell)
        keyboard.executeDispatch(frame, ".uno:GoToCell", "", 0, there)
        keyboard.executeDispatch(frame, ".uno:EnterString", "", 0, named(StringName=text))
    sheet = opened.Sheets.getByName("Coding")
    locked = [one for one in ASKED if sheet.getCellRangeByName(one).CellProtection.IsLocked]
    print("locked:", *locked if sheet.isProtected() else ())
    form = named(FilterName="Calc MS Excel 2007 XML")
    opened.storeToURL(saved.resolve().as_uri(), form)
    opened.close(True)


def named(**values):
    """Return values by name, as the office takes them."""
    from com.sun.star.beans import PropertyValue

    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
