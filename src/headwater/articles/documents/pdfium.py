"""The part of reading PDFs that runs apart: what pdfium finds on each page, as messages.

First {"pages": n, "meta": {...}}, then one message a page: glyphs as columns of numbers, links, whether it
shows pictures, and a rendering of a page without text where one is asked for; {"fault": why} ends a file that
cannot be read.
"""

from __future__ import annotations

import base64
import ctypes
import io
import math
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_MOST_GLYPHS = 200_000
_MOST_LINKS = 2_000
_MOST_OBJECTS = 20_000
_SCALE = 300 / 72
_FEW_LETTERS = 10
_BAD_SHARE = 0.3
_META = ("Title", "Author", "CreationDate", "ModDate", "Producer", "Creator")
_BOLD = ("bold", "black", "heavy", "semibold", "demi")


def messages_of(data: bytes, limits: dict[str, int]) -> Iterator[dict[str, Any]]:
    """What a PDF holds."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        yield {"fault": _fault(str(error))}
        return
    pages = len(document)
    meta = {name: document.get_metadata_value(name) for name in _META}
    yield {"pages": pages, "meta": {name: value[:2_000] for name, value in meta.items() if value}}
    pictures = limits["pictures"]
    for number in range(min(pages, limits["pages"])):
        try:
            page = document[number]
        except pdfium.PdfiumError:
            yield {"page": number, "broken": True}
            continue
        message = _page(page) | {"page": number}
        if message["pictured"] and pictures > 0 and (message["bare"] or message["garbled"]):
            pictures -= 1
            message["picture"] = _rendered(page, limits["pixels"])
        page.close()
        yield message


def _fault(said: str) -> str:
    if "password" in said.lower():
        return "it is locked with a password; open it, save it without one, and give that file"
    if "format" in said.lower() or "success" in said.lower():
        return "it is no PDF, or so damaged that no page is left"
    return f"pdfium says: {said[:100]}"


def _page(page: Any) -> dict[str, Any]:
    """The glyphs and links of one page."""
    text = page.get_textpage()
    count = min(raw.FPDFText_CountChars(text), _MOST_GLYPHS)
    columns = _Columns(text)
    for index in range(max(count, 0)):
        columns.take(index)
    letters = sum(chr(code).isalpha() for code in columns.codes if code < 0xD800 or code > 0xDFFF)
    shown = sum(code > 32 for code in columns.codes)
    garbled = shown > _FEW_LETTERS and columns.bad > _BAD_SHARE * shown
    bare = letters < _FEW_LETTERS
    width, height = page.get_size()
    left, bottom, right, top = page.get_bbox()
    return {
        "width": round(width, 2),
        "height": round(height, 2),
        "box": [round(one, 2) for one in (left, bottom, right, top)],
        "codes": columns.codes,
        "left": columns.left,
        "right": columns.right,
        "x": columns.x,
        "y": columns.y,
        "style": columns.style,
        "styles": columns.styles,
        "links": list(_links(page)),
        "bare": bare,
        "garbled": garbled,
        "pictured": (bare or garbled) and (garbled or _has_pictures(page)),
    }


class _Columns:
    """Glyphs as columns: code, left, right, origin, and the number of its style (size, turn, bold)."""

    def __init__(self, text: Any) -> None:
        self._text = text
        self.codes: list[int] = []
        self.left: list[float] = []
        self.right: list[float] = []
        self.x: list[float] = []
        self.y: list[float] = []
        self.style: list[int] = []
        self.styles: list[list[float]] = []
        self.bad = 0
        self._numbers: dict[tuple[float, int, bool], int] = {}
        self._of_object: dict[int, int] = {}
        self._box, self._matrix = raw.FS_RECTF(), raw.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def take(self, index: int) -> None:
        """Adds one glyph; generated white space is kept as a bare sign that there was some."""
        code = raw.FPDFText_GetUnicode(self._text, index)
        if raw.FPDFText_IsGenerated(self._text, index) == 1 or code in (9, 10, 13, 32, 160):
            self._space(1 if raw.FPDFText_IsGenerated(self._text, index) == 1 else 32)
            return
        if raw.FPDFText_HasUnicodeMapError(self._text, index) == 1 or code in (0, 0xFFFD, 0xFFFE, 0xFFFF):
            self.bad += 1
            code = code or 0xFFFD
        elif 0xE000 <= code <= 0xF8FF or (code < 32 and code != 2):
            self.bad += 1
        if not raw.FPDFText_GetLooseCharBox(self._text, index, self._box):
            return
        raw.FPDFText_GetCharOrigin(self._text, index, self._x, self._y)
        self.codes.append(code)
        self.left.append(round(self._box.left, 2))
        self.right.append(round(self._box.right, 2))
        self.x.append(round(self._x.value, 2))
        self.y.append(round(self._y.value, 2))
        self.style.append(self._style(index))
        # The loose box of turned text runs along its own direction; its far edges are what the reader needs.
        if self.styles[self.style[-1]][1] % 2:
            self.left[-1], self.right[-1] = round(self._box.bottom, 2), round(self._box.top, 2)

    def _space(self, code: int) -> None:
        self.codes.append(code)
        for column in (self.left, self.right, self.x, self.y):
            column.append(0.0)
        self.style.append(-1)

    def _style(self, index: int) -> int:
        handle = raw.FPDFText_GetTextObject(self._text, index)
        key = ctypes.cast(handle, ctypes.c_void_p).value or 0
        if key in self._of_object:
            return self._of_object[key]
        raw.FPDFText_GetMatrix(self._text, index, self._matrix)
        m = self._matrix
        size = raw.FPDFText_GetFontSize(self._text, index) * math.hypot(m.c, m.d)
        angle = math.degrees(math.atan2(m.b, m.a))
        quarter = round(angle / 90) % 4 if abs(angle / 90 - round(angle / 90)) < 0.06 else -1
        found = (round(size, 2), quarter, self._is_bold(index))
        number = self._numbers.setdefault(found, len(self._numbers))
        if number == len(self.styles):
            self.styles.append([found[0], found[1], int(found[2])])
        self._of_object[key] = number
        return number

    def _is_bold(self, index: int) -> bool:
        name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
        raw.FPDFText_GetFontInfo(self._text, index, name, 128, flags)
        return any(word in name.value.decode("latin-1").lower() for word in _BOLD)


def _links(page: Any) -> Iterator[list[Any]]:
    """[left, bottom, right, top, address] of each link that leads to the web."""
    position, link, box = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    for _ in range(_MOST_LINKS):
        if not raw.FPDFLink_Enumerate(page, position, link):
            return
        action = raw.FPDFLink_GetAction(link)
        if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
            continue
        length = raw.FPDFAction_GetURIPath(page.pdf, action, None, 0)
        if not 1 < length < 4_000 or not raw.FPDFLink_GetAnnotRect(link, box):
            continue
        address = ctypes.create_string_buffer(length)
        raw.FPDFAction_GetURIPath(page.pdf, action, address, length)
        href = address.value.decode("utf-8", "replace")
        if href.lower().startswith(("http://", "https://")):
            yield [*(round(one, 2) for one in (box.left, box.bottom, box.right, box.top)), href]


def _has_pictures(page: Any) -> bool:
    """Whether a page shows a picture, or so many drawn paths that its letters may be drawn."""
    count = min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)
    paths = 0
    for index in range(count):
        kind = raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, index))
        if kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM):
            return True
        paths += kind == raw.FPDF_PAGEOBJ_PATH
    return paths > 200


def _rendered(page: Any, most: int) -> str:
    """A page as a grey PNG of 300 dots an inch, fewer where it would be over ``most`` pixels."""
    width, height = page.get_size()
    scale = min(_SCALE, math.sqrt(most / max(1.0, width * height)))
    picture = page.render(scale=scale, grayscale=True).to_pil()
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1)
    return base64.b64encode(out.getvalue()).decode("ascii")
