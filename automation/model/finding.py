"""A problem found in the data (问题): a value that is collected to the end, never an exception."""

from __future__ import annotations

from dataclasses import dataclass, field

from automation.model.origin import NOWHERE, Origin
from automation.terms import findings as wording


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem (问题): kind and values are fields, the sentence comes from ``terms.findings``."""

    kind: str
    number: str = ""
    section: str = ""
    value: str = ""
    details: tuple[tuple[str, str], ...] = ()
    origin: Origin = field(default=NOWHERE, compare=False)

    @property
    def severity(self) -> str:
        """``error``, ``warning`` or ``info``: fixed by the kind."""
        return wording.KINDS[self.kind][0]

    @property
    def message(self) -> str:
        """The sentence: 〔错误〕where：what, and what to do."""
        severity, said = self.severity, self.say(wording.KINDS[self.kind][1])
        origin = self.origin
        places = [origin.file, origin.sheet]
        if origin.row:
            places.append(wording.ROW.format(row=origin.row))
        places.append(origin.column)
        where = wording.PLACE.join(place for place in places if place) or self.number or self.section
        form = wording.MESSAGE if where else wording.MESSAGE_OF_ALL
        return form.format(severity=wording.SEVERITIES[severity], where=where, said=said)

    def say(self, sentence: str) -> str:
        """A sentence with this finding's values in it, and the copies of the file of which it is true as well."""
        told = dict(self.details)
        said = sentence.format(value=self.value, number=self.number, section=self.section, **told)
        return said + wording.COPIES.format(copies=told["copies"]) if "copies" in told else said

    def as_dict(self) -> dict[str, str | int | None]:
        """FINDING of the JSON interface: null where a part does not apply."""
        return {
            "kind": self.kind,
            "severity": self.severity,
            "number": self.number or None,
            "section": self.section or None,
            "file": self.origin.file or None,
            "sheet": self.origin.sheet or None,
            "row": self.origin.row or None,
            "column": self.origin.column or None,
            "value": self.value or None,
            "message": self.message,
        }


def details(**values: object) -> tuple[tuple[str, str], ...]:
    """Further values of a finding's sentence, by the name the sentence uses."""
    return tuple((name, str(value)) for name, value in values.items())


def sort_findings(found: list[Finding]) -> tuple[Finding, ...]:
    """Findings without repeats, errors first, then by place: the order every list of problems has."""
    rank = {"error": 0, "warning": 1, "info": 2}
    unique = {(finding, finding.origin): finding for finding in found}.values()
    return tuple(
        sorted(unique, key=lambda f: (rank[f.severity], f.origin.file, f.origin.sheet, f.origin.row, f.number))
    )
