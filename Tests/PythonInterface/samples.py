"""Briefs that the tests share."""
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "Examples"

BRIEF = {"title": "สรุปการประชุม", "lead": ["ข้อความนำ"], "findings": ["ข้อแรก น้ำ กำ ทำ", "ข้อที่สอง"]}

MISTAKEN = "---\ntitle: ก\ndate: 2026-02-31\n---\n\nข\n"


def long_brief(findings: int) -> dict[str, object]:
    """Takes the library a while."""
    return {"title": "รายงาน", "findings": [f"ข้อ {number} การบริหารจัดการน้ำอย่างมีส่วนร่วม" * 4 for number in range(findings)]}
