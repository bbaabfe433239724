"""Promise 5 by import: what renders a public document cannot even name the rest."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize("module", ["letter", "ambition"])
def test_rendering_a_public_document_loads_no_model_and_no_internal_view(module: str) -> None:
    code = f"import sys, wijkexcel.documents.{module}; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = [m for m in done.stdout.split() if m.startswith("wijkexcel.")]
    assert "wijkexcel.outgoing.letter" in loaded
    assert not [m for m in loaded if m.startswith(("wijkexcel.model", "wijkexcel.rules"))]
    assert not {"wijkexcel.documents.internal", "wijkexcel.documents.sheet"} & set(loaded)
