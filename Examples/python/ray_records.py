"""A PDF for each line of JSON, on the workers of a Ray cluster: python ray_records.py RECORDS.jsonl FOLDER

FOLDER is one that all machines of the cluster see. A worker that dies is started again, and what it was at is done anew.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

import ray

import sarup


class Render:
    """One renderer for each actor: it keeps fonts and templates from record to record."""

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder)
        # The same bytes on every machine, whatever fonts it has.
        self.renderer = sarup.Renderer(system_fonts=False)

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        name = json.loads(row["text"])["id"]
        try:
            pdf = self.renderer.render(row["text"], name=f"{name}.json")
        except sarup.SarupError as error:
            return {"id": name, "size": 0, "error": str(error)}
        # Beside its place first: a worker that dies leaves no half of a file.
        part = self.folder / f".{name}.{os.getpid()}"
        part.write_bytes(pdf)
        part.replace(self.folder / f"{name}.pdf")
        return {"id": name, "size": len(pdf), "error": ""}


def render_all(records: str, folder: str, workers: int = 2, kind: type[Render] = Render) -> list[dict[str, Any]]:
    """What became of each record."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    lines = ray.data.read_text(str(Path(records).absolute()))
    actors = ray.data.ActorPoolStrategy(min_size=1, max_size=workers)
    found = lines.map(kind, fn_constructor_args=(str(Path(folder).absolute()),), compute=actors).take_all()
    return sorted(found, key=lambda row: row["id"])


def main(records: str, folder: str) -> int:
    found = render_all(records, folder)
    for row in found:
        if row["error"]:
            print(row["error"], file=sys.stderr)
    failed = sum(1 for row in found if row["error"])
    print(f"{len(found) - failed} of {len(found)} records are rendered")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
