"""A small writer of PDF files, so that tests know every place on the page. Courier: a letter is 0.6 of its size wide."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass, field

WIDE = 0.6
_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


@dataclass
class Page:
    """One page under construction; ``y`` counts upwards from its foot."""

    width: float = 595
    height: float = 842
    turned: int = 0
    content: list[str] = field(default_factory=list)
    links: list[tuple[float, float, float, float, str]] = field(default_factory=list)

    def text(self, x: float, y: float, words: str, size: float = 10, bold: bool = False) -> None:
        """Latin words from ``x`` on the base line ``y``."""
        plain = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        font = "F2" if bold else "F1"
        self.content.append(f"BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm ({plain}) Tj ET")

    def lines(
        self, x: float, y: float, lines: list[str], size: float = 10, step: float = 1.2, bold: bool = False
    ) -> float:
        """Lines one below the other; gives the base line below the last."""
        for line in lines:
            self.text(x, y, line, size, bold)
            y -= step * size
        return y

    def seen(self, x: float, y: float, letters: str, size: float = 10) -> None:
        """Letters of any script from left to right as they are seen, in one string."""
        codes = "".join(f"{ord(letter):04X}" for letter in letters)
        self.content.append(f"BT /F3 {size} Tf 1 0 0 1 {x} {y} Tm <{codes}> Tj ET")

    def placed(self, right: float, y: float, letters: str, size: float = 10) -> None:
        """Letters in the order in which they are read, each put to the left of the one before, as some programs do."""
        codes = " 1200 ".join(f"<{ord(letter):04X}>" for letter in letters)
        self.content.append(f"BT /F3 {size} Tf 1 0 0 1 {right - WIDE * size} {y} Tm [{codes}] TJ ET")

    def garbled(self, x: float, y: float, letters: str, size: float = 10) -> None:
        """Letters whose font does not say which they are."""
        codes = "".join(f"{ord(letter) + 0x100:04X}" for letter in letters)
        self.content.append(f"BT /F4 {size} Tf 1 0 0 1 {x} {y} Tm <{codes}> Tj ET")

    def picture(self) -> None:
        """A grey picture that fills the page."""
        self.content.append(
            f"q {self.width} 0 0 {self.height} 0 0 cm BI /W 2 /H 2 /CS /G /BPC 8 ID \x7f\x7f\x7f\x7f EI Q"
        )

    def link(self, left: float, bottom: float, right: float, top: float, href: str) -> None:
        """A rectangle that leads to an address."""
        self.links.append((left, bottom, right, top, href))


def pdf(*pages: Page, password: str | None = None, **info: str) -> bytes:
    """The file. With ``password``, "" for one that only the owner's guards, it is encrypted (RC4, 40 bits)."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        _font("Courier"),
        _font("Courier-Bold"),
    ]
    objects += [_type0("F3", 9), _type0("F4", None), b"", b"", _unicode_map()]
    descendant = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Any /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 8 0 R /DW 600 >>"
    objects[6] = descendant
    objects[7] = (
        b"<< /Type /FontDescriptor /FontName /Any /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>"
    )
    kids = []
    for page in pages:
        kids.append(len(objects) + 1)
        objects += _page(page, len(objects) + 1)
    objects[1] = (
        f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{one} 0 R' for one in kids)}] >>".encode()
    )
    said = " ".join(f"/{name} {_string(value)}" for name, value in info.items())
    objects.append(f"<< {said} >>".encode("latin-1"))
    trailer = f"/Root 1 0 R /Info {len(objects)} 0 R"
    if password is not None:
        return _encrypted(objects, trailer, password)
    return _assembled(objects, trailer)


def _font(name: str) -> bytes:
    return f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode()


def _type0(name: str, unicode_map: int | None) -> bytes:
    tail = f"/ToUnicode {unicode_map} 0 R " if unicode_map else ""
    return f"<< /Type /Font /Subtype /Type0 /BaseFont /Any{name} /Encoding /Identity-H /DescendantFonts [7 0 R] {tail}>>".encode()


def _unicode_map() -> bytes:
    ranges = "".join(f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>\n" for high in (0, 5, 6, 0xFB, 0xFE))
    body = f"begincmap\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n5 beginbfrange\n{ranges}endbfrange\nendcmap"
    return stream(body.encode())


def stream(data: bytes, squeeze: bool = False) -> bytes:
    """A stream object."""
    packed = zlib.compress(data, 9) if squeeze else data
    how = "/Filter /FlateDecode " if squeeze else ""
    return f"<< {how}/Length {len(packed)} >>\nstream\n".encode() + packed + b"\nendstream"


def _page(page: Page, number: int) -> list[bytes]:
    notes = "".join(
        f"<< /Type /Annot /Subtype /Link /Rect [{left} {bottom} {right} {top}] /A << /S /URI /URI {_string(href)} >> >>"
        for left, bottom, right, top, href in page.links
    )
    fonts = "<< /F1 3 0 R /F2 4 0 R /F3 5 0 R /F4 6 0 R >>"
    head = (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.width} {page.height}] /Rotate {page.turned} "
        f"/Resources << /Font {fonts} >> /Contents {number + 1} 0 R /Annots [{notes}] >>"
    )
    return [head.encode("latin-1"), stream("\n".join(page.content).encode("latin-1"))]


def _string(value: str) -> str:
    return "<FEFF" + value.encode("utf-16-be").hex().upper() + ">" if not value.isascii() else f"({value})"


def _assembled(objects: list[bytes], trailer: str) -> bytes:
    out = b"%PDF-1.6\n"
    places = []
    for number, data in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + data + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} {trailer} >>\n"
    return out + head.encode() + f"startxref\n{len(out)}\n%%EOF\n".encode()


def _rc4(key: bytes, data: bytes) -> bytes:
    box, at = list(range(256)), 0
    for i in range(256):
        at = (at + box[i] + key[i % len(key)]) % 256
        box[i], box[at] = box[at], box[i]
    i = at = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        at = (at + box[i]) % 256
        box[i], box[at] = box[at], box[i]
        out.append(byte ^ box[(box[i] + box[at]) % 256])
    return bytes(out)


def _encrypted(objects: list[bytes], trailer: str, password: str) -> bytes:
    """Streams encrypted by the standard handler, revision 2; strings of the document are dropped first."""
    name = b"0123456789abcdef"
    user = (password.encode() + _PADDING)[:32]
    owner = _rc4(hashlib.md5((b"owner" + _PADDING)[:32]).digest()[:5], user)
    rights = (-64).to_bytes(4, "little", signed=True)
    key = hashlib.md5(user + owner + rights + name).digest()[:5]
    found = []
    for number, data in enumerate(objects, 1):
        head, sign, tail = data.partition(b"\nstream\n")
        if sign:
            own = hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]
            data = head + sign + _rc4(own, tail.removesuffix(b"\nendstream")) + b"\nendstream"
        found.append(data)
    mark = _rc4(key, _PADDING)
    trailer += f" /ID [<{name.hex()}> <{name.hex()}>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -64 /O <{owner.hex()}> /U <{mark.hex()}> >>"
    return _assembled(found, trailer.replace(f"/Info {len(objects)} 0 R", ""))
