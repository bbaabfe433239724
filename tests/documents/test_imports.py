"""Promise 5 by import: the module that renders the letter cannot even name the rest."""

import subprocess
import sys


def test_rendering_the_letter_loads_no_model_and_no_internal_view() -> None:
    code = "import sys, wijkexcel.documents.letter; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = [m for m in done.stdout.split() if m.startswith("wijkexcel.")]
    assert "wijkexcel.outgoing.letter" in loaded
    assert not [m for m in loaded if m.startswith(("wijkexcel.model", "wijkexcel.rules"))]
    assert not {"wijkexcel.documents.internal", "wijkexcel.documents.sheet"} & set(loaded)
