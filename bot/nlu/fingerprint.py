"""What Rasa's training cache cannot see by itself.

Rasa trains a component anew when its configuration, its inputs or the source of its class have changed. Of the rest of
its module, and of files that it reads, it knows nothing.
"""

from __future__ import annotations

import hashlib
from pathlib import Path


def fingerprint(*files: str | Path) -> str:
    """Changes when one of the files does."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(Path(file).read_bytes())
    return digest.hexdigest()
