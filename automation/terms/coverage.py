"""Words of comparing plans (对照用语): with the plan above, and with a revised plan."""

NO_LETTER = r"[^\w]+"
AROUND_PHRASE = "，,。；;、：:（）()“”《》"
SHORTEST_PHRASE = 4
LONGEST_PHRASE = 24
PHRASES = 2
UPSTREAM_KEY = "{order:04d}"
REASON = "文字相近{share}%，同有“{phrases}”"
REASON_PLAIN = "文字相近{share}%"
JOIN_PHRASES = "”“"
NOT_TAKEN = ("无", "不承接", "不涉及")
ORDER = r"^0*(\d{1,4})$"
SPLIT = r"[、，,;；\s]+"
