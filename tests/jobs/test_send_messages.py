"""Messages go out through apprise where an office wants it (发送消息); a stand-in takes the place of every service."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest

from automation.outputs.notify import can_send, send_message
from automation.rules.addresses import read_addresses
from tests.jobs.office_desk import kinds, run, sheet
from tests.jobs.rhythm_office import built_rhythm, office

__all__ = ["built_rhythm", "office"]


class Stand:
    """In place of a service: what was posted, and an address that fails."""

    def __init__(self) -> None:
        self.posts: list[tuple[str, str]] = []

    def send(self, address: str, subject: str, text: str) -> bool:
        if "broken" in address:
            raise OSError
        assert text.startswith(subject.split("：")[1])
        self.posts.append((address, subject))
        return "refused" not in address


@pytest.fixture
def stand(monkeypatch) -> Stand:
    """A stand-in for the extra and its services; nothing was tried with real ones."""
    post = Stand()
    monkeypatch.setattr("automation.jobs.send_messages.can_send", lambda: True)
    monkeypatch.setattr("automation.jobs.send_messages.send_message", post.send)
    return post


def test_messages_go_to_the_addresses_of_their_sections_and_not_twice(office, stand):
    lines = "# 说明\n政法科 = wecom://one/secret\n疾控科=json://refused\n看不懂的一行\n办公室=json://broken"
    (office / "消息地址.txt").write_text(lines, "utf-8")
    code, told, _ = run(office, "remind", "--send", as_of="2018-09-17")
    assert (code, stand.posts[0]) == (0, ("wecom://one/secret", "政务公开工作提醒：政法科"))
    assert sorted(kinds(told)) == ["send_bad_address", "send_failed", "send_failed"]
    assert "secret" not in str(told)
    assert "secret" not in str([sheet(office, name) for name in ("催办登记", "问题清单", "运行记录")])
    run(office, "remind", "--send", as_of="2018-09-17")
    assert [address for address, _ in stand.posts].count("wecom://one/secret") == 1


def test_without_an_address_or_the_package_one_line_says_so(office, stand, monkeypatch):
    monkeypatch.setenv("LEDGER_NOTIFY", "政法科=json://here")
    _, told, _ = run(office, "weekly", "--send", as_of="2018-09-17")
    (line,) = [one["message"] for one in told["findings"] if one["kind"] == "send_no_address"]
    assert "办公室、疾控科的消息没有发送" in line
    monkeypatch.setattr("automation.jobs.send_messages.can_send", lambda: False)
    _, told, _ = run(office, "weekly", "--send", as_of="2018-09-17")
    assert kinds(told).count("send_no_package") == 1


def test_the_extra_is_loaded_only_when_something_is_sent(monkeypatch):
    said = []

    class Apprise:
        def add(self, address):
            said.append(address)
            return "://" in address

        def notify(self, title, body):
            said.append((title, body))
            return True

    extra = ModuleType("apprise")
    extra.Apprise = Apprise
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert not can_send() and "apprise" not in sys.modules
    monkeypatch.setitem(sys.modules, "apprise", extra)
    assert send_message("json://here", "提醒", "请办理")
    assert not send_message("nowhere", "提醒", "请办理")
    assert said == ["json://here", ("提醒", "请办理"), "nowhere"]


def test_addresses_are_read_line_by_line():
    found = read_addresses("# 说明\n\n办公室=json://a\n办公室＝json://b\njson://all?x=1\n坏的\n")
    assert (found.of("办公室"), found.of("政法科"), found.unread) == (
        ("json://a", "json://b"),
        ("json://all?x=1",),
        (6,),
    )
