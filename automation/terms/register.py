"""Words and patterns of the register of issued papers (发文登记)."""

# a document number by what it means, folded (full-width signs are half-width): 代字, year, order
NUMBER = r"(\D*?)[〔\[(【{〈<]?((?:19|20)\d\d)年?[〕\])】}〉>]?第?(\d{1,9})号?"
# as the standard wants it (GB/T 9704-2012, 7.2.5)
NUMBER_FORM = r"[^\d\s〔〕\[\]()（）【】第]+〔(?:19|20)[0-9]{2}〕[1-9][0-9]*号"
NUMBER_OPEN = r"\D*[〔\[(【]\d*[〕\])】]第?号?"  # the open number of a draft, copied from the draft
NUMBER_WRITTEN = "{code}〔{year}〕{order}号"
SERIES = "{code}〔{year}〕"
RUN = "{first}—{last}"

# what a note (附注) says of 公开属性, the first that fits
NOTE_MEANS = (
    ("依申请", "依申请公开"),
    ("不予公开|不公开|不得公开|不宜公开|不对外公开", "不予公开"),
    ("删减", "删减后公开"),
    ("脱密", "脱密后公开"),
    ("公开", "主动公开"),
)
