"""Sends a message to an address (发送消息) through apprise, an extra that knows WeCom, DingTalk, Feishu and mail.

The package is loaded only here and only when something is sent: an office without it loses nothing else.
"""

from __future__ import annotations

from importlib import util

from automation.terms import chasing as words


def can_send() -> bool:
    """Whether apprise is installed."""
    return util.find_spec(words.PACKAGE) is not None


def send_message(address: str, subject: str, text: str) -> bool:
    """Whether a message went out to one address; what apprise itself says is not repeated, it may name the address."""
    import apprise  # noqa: PLC0415 - an extra, loaded only where it is used

    post = apprise.Apprise()
    return bool(post.add(address)) and bool(post.notify(title=subject, body=text))
