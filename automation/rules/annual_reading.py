"""Understands a finished year-end report (读懂成稿): title, organ, year, day, parts, form and figures.

What is not found stays empty and is a finding: nothing in a report is silently passed over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from automation import cells
from automation.cells import fold
from automation.model.annual import AnnualForm, Figures, split_key
from automation.model.finding import Finding, details
from automation.model.finished import Block, FinishedPaper, FinishedReport, Names, Period, PrintedGrid, Spot, TextLine
from automation.model.origin import Origin
from automation.rules.annual_grid import Found, GridReader, Lost, form_words
from automation.rules.annual_lines import LineReader, read_stream
from automation.rules.annual_tables import Row, figures_from_rows, plain_label
from automation.terms import annual
from automation.terms import finished as words

Parts = dict[str, list[Block]]
NO_SPOT = Spot()


def read_report(paper: FinishedPaper, forms: Sequence[AnnualForm]) -> tuple[FinishedReport, tuple[Finding, ...]]:
    """Understand one report in whichever of the forms it is printed, whatever its year."""
    lines = [line for line in paper.lines if line.text]
    title, at, title_spot = _find_title(lines)
    dated, day_at, date_spot = _find_day(lines)
    head = _find_head(lines[:at])
    signed = _find_signed(lines, day_at)
    names = Names(signed, head, _organ_in(title))
    period = _find_period(lines)
    year = _find_year(title, lines, period, dated)
    form = choose_form(paper, forms)
    findings = [
        Finding("report_part", value=name, origin=Origin(paper.file))
        for name, missing in (
            (words.TITLE, not title),
            (words.YEAR, year is None),
            (words.DATE, dated is None),
            (words.ORGAN, not names.organ),
        )
        if missing
    ]
    if form is None:
        known = annual.LIST.join(one.name for one in forms)
        findings.append(Finding("report_no_tables", details=details(choice=known), origin=Origin(paper.file)))
        return FinishedReport(paper.file, None, year, title, names, dated), tuple(findings)
    parts = split_parts(paper, form)
    findings += [
        Finding("report_part", value=words.HEADING.format(part=part), origin=Origin(paper.file))
        for part in form.parts
        if part not in parts
    ]
    figures, spots, problems = _read_figures(paper, form, parts)
    end = {line.spot for line in lines[day_at:]} if dated else set()
    prose = {part: [b for b in blocks if _is_prose(b, spots, end)] for part, blocks in parts.items()}
    texts = {part: "\n".join(b.text for b in blocks if isinstance(b, TextLine)) for part, blocks in prose.items()}
    texts = {part: _without_signature(text, signed) for part, text in texts.items()}
    every = tuple(b for blocks in prose.values() for b in blocks if isinstance(b, TextLine))
    report = FinishedReport(
        *(paper.file, form, year, title, names, dated, texts, every, figures, spots, title_spot, date_spot),
        period=period,
    )
    return report, (*findings, *problems)


# -- head and end


def _find_title(lines: Sequence[TextLine]) -> tuple[str, int, Spot]:
    """The title, the place of its first line and where it ends; joined when it is set on several lines."""
    for at, line in enumerate(lines[: words.HEAD_LINES]):
        text = re.sub(words.TITLE_TAIL, "", fold(line.text))
        if words.SENTENCE_END in text:
            break
        if not re.search(words.TITLE_WORDS, text) or len(text) > words.TITLE_LONGEST:
            continue
        ways = []
        for count in range(1, words.TITLE_LINES + 1):
            start = at + 1 - count
            if start < 0:
                break
            joined = "".join(fold(one.text) for one in lines[start : at + 1])
            if re.search(words.TITLE_SUBJECT, joined):
                ways.append((not re.search(annual.TITLE_PATTERN, _arabic(joined)), not _years(joined), count, joined))
        if ways:
            _, _, count, joined = min(ways)
            return joined, at + 1 - count, line.spot
    return "", 0, Spot()


def _find_head(lines: Sequence[TextLine]) -> str:
    """The organ printed above the title."""
    texts = [fold(line.text) for line in lines]
    fitting = [text for text in texts if 1 < len(text) <= words.SIGNED_LONGEST and not re.search(words.NO_ORGAN, text)]
    return fitting[-1] if fitting else ""


def _find_day(lines: Sequence[TextLine]) -> tuple[date | None, int, Spot]:
    """The day the report is signed, from its end; else the day a page says it was published."""
    for at in range(len(lines) - 1, max(len(lines) - words.DAY_LINES, 0) - 1, -1):
        found = re.fullmatch(words.DAY, _arabic_day(fold(lines[at].text)))
        day = _day(found.groups()) if found else None
        if day:
            return day, at, lines[at].spot
    for line in lines:
        found = re.search(words.PUBLISHED, fold(line.text))
        day = _day(found.groups()) if found else None
        if day:
            return day, len(lines), line.spot
    return None, len(lines), Spot()


def _find_signed(lines: Sequence[TextLine], at: int) -> str:
    """The organ signed above the day."""
    text = fold(lines[at - 1].text) if 0 < at < len(lines) else ""
    fits = 1 < len(text) <= words.SIGNED_LONGEST and not re.search(words.NO_ORGAN, text)
    return text if fits else ""


def _organ_in(title: str) -> str:
    found = re.match(words.ORGAN_IN_TITLE, fold(title))
    return found["organ"] if found and not re.search(words.NO_ORGAN, found["organ"]) else ""


def _find_period(lines: Sequence[TextLine]) -> Period | None:
    for line in lines:
        found = re.search(words.PERIOD, fold(line.text))
        if found and re.search(words.PERIOD_WORDS, line.text):
            return Period(tuple(int(year) for year in found.groups() if year), found[0], line.spot)
    return None


def _find_year(title: str, lines: Sequence[TextLine], period: Period | None, dated: date | None) -> int | None:
    """The report year: from the title, from the period the text names, or the year before the day.

    A title against which the other two agree was left from another year.
    """
    found = re.search(words.YEAR_IN_TITLE, _arabic(fold(title)))
    named = int(found[1]) if found else None
    counted = period.years[0] if period and len(set(period.years)) == 1 else None
    begun = re.search(words.YEAR_IN_TEXT, fold("".join(line.text for line in lines)))
    signed = dated.year - 1 if dated else None
    if counted is not None and counted == signed:
        return counted
    return next((year for year in (named, counted, begun and int(begun[1]), signed) if year is not None), None)


def _years(text: str) -> bool:
    return bool(re.search(words.YEAR_IN_TITLE, _arabic(text)))


def _arabic(text: str) -> str:
    return re.sub(annual.CHINESE_YEAR, lambda found: found[0].translate(annual.CHINESE_DIGITS), text)


def _arabic_day(text: str) -> str:
    """A day in Chinese numerals in figures; others as they are."""
    if not re.fullmatch(words.CHINESE_DAY, text):
        return text
    day = cells.parse_date(text.translate(words.ROUND_SIGNS), 0).value
    return annual.DAY.format(year=day.year, month=day.month, day=day.day) if isinstance(day, date) else text


def _day(parts: Sequence[str]) -> date | None:
    try:
        return date(*(int(part) for part in parts))
    except ValueError:
        return None


def _without_signature(text: str, signed: str) -> str:
    lines = text.rstrip().split("\n")
    return "\n".join(lines[:-1]) if signed and fold(lines[-1]) == signed else text


# -- parts


def split_parts(paper: FinishedPaper, form: AnnualForm) -> Parts:
    """The lines and tables of each part under its heading; a heading in other words counts by its number."""
    places = {}
    at = 0
    blocks = paper.blocks
    for number, part in enumerate(form.parts):
        wanted = (plain_label(part), plain_label(re.sub(annual.ORDINAL, "", fold(part))))
        # The last one: a table of contents has them too, and so may the headings within part one.
        exact = next((i for i in reversed(range(at, len(blocks))) if _is_heading(blocks[i], wanted)), None)
        found = exact if exact is not None else _loose_heading(blocks, at, words.NUMERALS[number])
        if found is not None:
            places[part] = found
            at = found + 1
    starts = sorted(places.items(), key=lambda item: item[1])
    ends = [*(start for _, start in starts[1:]), len(blocks)][: len(starts)]
    return {part: list(blocks[start + 1 : end]) for (part, start), end in zip(starts, ends, strict=True)}


def _is_heading(block: Block, wanted: Sequence[str]) -> bool:
    if not isinstance(block, TextLine) or block.fields:
        return False
    text = plain_label(block.text)
    return text in wanted or plain_label(re.sub(words.HEADING_ORDINAL, "", fold(block.text))) in wanted


def _loose_heading(blocks: Sequence[Block], at: int, numeral: str) -> int | None:
    for place in range(at, len(blocks)):
        block = blocks[place]
        if not isinstance(block, TextLine) or block.fields:
            continue
        text = fold(block.text)
        begins = re.match(annual.ORDINAL, text)
        short = len(text) <= words.HEADING_LONGEST and words.SENTENCE_END not in text and not re.search(r"\d", text)
        if begins and begins[0].startswith(numeral) and short and not re.search(r"\d|[,;]", text):
            return place
    return None


def _is_prose(block: Block, spots: dict[str, Spot], end: set[Spot]) -> bool:
    """Whether a block is a line of text that holds no row of a table and is not the day below."""
    return (
        isinstance(block, TextLine)
        and not block.fields
        and block.spot not in end
        and bool(block.text)
        and (block.spot not in set(spots.values()))
    )


# -- form and figures


def choose_form(paper: FinishedPaper, forms: Sequence[AnnualForm]) -> AnnualForm | None:
    """The form whose own labels, which no other form has, stand in the report's tables; None for no table at all."""
    labels = {form.name: {plain_label(cell.text) for table in form.tables for cell in table.labels} for form in forms}
    texts = {plain_label(place.text) for b in paper.blocks if isinstance(b, PrintedGrid) for r in b.rows for place in r}
    texts |= {plain_label(text) for line in paper.lines for text in line.fields}
    plain = plain_label(
        "".join(line.text for line in paper.lines if not line.fields and words.SENTENCE_END not in line.text)
    )
    best: tuple[int, int] = (0, 0)
    chosen = None
    for form in forms:
        others = set().union(*(labels[one.name] for one in forms if one is not form))
        own = {label for label in labels[form.name] if not any(label in other for other in others)}
        everything = sum(label in texts or (len(label) > 2 and label in plain) for label in labels[form.name])
        score = (sum(label in texts or label in plain for label in own), everything)
        if everything >= len(form.tables) and score > best:
            best, chosen = score, form
    return chosen


def _read_figures(
    paper: FinishedPaper, form: AnnualForm, parts: Parts
) -> tuple[Figures, dict[str, Spot], list[Finding]]:
    """The figures with the places they stand in, and what could not be placed."""
    labels = form_words(form)
    found: list[Found] = []
    lost: list[Lost] = []
    grids = GridReader(labels)
    problems: list[Finding] = []
    for block in paper.blocks:
        if isinstance(block, PrintedGrid) and not grids.read(block):
            place = words.TABLE.format(number=block.number)
            problems.append(Finding("report_other_table", origin=Origin(paper.file, place)))
    rows = LineReader(labels)
    for line in paper.lines:
        if line.fields:
            rows.read(line)
    found += [*grids.found, *rows.found]
    lost += [*grids.lost, *rows.lost]
    have = {split_key(one.cell.key)[0] for one in found}
    for table in form.tables:
        if table.name not in have:
            inside = parts.get(table.part, paper.blocks)
            lines = [block for block in inside if isinstance(block, TextLine)]
            for one in read_stream(labels, table, lines):
                (found if isinstance(one, Found) else lost).append(one)  # type: ignore[arg-type]
    placed: list[Row] = []
    spots: dict[str, Spot] = {}
    filled = {one.cell.key for one in found if one.raw.strip()}
    for one in found:
        if not one.raw.strip() and (one.cell.key in filled or one.cell.key in spots):
            continue  # a blank row under or over the filled one
        _, row, column = split_key(one.cell.key)
        placed.append((row, column, one.raw, show_spot(paper.file, one.spot)))
        spots.setdefault(one.cell.key, one.spot)
    figures, more = figures_from_rows(form, placed)
    problems += [problem for problem in more if problem.kind != "annual_cell"]  # the check of numbers says that
    problems += [_say(paper.file, form, one) for one in lost]
    return figures, spots, problems


def _say(file: str, form: AnnualForm, lost: Lost) -> Finding:
    return Finding(lost.kind, value=lost.value, details=details(choice=form.name), origin=show_spot(file, lost.spot))


def show_spot(file: str, spot: Spot = NO_SPOT) -> Origin:
    """A place as findings show it: the row of a table, or the line of a text; of a paragraph in Word only the file."""
    if spot.table:
        return Origin(file, words.TABLE.format(number=spot.table), spot.row)
    return Origin(file, row=spot.line if file.lower().endswith(words.TEXT_FILE) else 0)  # Word shows no such number
