"""Tests of how widgets open."""

from __future__ import annotations

from typing import Any

import comm
import pytest
import traitlets

from floorbook_widgets.widget import Widget


class Tea(Widget):
    """A widget with something to tell."""

    _esm = "export default { render() {} };"
    cups = traitlets.Int(3).tag(sync=True)


def test_where_nobody_hears_it_a_widget_packs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Widget.get_state

    def asked(widget: Widget, key: Any = None, **more: Any) -> Any:
        assert key is not None, "all of its state was asked for"
        return whole(widget, key, **more)

    monkeypatch.setattr(comm, "create_comm", comm.DummyComm)
    monkeypatch.setattr(Widget, "get_state", asked)
    assert Tea().model_id != Tea().model_id


def test_a_page_that_hears_it_is_told_all(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[dict[str, Any]] = []

    def created(**told: Any) -> comm.DummyComm:
        heard.append(told["data"]["state"])
        return comm.DummyComm(**told)

    monkeypatch.setattr(comm, "create_comm", created)
    assert Tea().model_id
    assert [state["cups"] for state in heard if "cups" in state] == [3]
