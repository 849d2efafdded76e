"""Writes the pages of docs/reference/ that are made from the code: case.md, configuration.md, python.md.

python docs/build_reference.py           write them
python docs/build_reference.py --check   fail where one is not what the code says
"""

from __future__ import annotations

import inspect
import pkgutil
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import headwater
from headwater.records import errors, judgements
from headwater.records.stages import StageConfig
from headwater.runs.results import Case
from headwater.runs.schema import case_schema
from headwater.version import FORMAT

REFERENCE = Path(__file__).parent / "reference"

CASE = f"""# case.json

Format `{FORMAT}`. `headwater schema` prints the JSON Schema; this page is written from it. Offsets count Unicode
code points into an article's `text`, which is its title, one newline, and its body. Every judgement carries
`because`: one plain sentence with the evidence. Words are in the [glossary](../glossary.md).
"""

CONFIGURATION = """# Configuration

The settings of each stage, with their defaults. They are part of a stage's fingerprint: a stage runs anew when one of
its settings changes. The defaults are those that [the accuracy page](../accuracy.md) measures. This page is written
from the settings' own descriptions.
"""

PYTHON = """# Python

What `import headwater` gives. This page is written from the docstrings. [Notebooks](../how-to/use-notebooks.md) shows
it at work.
"""

_QUOTED = re.compile(r"(: |-> )'([^']*)'")
_MODULE = re.compile(r"\b[a-z]\.(?=[A-Z])")
_ROLE = re.compile(r"``([^`]+)``")


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


def case_page() -> str:
    """The page on case.json."""
    lines = [CASE]
    for name, schema in case_schema()["properties"].items():
        if schema.get("type") != "array":
            continue
        lines.append(f"## {name}\n\n| field | type |\n|---|---|")
        lines += [
            f"| `{field}` | {kind_of(inner)} |" for field, inner in schema["items"]["properties"].items()
        ]
        lines.append("")
    return "\n".join(lines)


def configurations() -> Iterator[type[StageConfig]]:
    """Every configuration of the flow's rooms, by module."""
    for room in ("articles", "claims", "entities", "matches", "origins"):
        package = import_module(f"headwater.{room}")
        names = [info.name for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
        for name in sorted(name for name in names if name.endswith(".config")):
            for value in vars(import_module(name)).values():
                if isinstance(value, type) and issubclass(value, StageConfig) and value.__module__ == name:
                    yield value


def configuration_page() -> str:
    """The page on the settings."""
    lines = [CONFIGURATION]
    for config in configurations():
        told = [
            f"| `{name}` | `{field.default!r}` | {sentence(field.description or '')} |"
            for name, field in config.model_fields.items()
        ]
        if told:
            where = config.__module__.removeprefix("headwater.").removesuffix(".config").replace(".", "/")
            lines += [f"## {where}: {config.__name__}\n", docstring(config), ""]
            lines += ["| setting | default | meaning |", "|---|---|---|", *told, ""]
    return "\n".join(lines)


def sentence(text: str) -> str:
    """A description as it stands in a cell of a table: with a capital and a stop."""
    text = " ".join(text.split()).replace("|", "\\|")
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}" if text else ""


def docstring(value: object) -> str:
    """A docstring as Markdown."""
    return _ROLE.sub(r"`\1`", inspect.getdoc(value) or "")


def signature(value: Any) -> str:
    """A signature as one reads it, without quotation marks around types and without what is bound."""
    found = inspect.signature(value)
    kept = [p for p in found.parameters.values() if p.name != "self"]
    return bare(_QUOTED.sub(r"\1\2", str(found.replace(parameters=kept))))


def bare(annotation: str) -> str:
    """A type without the short name of the module that it comes from."""
    return _MODULE.sub("", str(annotation))


def members(value: type) -> Iterator[str]:
    """What a class of ours offers, each on a line with its docstring."""
    for name, member in vars(value).items():
        inner = getattr(member, "func", None) or getattr(member, "fget", None)
        if name.startswith("_"):
            continue
        if inner is not None:
            yield f"`{name}`, `{bare(inspect.signature(inner).return_annotation)}`: {on_a_line(inner)}"
        elif inspect.isfunction(member):
            yield f"`{name}{signature(member)}`: {on_a_line(member)}"


def python_page() -> str:
    """The page on Python."""
    lines = [PYTHON]
    for name in headwater.__all__:
        value = getattr(headwater, name)
        if inspect.isfunction(value):
            lines += [
                f"## headwater.{name}\n",
                f"```python\n{name}{signature(value)}\n```\n",
                docstring(value),
                "",
            ]
    lines += ["## Case\n", docstring(Case), ""]
    lines += [f"- {line}" for line in members(Case)]
    lines += [
        "",
        "## Judgements\n",
        "Rows of `headwater.records.judgements`, for `trace(..., judgements=[...])`.",
        "",
    ]
    lines += table_of(judgements)
    lines += ["", "## Errors\n", "All in `headwater.records.errors`; the exit code is the command's.", ""]
    lines += ["| class | is a | exit code | when |", "|---|---|---|---|"]
    lines += [
        f"| `{kind.__name__}` | `{kind.__mro__[1].__name__}` | {kind.exit_code} | {first_line(kind)} |"
        for kind in classes_of(errors)
        if hasattr(kind, "exit_code")
    ]
    return "\n".join([*lines, ""])


def on_a_line(value: object) -> str:
    """A docstring on one line."""
    return " ".join(docstring(value).split())


def classes_of(module: Any) -> list[type]:
    """The classes that a module defines, in its order."""
    return [v for v in vars(module).values() if isinstance(v, type) and v.__module__ == module.__name__]


def first_line(kind: type) -> str:
    """The first sentence of a docstring, for a cell."""
    return docstring(kind).split("\n\n")[0].replace("\n", " ").replace("|", "\\|")


def table_of(module: Any) -> list[str]:
    """The row classes of a module, with what they mean and hold."""
    lines = ["| row | meaning | fields |", "|---|---|---|"]
    for kind in classes_of(module):
        fields = ", ".join(f"`{name}`" for name in getattr(kind, "__dataclass_fields__", {}))
        lines.append(f"| `{kind.__name__}` | {first_line(kind)} | {fields} |")
    return lines


PAGES = {"case.md": case_page, "configuration.md": configuration_page, "python.md": python_page}


def main() -> int:
    """Write or check the pages."""
    stale = 0
    for name, made in PAGES.items():
        place = REFERENCE / name
        if "--check" in sys.argv:
            stale += not place.exists() or place.read_text(encoding="utf-8") != made()
        else:
            place.write_text(made(), encoding="utf-8")
    return int(stale > 0)


if __name__ == "__main__":
    raise SystemExit(main())
