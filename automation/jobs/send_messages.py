"""Sends the day's messages (发送消息) where an address is known; a failure is a finding and costs nothing.

Addresses are secrets of the office: they stand in a file or an environment variable, and never reach the journal, a
finding or the terminal. What has been sent is remembered beside the messages by its content, so that a rerun of the
day does not send it again.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence

from automation.errors import AutomationError
from automation.jobs.outcome import Run
from automation.jobs.workspace import Workspace
from automation.model.finding import Finding, details
from automation.model.origin import Origin
from automation.outputs.notify import can_send, send_message
from automation.rules.addresses import Addresses, read_addresses
from automation.rules.draft_reminders import Message
from automation.store.replace import replace_file
from automation.terms import chasing as words
from automation.terms import sheets as names


def send_messages(workspace: Workspace, messages: Sequence[Message], run: Run) -> tuple[int, list[Finding]]:
    """How many messages went out, and what a clerk must paste by hand."""
    if not messages:
        return 0, []
    if not can_send():
        return 0, [Finding("send_no_package", value=words.PACKAGE)]
    addresses, findings = _read(workspace)
    record = workspace.output(run.as_of) / words.MESSAGE_FOLDER / words.SENT_FILE
    sent = record.read_text("utf-8").splitlines() if record.is_file() else []
    count, without = 0, []
    for message in messages:
        mark = f"{message.section} {hashlib.sha256(message.text.encode()).hexdigest()[:16]}"
        found = addresses.of(message.section)
        if mark in sent:
            continue
        if not found:
            without.append(message.section)
        elif _send_all(found, message):
            count += 1
            sent.append(mark)
        else:
            findings.append(Finding("send_failed", section=message.section))
    if count:
        replace_file(record, "".join(f"{line}\r\n" for line in sent).encode("utf-8"))
    if without:
        told = details(before=words.ADDRESS_VARIABLE, said=words.ADDRESS_FILE)
        findings.append(Finding("send_no_address", value=names.LIST_SEPARATOR.join(without), details=told))
    return count, findings


def _send_all(addresses: Sequence[str], message: Message) -> bool:
    """Whether it went out to all of them; one that fails keeps it from none of the others."""
    sent = [_send(address, message) for address in addresses]
    return all(sent)


def _send(address: str, message: Message) -> bool:
    try:
        return send_message(address, message.subject, message.text)
    except (AutomationError, OSError, ValueError, TypeError, ImportError):  # whatever a service's module trips over
        return False


def _read(workspace: Workspace) -> tuple[Addresses, list[Finding]]:
    """The addresses of the environment variable, else of the file in the workspace."""
    path = workspace.root / words.ADDRESS_FILE
    text, said = os.environ.get(words.ADDRESS_VARIABLE, ""), words.ADDRESS_VARIABLE
    if not text and path.is_file():
        text, said = path.read_text("utf-8-sig", errors="replace"), words.ADDRESS_FILE
    found = read_addresses(text)
    if not found.unread:
        return found, []
    rows = names.LIST_SEPARATOR.join(map(str, found.unread))
    return found, [Finding("send_bad_address", details=details(said=said, rows=rows), origin=Origin(said))]
