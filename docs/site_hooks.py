"""Lets mkdocs build the same Markdown that is read on a forge: links to files outside docs/ lead somewhere.

Pages that lie elsewhere in the repository (``SHOWN``) become pages of the site; of a file of the repository that is
no page, only the name is left. A link to a file that does not exist stays, so that ``--strict`` tells of it.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parent.parent
SHOWN = tuple(f"examples/{world}/README.md" for world in ("world", "second_world", "third_world"))

_LINK = re.compile(r"\[([^\]]*)\]\(([^)#\s]+)(#[^)\s]*)?\)")


def on_files(files: Files, config: Any) -> Files:
    """Add the pages that lie outside docs/."""
    for path in SHOWN:
        files.append(File.generated(config, path, content=(ROOT / path).read_text(encoding="utf-8")))
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Files) -> str:
    """Turn links that leave docs/."""
    path = page.file.src_uri
    place = path if path in SHOWN else f"docs/{path}"

    def turned(link: re.Match[str]) -> str:
        words, target, anchor = link[1], link[2], link[3] or ""
        if "://" in target:
            return link[0]
        file = posixpath.normpath(posixpath.join(posixpath.dirname(place), target))
        if file.startswith("docs/"):
            file = file.removeprefix("docs/")
        elif file not in SHOWN:
            return words if (ROOT / file).exists() else link[0]
        return f"[{words}]({posixpath.relpath(file, posixpath.dirname(path) or '.')}{anchor})"

    return _LINK.sub(turned, markdown)


def on_post_page(output: str, page: Any, config: Any) -> str:
    """Name the search for those who do not see it."""
    dialog = 'data-md-component="search" role="dialog"'
    return output.replace(dialog, f'{dialog} aria-label="Search"')


def on_post_build(config: Any) -> None:
    """Write the search index as a script, too, which a page opened as a file can read."""
    index = Path(config.site_dir, "search", "search_index.json").read_text(encoding="utf-8")
    Path(config.site_dir, "search", "search_index.js").write_text(f"var __index = {index}", encoding="utf-8")
