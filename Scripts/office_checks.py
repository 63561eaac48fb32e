"""Checkers of office files that are not ours, called in this process: starting one costs more than looking at a file."""
import json
import subprocess

import ooxml_integrity
from openxml_audit import FileFormat, OpenXmlValidator, ValidationSeverity


def audit(path):
    """Schema, rules and safety, as Microsoft's own SDK has them."""
    # One that has seen another file mixes up the notes of the two.
    validator = OpenXmlValidator(file_format=FileFormat.OFFICE_2019, max_errors=0, security_validation=True, strict=True)
    for fault in validator.validate(path).errors:
        # It warns of every link to the web.
        if fault.severity == ValidationSeverity.ERROR:
            yield f"openxml-audit: {fault.part_uri}: {fault.description[:200]}"


def integrity(path):
    """References between parts and in the text, comments, and what Word would have to repair."""
    for finding in ooxml_integrity.check(str(path)):
        if finding.severity in (ooxml_integrity.ERROR, ooxml_integrity.WARN):
            yield f"ooxml-integrity: {finding.code} {finding.message[:200]}"


def messages(sarup, *arguments):
    """What a command of Sarup's says: a dictionary of code, message and more for each."""
    run = subprocess.run([sarup, *arguments, "--format", "json"], capture_output=True, text=True)
    return [json.loads(line) for line in (run.stdout + run.stderr).splitlines()]


def codes(sarup, *arguments):
    return [message["code"] for message in messages(sarup, *arguments)]
