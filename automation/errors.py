"""What stops a run: raised anywhere, caught once, in ``cli``.

Bad data never raises; it becomes a finding. Only a run that cannot go on ends here, with one sentence in the clerk's
words, written by whoever raises it (the words come from ``terms``).
"""

from __future__ import annotations


class AutomationError(Exception):
    """The run cannot go on; the message is one clear Chinese sentence for the person at the desk."""


class RefusedFile(AutomationError):
    """One file cannot be read (拒收): a run over many files turns this into a finding and goes on."""

    def __init__(self, kind: str, message: str, value: str = "") -> None:
        """Keep the coded reason, such as ``not_a_workbook``, and what exactly is wrong beside the sentence."""
        super().__init__(message)
        self.kind = kind
        self.value = value

    def __reduce__(self) -> tuple[type[RefusedFile], tuple[str, str, str]]:
        """How it comes out of a reading process unchanged."""
        return RefusedFile, (self.kind, str(self), self.value)


class MasterError(AutomationError):
    """The master workbook (总台账) is missing, broken or held by somebody; nothing was changed."""


class MasterMovedError(MasterError):
    """The master was saved by somebody between reading and writing it; nothing was written, the run can start over."""


class HeldError(AutomationError):
    """Another program has a file open and does not let it be replaced (被占用)."""


class TemplateError(AutomationError):
    """A Word template names a field nobody fills, or cannot be read."""


class BusyError(AutomationError):
    """Another run holds the workspace (正在运行)."""


class TrialError(AutomationError):
    """The trial rendering (试排) gave no pages to go by; the paper is made without it."""
