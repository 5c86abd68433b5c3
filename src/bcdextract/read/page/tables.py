"""Tables of data, told from tables that only lay a page out."""

from __future__ import annotations

from bcdextract.read.page.tree import Element

_LONGEST = 160
"""Characters of a cell; a longer one is a text that a layout table holds."""
BETWEEN = " | "


def rows(table: Element) -> list[str]:
    """The rows of a table of data, their cells side by side; empty for a table that lays out pictures and text.

    >>> from bcdextract.read.page.tree import parse
    >>> page = parse("<table><tr><th>Xã<th>Số tin<tr><td>Mường Xa<td>12<tr><td>Nậm Lay<td>7</table>")
    >>> rows(page.find(".//table"))
    ['Xã | Số tin', 'Mường Xa | 12', 'Nậm Lay | 7']
    """
    if (
        next(table.iterdescendants("table", "img", "h1", "h2", "ul", "form", "iframe", "select", "input"), None)
        is not None
    ):
        return []
    found = [[_text(cell) for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    filled = [cells for cells in found if sum(1 for cell in cells if cell) > 1]
    if len(filled) < 2 or len(filled) * 2 < len(found) or any(len(cell) > _LONGEST for row in filled for cell in row):
        return []
    return [BETWEEN.join(cell for cell in cells if cell) for cells in found if any(cells)]


def _text(cell: Element) -> str:
    return " ".join("".join(cell.itertext()).split())
