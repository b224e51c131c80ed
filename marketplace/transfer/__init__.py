"""A company's own data, in and out: `python -m marketplace import DIR` and `export DIR`.

`registry` says what is in which file; a new table is one entry there. `columns` and `rows` turn
cells into values and back, `files` reads and writes, `references` and `consistency` check what no
single row shows, `importing` and `exporting` do the work. FORMATS.md is for those who make files.
"""

from marketplace.transfer.exporting import export_to
from marketplace.transfer.importing import import_from
from marketplace.transfer.problems import ImportFailed, Problem

__all__ = ["ImportFailed", "Problem", "export_to", "import_from"]
