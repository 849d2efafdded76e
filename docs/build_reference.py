"""Writes docs/reference/case.md from the JSON Schema of case.json.

python docs/build_reference.py           write it
python docs/build_reference.py --check   fail where it is not what the code says
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from headwater.runs.schema import case_schema
from headwater.version import FORMAT

PAGE = Path(__file__).parent / "reference" / "case.md"

HEAD = f"""# case.json

Format `{FORMAT}`. `headwater schema` prints the JSON Schema; this page is written from it. Offsets count Unicode
code points into an article's `text`, which is its title, one newline, and its body. Every judgement carries
`because`: one plain sentence with the evidence. Words are in the [glossary](../glossary.md).
"""


def kind_of(schema: dict[str, Any]) -> str:
    """A field's type in words."""
    if "anyOf" in schema:
        return f"{kind_of(schema['anyOf'][0])} or null"
    if "enum" in schema:
        return "one of " + ", ".join(f"`{value}`" for value in schema["enum"])
    if schema["type"] == "array":
        return f"list of {kind_of(schema['items'])}"
    if schema["type"] == "object":
        return "{" + ", ".join(f"`{name}`" for name in schema["properties"]) + "}"
    return str(schema["type"])


def page() -> str:
    """The whole page."""
    lines = [HEAD]
    for name, schema in case_schema()["properties"].items():
        if schema.get("type") != "array":
            continue
        lines.append(f"## {name}\n\n| field | type |\n|---|---|")
        lines += [
            f"| `{field}` | {kind_of(inner)} |" for field, inner in schema["items"]["properties"].items()
        ]
        lines.append("")
    return "\n".join(lines)


def main() -> int:
    """Write or check the page."""
    if "--check" in sys.argv:
        return int(PAGE.read_text(encoding="utf-8") != page())
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
