"""The tables as the software reads them: what a package leaves out is filled in here.

``reference.json`` says the same in words. Everything is text here, as in the files.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from floorbook.package.reference import reference
from floorbook.package.schema import Package, Table

RECORDED = {"position": "recorded", "label": "Recorded", "verb": "speaks on it", "letter": "•"}
"""The only position if a package has none: it is recorded that somebody spoke on an issue."""

ALL, FLOOR = "all", "floor"

DELEGATION, OTHER, SECRETARIAT = "delegation", "other", "secretariat"
"""The roles of kinds of participant. In a package without kinds, the last one is also a kind."""

Frames = dict[str, pd.DataFrame]


def filled(package: Package, frames: Mapping[str, pd.DataFrame]) -> Frames:
    """Return every table of the reference with all its columns; missing ones are made.

    Parameters
    ----------
    package
        The description.
    frames
        The package's own tables by name, all values text.

    Returns
    -------
    dict
        All tables of the reference by name. Other tables of the package are left out; further
        columns of its tables come last.

    Examples
    --------
    >>> people = pd.DataFrame({"id": ["a"], "name": ["Atlantis"]})
    >>> filled(Package("p", "P", "", ()), {"participants": people})["kinds"]["role"].tolist()
    ['other']
    """
    found: Frames = {}
    for table in reference().tables:
        frame = frames.get(table.name)
        found[table.name] = pd.DataFrame(columns=[]) if frame is None else frame.copy()
    if not package.has("positions"):
        found["positions"] = pd.DataFrame([RECORDED])
        for name in ("codings", "codings_blind"):
            found[name]["position"] = RECORDED["position"]
    if "coder" not in found["codings"]:
        found["codings"]["coder"] = package.coder
    for table in reference().tables:
        for field in table.fields:
            if field.name not in found[table.name]:
                found[table.name][field.name] = field.default
    _meetings(package, found)
    _dimensions(package, found)
    _kinds(package, found)
    _coders(package, found)
    _claims(package, found)
    for table in reference().tables:
        _orders(table, found, frames)
        first = list(table.columns)
        more = [column for column in found[table.name].columns if column not in first]
        found[table.name] = found[table.name][first + more].reset_index(drop=True)
    return found


def _meetings(package: Package, found: Frames) -> None:
    """Make the meetings that interventions name, or one meeting if they name none."""
    if not package.has("meetings"):
        named = [one for one in _distinct(found["interventions"]["meeting"]) if one]
        titles = {one: one for one in named} if len(named) > 1 else {}
        ids = named or ["meeting"]
        titles = titles or {ids[0]: package.title}
        found["meetings"] = _table("meetings", id=ids, title=[titles[one] for one in ids])
    only = found["meetings"]["id"].tolist()
    for name in ("interventions", "sources"):
        if len(only) == 1:
            found[name]["meeting"] = found[name]["meeting"].replace("", only[0])


def _dimensions(package: Package, found: Frames) -> None:
    if package.has("dimensions"):
        return
    ids = _distinct(found["codebook"]["dimension"])
    labels = ["All issues" if one == ALL else one for one in ids]
    found["dimensions"] = _table("dimensions", dimension=ids, label=labels, compared="true")


def _kinds(package: Package, found: Frames) -> None:
    """Make the kinds of the participants; kinds that spoke from the floor are delegations."""
    if package.has("kinds"):
        return
    turns, people = found["interventions"], found["participants"]
    floor = people["id"].isin(turns.loc[turns["kind"] == FLOOR, "participant"])
    heard = set(people.loc[floor, "kind"])
    ids = _distinct(people["kind"])
    roles = [
        SECRETARIAT if one == SECRETARIAT else DELEGATION if one in heard else OTHER for one in ids
    ]
    found["kinds"] = _table("kinds", kind=ids, role=roles)


def _coders(package: Package, found: Frames) -> None:
    if package.has("coders"):
        return
    ids = _distinct([*found["codings"]["coder"], *found["codings_blind"]["coder"]])
    found["coders"] = _table("coders", coder=ids, label=ids)


def _claims(package: Package, found: Frames) -> None:
    """Let a claim that does not say whom it is about be about all delegations.

    Claims without parts, and parts without issues, cannot be checked: they are left out.
    """
    kinds = found["kinds"]
    counted = ";".join(kinds.loc[kinds["role"] == DELEGATION, "kind"])
    tables = ("claims", "claim_parts", "claim_issues")
    if not all(package.has(name) for name in tables):
        found |= {name: found[name].iloc[:0].copy() for name in tables}
    found["claims"]["scope_kinds"] = found["claims"]["scope_kinds"].replace("", counted)


def _orders(table: Table, found: Frames, frames: Mapping[str, pd.DataFrame]) -> None:
    """Number the rows if no order is given, within the other columns of the key with the order."""
    if not table.field("order") or "order" in frames.get(table.name, ()):
        return
    within = [name for key in table.keys if "order" in key for name in key if name != "order"]
    frame = found[table.name]
    counted = frame.groupby(within).cumcount() if within else pd.Series(range(len(frame)))
    frame["order"] = (counted + 1).astype(str).tolist()


def _table(name: str, **columns: object) -> pd.DataFrame:
    """Return a table of the reference with these columns, and defaults in the others."""
    fields = reference().table(name).fields
    frame = pd.DataFrame(columns)
    return frame.assign(**{f.name: f.default for f in fields if f.name not in frame})


def _distinct(values: object) -> list[str]:
    return list(dict.fromkeys(values))  # type: ignore[call-overload]
