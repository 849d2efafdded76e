"""The workbench: its pages, its forms, its people, and what becomes of a judgement."""
