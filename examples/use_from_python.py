"""Trace the example case from Python and print on whose word each shared subject stands.

python examples/use_from_python.py [OUT]
"""

from __future__ import annotations

import sys
from pathlib import Path

import headwater

WORLD = Path(__file__).parent / "world" / "articles"


def main() -> None:
    """Trace, then read typed rows and one Arrow table."""
    case = headwater.trace([WORLD], out=sys.argv[1] if len(sys.argv) > 1 else None)
    names = {origin.id: origin.name for origin in case.origins}
    for group in case.group_origins:
        count = group.separate_origins
        print(
            f"{group.counted_claim}: {count.min} to {count.max} separate origins, best reading {count.best}"
        )
        for origin in group.origins:
            print(f"  on the word of {names[origin]}")
    claims = case.table("claims")
    print(f"{claims.num_rows} claims, columns: {', '.join(claims.column_names[:6])} ...")


if __name__ == "__main__":
    main()
