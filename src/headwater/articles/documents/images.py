"""Pictures of text: PNG, JPEG, TIFF and WebP files, every frame a page."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator

from headwater.articles.config import ArticlesConfig
from headwater.articles.documents.drafting import Properties, Read, draft_of, sha256_of
from headwater.articles.documents.ocr import (
    OcrFault,
    PictureText,
    join_confidence,
    read_frame,
    remark_of,
    require,
    tesseract_version,
)
from headwater.articles.documents.pages import PageWords, lay_out
from headwater.articles.drafts import Draft
from headwater.articles.items import Item
from headwater.records.articles import Rejected

_FORMATS = ("PNG", "JPEG", "TIFF", "WEBP")
_FAULT = "no picture of text that can be read"
_LEAST_WORDS = 3


def read_image(item: Item, config: ArticlesConfig) -> Iterator[tuple[str, Draft | Rejected | Item]]:
    """The draft of a picture of text."""
    if item.size > config.largest_document:
        yield (
            item.name,
            item.rejected(
                f"the file has {item.size:,} bytes, more than the {config.largest_document:,} that a document may have"
            ),
        )
        return
    try:
        require(config)
        frames = _frames(item, config)
    except OcrFault as fault:
        yield item.name, item.rejected(f"{_FAULT}: {fault}")
        return
    if sum(len(frame.words) for frame in frames) < _LEAST_WORDS:
        yield item.name, item.rejected("the picture shows no text, or none that can be read")
        return
    yield item.name, draft_of(item, sha256_of(item), _read(frames, config))


def _read(frames: list[PictureText], config: ArticlesConfig) -> Read:
    laid = lay_out([PageWords(frame.words, [], frame.height) for frame in frames], None)
    confidence = join_confidence(frames)
    which = f"{len(frames)} pages" if len(frames) > 1 else "its page"
    return Read(
        "image",
        laid.paragraphs,
        Properties(publisher=laid.publisher),
        f"ocr ({tesseract_version()})",
        [remark_of(which, config, confidence), *laid.remarks],
        confidence,
        laid.title or "",
    )


def _frames(item: Item, config: ArticlesConfig) -> list[PictureText]:
    from PIL import Image, ImageSequence

    if item.size == 0:
        raise OcrFault("the file is empty")
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(item.data()), formats=_FORMATS) as picture:
            warnings.simplefilter("ignore")
            found = []
            for number, frame in enumerate(ImageSequence.Iterator(picture)):
                if number >= config.ocr_pages:
                    break
                width, height = frame.size
                if width * height > config.most_pixels:
                    raise OcrFault(f"it has {width * height:,} pixels, more than {config.most_pixels:,}")
                grey = frame.convert("L")
                grey.info.update(picture.info)
                found.append(read_frame(grey, config))
            return found
    except OcrFault:
        raise
    except Image.DecompressionBombError as error:
        raise OcrFault(f"it has more than {config.most_pixels:,} pixels") from error
    except Exception as error:  # Pillow's decoders raise anything on damaged files
        raise OcrFault(f"Pillow says: {' '.join(str(error).split())[:120]}") from error
