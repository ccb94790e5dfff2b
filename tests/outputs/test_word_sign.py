"""The sign-off is placed by how long the names are (署名): seals apart and in the block, no page with a seal alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from docx.enum.text import WD_TAB_ALIGNMENT

from automation.model.paper import Line
from automation.outputs.word_layout import CHARACTER, characters_wide
from automation.outputs.word_papers import fill_notice
from automation.outputs.word_sign import SEAL
from automation.terms.sheets import SEALED, STAMPED, UNSEALED
from tests.outputs.sample_papers import HAN, TEMPLATES, notice

SHORT = (
    "州教育局",
    "州民政局",
    "州财政局",
    "州卫生健康委",
    "州人力资源和社会保障局",
    "州发展和改革委员会",
    "州市场监督管理局",
)
DAY = "2018年7月25日"


def made(names, **more):
    paper = notice(plan=(), body=(Line(0, HAN),), organ=names[0], partners=tuple(names[1:]), **more)
    return fill_notice(paper, TEMPLATES / "通知.docx").document


def signed(document):
    """The paragraphs of the sign-off, names and date, in order."""
    styles = ("发文机关署名", "成文日期")
    return [one for one in document.paragraphs if one.style.name in styles]


def places(paragraph):
    """Names of a line under seals with the middle of each, in 字."""
    stops = [stop.position / CHARACTER for stop in paragraph.paragraph_format.tab_stops]
    assert all(stop.alignment is WD_TAB_ALIGNMENT.CENTER for stop in paragraph.paragraph_format.tab_stops)
    return list(zip(paragraph.text.split("\t")[1:], stops, strict=True))


@pytest.mark.parametrize("count", range(2, 8))
@pytest.mark.parametrize("longest", ["", "楚雄彝族自治州卫生健康委员会"])
def test_seals_never_touch_and_no_name_leaves_the_text_block(count, longest):
    names = (*SHORT[: count - 1], longest or SHORT[count - 1])
    *lines, date = signed(made(names))
    placed = [places(line) for line in lines]
    assert [name for row in placed for name, _ in row] == list(names)
    for row in placed:
        assert len(row) <= 3
        for name, middle in row:
            assert middle - characters_wide(name) / 2 >= -0.01
            assert middle + characters_wide(name) / 2 <= 28.01
        for (_, left), (_, right) in pairwise(row):
            assert (right - left) * CHARACTER >= SEAL - 2 * 635
    free = date.paragraph_format.right_indent / CHARACTER
    assert placed[-1][-1][1] == pytest.approx(28 - free - characters_wide(DAY) / 2, abs=0.01)


@pytest.mark.parametrize("seal", [SEALED, UNSEALED, STAMPED])
@pytest.mark.parametrize("count", [1, 2, 4])
def test_the_whole_sign_off_is_tied_to_the_last_of_the_text(seal, count):
    document = made(SHORT[:count], seal=seal, posts=("主任", "局长", "厅长", "县长")[:count] if seal == STAMPED else ())
    everything = document.paragraphs
    first = next(place for place, one in enumerate(everything) if HAN in one.text)
    last = next(place for place, one in enumerate(everything) if one.text == DAY)
    tied = [
        one.paragraph_format.keep_with_next
        if one.paragraph_format.keep_with_next is not None
        else one.style.paragraph_format.keep_with_next
        for one in everything[first:last]
    ]
    assert all(tied)


@pytest.mark.parametrize(
    "names", [("州教育局",), ("州教育局", "州卫生健康委"), ("州卫", "州教"), ("州卫生健康委办公室", "州局")]
)
def test_without_a_seal_the_longest_ends_two_characters_from_the_right_and_the_date_begins_two_in(names):
    *lines, date = signed(made(names, seal=UNSEALED))
    right = {one.text: one.paragraph_format.right_indent / CHARACTER for one in (*lines, date)}
    begins = {text: 28 - free - characters_wide(text) for text, free in right.items()}
    assert [one.text for one in lines] == list(names)
    assert len({round(begins[name], 2) for name in names}) == 1
    assert begins[DAY] - begins[names[-1]] == pytest.approx(2, abs=0.01)
    longest = max((*names, DAY), key=characters_wide)
    assert right[longest] == pytest.approx(2, abs=0.01)
