"""The commands ``registry``: entries of other registers in a folder of one's own, and a look into all of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

registry_app = typer.Typer(
    help="Entries of your own beside the built-in registry: import, check and find them.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)

Into = Annotated[Path, typer.Option("--into", metavar="FOLDER", help="The registry folder that is written.")]
File = Annotated[Path, typer.Argument(metavar="FILE", help="The file, or a .zip that holds it alone.")]
DEFAULT = Path("registry")


@registry_app.command("import-geonames")
def import_geonames(
    file: File,
    into: Into = DEFAULT,
    country: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="Only this country (ISO 3166, two letters); may be repeated."),
    ] = None,
    classes: Annotated[
        str, typer.Option(metavar="LETTERS", help="Feature classes: P towns, A districts, T hills, S bases.")
    ] = "PA",
    people: Annotated[int, typer.Option(min=0, help="Only places with at least so many people.")] = 0,
) -> None:
    """Take places from a GeoNames table (allCountries.txt, SY.txt), read line by line."""
    from headwater.entities.importing import GeonamesFilter, read_geonames
    from headwater.show.cli.importing import import_into, lines_in

    only = GeonamesFilter(frozenset(c.upper() for c in country or ()), frozenset(classes.upper()), people)
    import_into(into, read_geonames(lines_in(file), file.name, only), file)


@registry_app.command("import-ftm")
def import_ftm(file: File, into: Into = DEFAULT) -> None:
    """Take organisations, public bodies, companies and public figures from a FollowTheMoney dump."""
    from headwater.entities.importing import read_ftm
    from headwater.show.cli.importing import import_into, lines_in

    import_into(into, read_ftm(lines_in(file), file.name), file)


@registry_app.command("import-un")
def import_un(file: File, into: Into = DEFAULT) -> None:
    """Take the UN Security Council's consolidated list: its XML, or organisations as JSON lines."""
    from headwater.entities.importing import read_un_lines, read_un_xml
    from headwater.show.cli.importing import chunks_in, import_into, is_xml, lines_in

    if is_xml(file):
        import_into(into, read_un_xml(chunks_in(file), file.name), file)
    else:
        import_into(into, read_un_lines(lines_in(file), file.name), file)


@registry_app.command()
def check(folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A registry folder.")]) -> None:
    """Read a registry folder as a run would; say what it holds and which names the registry has already."""
    from headwater.show.cli.importing import check_and_tell

    check_and_tell(folder)


@registry_app.command()
def find(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name in any of the languages, or an id.")],
    registry: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="A registry folder, read beside the built-in one.")
    ] = None,
) -> None:
    """Show the entries that bear a name: spellings, time, links, party, and where they are written."""
    from headwater.show.cli.finding import find_and_tell

    find_and_tell(name, registry)
