"""The examples that feed Sarup from other libraries, run as a user would."""
import importlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from samples import EXAMPLES

import sarup

PYTHON_EXAMPLES = EXAMPLES / "python"


def test_rows_of_pandas(tmp_path: Path) -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    table = (EXAMPLES / "batch/minutes.csv").read_text(encoding="utf-8")
    (tmp_path / "table.csv").write_text(table + "2569-004,ก,,31/2/2569,,,,,,\n2569-005,,,5/1/2569,,,,,,\n", encoding="utf-8")
    command = [sys.executable, str(PYTHON_EXAMPLES / "pandas_rows.py")]
    good = subprocess.run([*command, EXAMPLES / "batch/minutes.csv", tmp_path / "out"], capture_output=True, text=True)
    assert (good.returncode, good.stderr) == (0, "") and good.stdout == "3 of 3 rows are rendered\n"
    assert all((tmp_path / f"out/2569-00{row}.pdf").read_bytes().startswith(b"%PDF-") for row in (1, 2, 3))
    mixed = subprocess.run([*command, tmp_path / "table.csv", tmp_path / "mixed"], capture_output=True, text=True)
    assert mixed.returncode == 1 and mixed.stdout == "3 of 5 rows are rendered\n"
    assert "2569-004.json" in mixed.stderr and "2569-005.json" in mixed.stderr


def test_records_on_ray_survive_a_worker_that_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ray: Any = pytest.importorskip("ray", reason="ray is not installed; Scripts/check-python --ray installs it")
    # The workers import the example as well.
    monkeypatch.setenv("PYTHONPATH", str(PYTHON_EXAMPLES))
    monkeypatch.setenv("RAY_AUTH_MODE", "disabled")
    monkeypatch.syspath_prepend(str(PYTHON_EXAMPLES))
    ray_records = importlib.import_module("ray_records")
    render: Any = ray_records.Render

    killed = tmp_path / "killed"

    class DiesOnce(render):  # type: ignore[misc]
        def __call__(self, row: dict[str, Any]) -> Any:
            if json.loads(row["text"])["id"] == "07" and not killed.exists():
                killed.write_text(str(os.getpid()))
                os.kill(os.getpid(), signal.SIGKILL)
            return super().__call__(row) | {"worker": os.getpid()}

    briefs = [{"id": f"{number:02}", "title": f"ฉบับที่ {number}", "lead": ["ข้อความ"]} for number in range(20)]
    briefs[3]["date"] = "2026-02-31"
    records = tmp_path / "records.jsonl"
    records.write_text("".join(json.dumps(brief, ensure_ascii=False) + "\n" for brief in briefs), encoding="utf-8")
    # More than the machine may have, so that the tasks that read have room beside the actors.
    ray.init(num_cpus=4, include_dashboard=False, log_to_driver=False)
    try:
        found = ray_records.render_all(str(records), str(tmp_path / "out"), kind=DiesOnce)
    finally:
        ray.shutdown()
    assert killed.exists() and int(killed.read_text()) not in {row["worker"] for row in found if row["id"] == "07"}
    assert [row["id"] for row in found] == [brief["id"] for brief in briefs]
    assert [row["id"] for row in found if row["error"]] == ["03"] and "03.json:" in found[3]["error"]
    files = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert files == [f"{brief['id']}.pdf" for brief in briefs if brief["id"] != "03"]
    alone = sarup.Renderer(system_fonts=False).render(json.dumps(briefs[7], ensure_ascii=False), name="07.json")
    assert (tmp_path / "out/07.pdf").read_bytes() == alone
