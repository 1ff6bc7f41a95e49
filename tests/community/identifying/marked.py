"""Lines in which [[sort|text]] marks what is to be found."""

import re
from pathlib import Path

HERE = Path(__file__).parent
MARK = re.compile(r"\[\[(\w+)\|(.*?)\]\](?!\])")


def marked(name):
    """(line without its marks, what is marked in it) for each line of a file beside this one."""
    lines = (HERE / name).read_text().splitlines()
    return [unmarked(line) for line in lines if line and not line.startswith("# ")]


def unmarked(line):
    text, spans, at = "", [], 0
    for match in MARK.finditer(line):
        text += line[at : match.start()]
        spans.append((len(text), len(text) + len(match[2]), match[1]))
        text, at = text + match[2], match.end()
    return text + line[at:], spans
