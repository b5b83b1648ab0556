"""A dataset as one table of statements, such as `floorbook report TABLE` reads."""

from __future__ import annotations

import pandas as pd

from floorbook.dataset import Dataset

COLUMNS = (
    *("Meeting", "Date", "Turn", "Kind of turn", "Participant", "Kind of participant", "Speaker"),
    *("On behalf of", "Statement number", "Gist", "Quoted", "Dimension", "Compared", "Issue"),
    *("Position", "Voice", "Unsure", "Note", "Question", "Request", "Call", "Undertaking", "Coder"),
)

HOMES = {
    "Date": ("meetings", "date"),
    "Kind of participant": ("participants", "kind"),
    "Kind of turn": ("interventions", "kind"),
    "Speaker": ("interventions", "speaker"),
    "On behalf of": ("interventions", "on_behalf_of"),
    "Gist": ("points", "gist"),
    "Voice": ("codings", "voice"),
    "Note": ("codings", "note"),
    "Unsure": ("codings", "unsure"),
    "Coder": ("codings", "coder"),
}
"""Columns that a package may keep to itself: table and column of each."""


def table(dataset: Dataset) -> pd.DataFrame:
    """Write a dataset as one table, a row a coding, in the order in which it was said.

    A statement that the coder of record has not coded has a row too. The rows of other coders
    follow at the end.
    Columns in which nothing stands are left out.

    Examples
    --------
    >>> import floorbook
    >>> table(floorbook.load()).loc[0, ["Participant", "Issue", "Position"]].tolist()
    ['IOM Director General', 'Modalities and road map', 'Raised, no side taken']
    """
    said = _said(dataset)
    first = said.merge(dataset.codings, left_on="id", right_on="point", how="left")
    first["coder"] = first["coder"].fillna(dataset.coder)
    second = said.merge(dataset.codings_blind, left_on="id", right_on="point", how="inner")
    rows = pd.concat([first, second], ignore_index=True)
    shown = {name: _shown(dataset, rows, name) for name in COLUMNS if _travels(dataset, name)}
    found = pd.DataFrame(shown)
    if dataset.points["quotation"].isna().any():  # "Gist" would say that all are our words
        found = found.rename(columns={"Gist": "Statement"})
    return found[[name for name in found if found[name].ne("").any()]]


def _travels(dataset: Dataset, name: str) -> bool:
    """Say whether a column may be published: where the package has it, it has to be released."""
    table, column = HOMES.get(name, ("", ""))
    described = dataset.package.has(table) and dataset.package.table(table).field(column)
    return not described or described.released


def _said(dataset: Dataset) -> pd.DataFrame:
    """Return every point with its turn, participant and meeting."""
    turns = dataset.interventions.rename(columns={"id": "turn", "kind": "turn_kind"})
    places = {id: place for place, id in enumerate(dataset.meetings["id"])}
    turns = turns.assign(place=turns["meeting"].map(places) * 10**6 + turns["order"].astype(int))
    points = dataset.points.rename(columns={"order": "point_order", "intervention": "turn"})
    people = dataset.participants[["id", "name", "kind"]].rename(columns={"id": "participant"})
    met = dataset.meetings[["id", "title", "date"]].rename(columns={"id": "meeting"})
    merged = points.merge(turns, on="turn").merge(people, on="participant")
    merged = merged.merge(met, on="meeting")
    return merged.sort_values(["place", "point_order"], kind="stable", ignore_index=True)


def _shown(dataset: Dataset, rows: pd.DataFrame, name: str) -> pd.Series[str]:
    """Return a column of the table as text."""
    issues = dataset.codebook.set_index("issue")
    groups = rows["issue"].map(issues["dimension"])
    dimensions = dataset.dimensions.set_index("dimension")
    positions = dataset.positions.set_index("position")["label"]
    plain = {
        "Meeting": "title", "Date": "date", "Turn": "order", "Kind of turn": "turn_kind",
        "Participant": "name", "Kind of participant": "kind", "Speaker": "speaker",
        "On behalf of": "on_behalf_of", "Statement number": "point_order", "Gist": "gist",
        "Voice": "voice", "Note": "note", "Coder": "coder",
    }  # fmt: skip
    if name in plain:
        found = rows[plain[name]]
    elif name in ("Question", "Request", "Call", "Undertaking"):
        acts = dataset.acts[dataset.acts["kind"] == name.casefold()]
        found = rows["id"].map(acts.groupby("point")["gist"].agg("\n".join))
    elif name == "Quoted":
        known = rows["quotation"].notna().all()
        found = rows["quotation"].map({True: "yes", False: "" if known else "no"})
    elif name == "Unsure":
        found = rows["unsure"].map({True: "yes"})
    elif name == "Compared":
        found = groups.map(dimensions["compared"]).map({False: "no"})
    else:
        found = {
            "Dimension": groups.map(dimensions["label"]),
            "Issue": rows["issue"].map(issues["label"]),
            "Position": rows["position"].map(positions),
        }[name]
    return found.astype(object).where(found.notna(), "").astype(str)
