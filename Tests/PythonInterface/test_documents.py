"""What the documents show is run."""
import re
import shutil
from pathlib import Path

import pytest
from samples import EXAMPLES, ROOT


@pytest.mark.parametrize("name", ["README.md", "README.th.md", "Interfaces/Python/README.md"])
def test_what_documents_show_runs(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(EXAMPLES / "one-page.md", tmp_path / "brief.md")
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"^```python\n(.*?)^```$", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert blocks
    known: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, name, "exec"), known)
    assert (tmp_path / "brief.pdf").read_bytes().startswith(b"%PDF-")
