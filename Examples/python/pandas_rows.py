"""A PDF for each row of a table: python pandas_rows.py TABLE.csv FOLDER"""

import sys
from pathlib import Path
from typing import Any

import pandas as pd

import sarup


def day(text: str) -> str:
    """A day as Thai tables have it, 5/1/2569, as briefs have it. Whether the calendar has it, Sarup says."""
    day, month, year = (int(part) for part in text.split("/"))
    return f"{year - 543}-{month:02}-{day:02}"


def brief(row: "pd.Series[Any]") -> dict[str, Any]:
    """The fields of a brief. A cell that is empty is no field."""
    cells = row.dropna().to_dict()
    return {
        "title": cells.get("ชื่อเรื่อง"),
        "agency": cells.get("หน่วยงาน"),
        "date": day(cells["วันที่"]),
        "place": cells.get("สถานที่"),
        "lead": cells.get("ความนำ", "").splitlines(),
        "findings": [text for column, text in cells.items() if str(column).startswith("ข้อ ")],
    }


def main(table: str, folder: str) -> int:
    rows = pd.read_csv(table, dtype=str)
    Path(folder).mkdir(parents=True, exist_ok=True)
    failed = 0
    for _, row in rows.iterrows():
        try:
            pdf = sarup.render(brief(row), name=f"{row['id']}.json")
        except sarup.SarupError as error:
            print(error, file=sys.stderr)
            failed += 1
            continue
        Path(folder, f"{row['id']}.pdf").write_bytes(pdf)
    print(f"{len(rows) - failed} of {len(rows)} rows are rendered")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
