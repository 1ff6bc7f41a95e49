"""Reading drawn HTML the way a browser does."""

from xml.etree.ElementTree import Element

import html5lib


def tree(drawn: str) -> Element:
    root: Element = html5lib.parseFragment(drawn, treebuilder="etree", namespaceHTMLElements=False)
    return root


def find(root: Element, path: str) -> list[Element]:
    return root.findall(f".//{path}")


def texts(root: Element, path: str) -> list[str]:
    return [" ".join("".join(found.itertext()).split()) for found in find(root, path)]


def complaints(page: str) -> list[str]:
    """What an HTML parser finds wrong with a whole page."""
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(page)
    return [f"{place}: {code} {values}" for place, code, values in parser.errors]
