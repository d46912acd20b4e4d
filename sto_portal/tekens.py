"""Signs in text that nobody sees, and that make two of what is one."""

import re

# What Unicode lets a program leave out: soft hyphens, joiners, marks of direction, fillers, selectors of a look, tags.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


def without_invisible(text):
    """`text` without the signs that nobody sees: for what is compared, counted or looked up, not for what is shown."""
    return INVISIBLE.sub("", text)
