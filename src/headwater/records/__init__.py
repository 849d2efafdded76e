"""Row types, ids, ports, stage declarations and the error tree; knows no engine.

Row classes are frozen dataclasses. Their fields are the columns of the stage tables; Arrow schemas and
the JSON Schema of ``case.json`` are derived from them, so that each name is written once. Field names
that are Python keywords carry a trailing underscore (``from_``), which JSON drops.
"""
