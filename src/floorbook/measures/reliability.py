"""Reliability: a second coder's judgements beside those of the coder of record."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.measures.alpha import Level, alpha
from floorbook.measures.coders import common_points, judgements, other_coders
from floorbook.measures.codings import distinct, once

PRESENCE, POSITION = "presence", "position"
ALL_DIMENSIONS = ""
ONE_CODER = "there is only one coder"


@once
def reliability(dataset: Dataset) -> pd.DataFrame:
    """Give Krippendorff's α between the coder of record and every other coder, twice.

    Presence: is the issue coded at this point at all? This α is nominal; its units are all points
    that both coders had, times all issues. Position: if both coded it, how far apart are they? This
    α is interval, over the values of the scale. Units for which either coder chose a position
    outside the scale are left out, and their number is given. Voice does not count in either.

    Parameters
    ----------
    dataset
        A loaded data package.

    Returns
    -------
    DataFrame
        A row is (other, measure, dimension); measure is "presence" or "position", and dimension is
        "" for all together: `alpha` (at most 1, NA if undefined), `least` and `most` (α when any
        one judgement is left out, NA where that is undefined), `why` (why α is undefined, else ""),
        `observed` and `expected` disagreement (0 or more, NA with no unit), `units`, `alike`
        (units judged alike), `left_out` (units outside the scale), `n` and `points` (those judged
        differently). If there is only one coder, `other` is "" and every α is undefined.

    References
    ----------
    Hayes, A. F., and Krippendorff, K. (2007), "Answering the call for a standard reliability
    measure for coding data", Communication Methods and Measures 1(1).

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.measures import reliability
    >>> table = reliability(floorbook.load())
    >>> table.query("dimension == ''")[["measure", "alpha", "units", "alike"]]
        measure  alpha  units  alike
    0  presence    1.0   1504   1504
    5  position    1.0     61     61
    """
    names = [ALL_DIMENSIONS, *dataset.dimensions["dimension"]]
    rows = []
    for other in other_coders(dataset) or ("",):
        both = judgements(dataset, other)
        points = common_points(dataset, other)
        for name in names:
            within = both if name == ALL_DIMENSIONS else both[both["dimension"] == name]
            issues = dataset.codebook
            if name != ALL_DIMENSIONS:
                issues = issues[issues["dimension"] == name]
            for measure, found in (
                (PRESENCE, _presence(within, len(points) * len(issues))),
                (POSITION, _position(within)),
            ):
                rows.append({"other": other, "measure": measure, "dimension": name} | found)
    table = pd.DataFrame(rows)
    if not other_coders(dataset):
        table["why"] = ONE_CODER
    table = table.sort_values("measure", key=lambda m: m != PRESENCE, kind="stable")
    numbers = dict.fromkeys(["alpha", "least", "most", "observed", "expected"], "Float64")
    counts = dict.fromkeys(["units", "alike", "left_out", "n"], "Int64")
    table = table.sort_values("other", kind="stable", ignore_index=True)
    return table.astype(numbers | counts)


@once
def disagreements(dataset: Dataset) -> pd.DataFrame:
    """List every judgement on which another coder differs from the coder of record.

    Parameters
    ----------
    dataset
        A loaded data package.

    Returns
    -------
    DataFrame
        A row is (other, point, issue), in the order in which the points were said: `meeting`,
        `participant`, `place`, `dimension`, `differs` (the first of "presence", "position" and
        "voice" that differs), `position` and `voice` of the coder of record, `position_other` and
        `voice_other` ("" for no coding), `distance` of the values (NA unless both are on the
        scale), `n` and `points`.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.measures import disagreements
    >>> disagreements(floorbook.load())[["place", "issue", "position", "position_other"]]
            place       issue position position_other
    0  Slovakia 4  modalities    raise        support
    1      ICMC 4   inclusive    raise        support
    """
    tables = [judgements(dataset, other).assign(other=other) for other in other_coders(dataset)]
    both = (
        pd.concat(tables, ignore_index=True) if tables else judgements(dataset, "").assign(other="")
    )
    both["differs"] = "voice"
    both.loc[both["position"] != both["position_other"], "differs"] = POSITION
    missing = (both["position"] == "") | (both["position_other"] == "")
    both.loc[missing, "differs"] = PRESENCE
    same = (both["position"] == both["position_other"]) & (both["voice"] == both["voice_other"])
    both = both[~same]
    both["distance"] = (both["value"] - both["value_other"]).abs()
    both["n"] = pd.Series(1, index=both.index, dtype="Int64")
    both["points"] = pd.Series(
        [(point,) for point in both["point"]], index=both.index, dtype=object
    )
    first = ["other", "meeting", "participant", "point", "place", "dimension", "issue", "differs"]
    more = ["position", "voice", "position_other", "voice_other", "distance", "n", "points"]
    return both[[*first, *more]].reset_index(drop=True)


def _presence(both: pd.DataFrame, units: int) -> dict[str, object]:
    mine, theirs = both["position"] != "", both["position_other"] != ""
    counts: Counter[tuple[float, ...]] = Counter(
        zip(mine.astype(float), theirs.astype(float), strict=True)
    )
    coded = counts.total()
    counts[0, 0] += units - coded
    differ = both[mine != theirs]
    return _row(counts, "nominal", units - len(differ), 0, differ)


def _position(both: pd.DataFrame) -> dict[str, object]:
    coded = both[(both["position"] != "") & (both["position_other"] != "")]
    scaled = coded[coded["value"].notna() & coded["value_other"].notna()]
    pairs = zip(scaled["value"].astype(float), scaled["value_other"].astype(float), strict=True)
    differ = scaled[scaled["value"] != scaled["value_other"]]
    counts: Counter[tuple[float, ...]] = Counter(pairs)
    return _row(counts, "interval", len(scaled) - len(differ), len(coded) - len(scaled), differ)


def _row(
    counts: Counter[tuple[float, ...]],
    level: Level,
    alike: int,
    left_out: int,
    differ: pd.DataFrame,
) -> dict[str, object]:
    found, points = alpha(counts, level), distinct(differ["point"])
    # Judgements that are the same change α alike: one of each kind is left out.
    without = [alpha(counts - Counter([one]), level).alpha for one in +counts]
    ends = [one for one in without if one is not None]
    return {
        "alpha": found.alpha,
        "least": min(ends, default=None),
        "most": max(ends, default=None),
        "why": found.why,
        "observed": found.observed,
        "expected": found.expected,
        "units": found.units,
        "alike": alike,
        "left_out": left_out,
        "n": len(points),
        "points": points,
    }
