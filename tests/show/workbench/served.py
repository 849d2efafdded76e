"""A workbench in a process of its own, to be killed: ``python -m tests.show.workbench.served OUT PORT``."""

from __future__ import annotations

import sys
from pathlib import Path

import uvicorn

from headwater.show.workbench.app import app_of
from headwater.show.workbench.desk import Settings
from tests.show.workbench.site import ReadingWorker, case


def main() -> None:
    """Serve until killed."""
    out, port = Path(sys.argv[1]), int(sys.argv[2])
    app = app_of(Settings(out, port=port, by="Ana Orrel"), ReadingWorker(out, case))
    uvicorn.run(app, port=port, log_level="error", ws="none")


if __name__ == "__main__":
    main()
