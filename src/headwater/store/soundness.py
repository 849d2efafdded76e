"""Which files of a case are not as its last run left them, or not as this version reads them."""

from __future__ import annotations

from headwater.records.errors import DamagedCase
from headwater.store.folder import CaseFolder, file_sha256
from headwater.store.manifest import Manifest
from headwater.store.migrations import file_of, number_of, survey
from headwater.version import FORMAT


def unsound(folder: CaseFolder) -> dict[str, str]:
    """Files that must be made anew, each with the reason; raises NotACase and FormatTooNew.

    Every file is read; a run that is under way or was cut off is no fault.
    """
    try:
        manifest = folder.require_manifest()
    except DamagedCase:
        return {folder.manifest_json.name: "it cannot be read"}
    found = _older(manifest) | _tables(folder, manifest)
    made = manifest.exports.get(folder.case_json.name, "").rpartition("\n")[2]
    if not folder.case_json.exists():
        found[folder.case_json.name] = "it is not there"
    elif made and file_sha256(folder.case_json) != made:
        found[folder.case_json.name] = "it is not as its run wrote it"
    return found


def _older(manifest: Manifest) -> dict[str, str]:
    if number_of(manifest.format) < number_of(FORMAT):
        return {"manifest.json": f"the case has the older format {manifest.format}"}
    return {}


def _tables(folder: CaseFolder, manifest: Manifest) -> dict[str, str]:
    found = {f"stages/{name}.parquet": why for name, why in survey(folder.stages, manifest).anew.items()}
    for record in manifest.stages.values():
        for table, sha in record.tables.items():
            name = f"stages/{table}.parquet"
            if name not in found and file_sha256(file_of(folder.stages, table)) != sha:
                found[name] = "it is not as its run wrote it"
    return found
