"""A document as JSON that other programs can rely on: its form is written down and numbered."""

import json
from pathlib import Path
from typing import Any

from community.documents.tree import (
    Block,
    BulletList,
    Document,
    Emphasis,
    Heading,
    Link,
    NumberList,
    Paragraph,
    Quote,
    Runs,
    Strong,
    Table,
    Text,
)

VERSION = 1
SCHEMA = Path(__file__).parent / f"document-{VERSION}.schema.json"


def render(document: Document) -> bytes:
    return json.dumps(as_data(document), ensure_ascii=False, indent=1).encode() + b"\n"


def as_data(document: Document) -> dict[str, Any]:
    return {
        "format": "commonality-document",
        "version": VERSION,
        "language": document.language,
        "title": document.title,
        "facts": [{"name": name, "value": value} for name, value in document.facts],
        "blocks": [_block(block) for block in document.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            return {"type": "heading", "level": block.level, "text": block.text}
        case Paragraph() | Quote():
            kind = "quote" if isinstance(block, Quote) else "paragraph"
            return {"type": kind, "runs": _runs(block.runs)}
        case BulletList() | NumberList():
            items = [{"depth": it.depth, "runs": _runs(it.runs)} for it in block.items]
            return {"type": "list", "ordered": isinstance(block, NumberList), "items": items}
        case Table():
            lines = {"header": list(block.header), "rows": [list(row) for row in block.rows]}
            return {"type": "table", "caption": block.caption, **lines}


def _runs(runs: Runs) -> list[dict[str, str]]:
    return [_run(run) for run in runs]


def _run(run: Text) -> dict[str, str]:
    match run:
        case Link(href=href) if href:
            return {"type": "link", "text": run.text, "href": href}
        case Strong():
            return {"type": "strong", "text": run.text}
        case Emphasis():
            return {"type": "emphasis", "text": run.text}
    return {"type": "text", "text": run.text}
