#!/usr/bin/env python3
"""Uses the page of the service as an officer does, by keyboard, in headless Chromium; axe-core looks at it.

    check_page.py SARUP-SERVER [FOLDER FOR PICTURES]
"""
import atexit
import base64
import json
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import axe_core_python

from check_server import Server

AXE = Path(axe_core_python.__file__).parent / "axe.min.js"
BRIEF = "---\ntitle: ทดสอบ\ndate: 2025-08-05\n---\n\nความนำ\n\n1. ข้อแรก\n2. ข้อที่สอง\n"
MISTAKEN = BRIEF.replace("2025-08-05", "2025-13-05").replace("ความนำ", "เเละ\n" * 40 + "ต่างๆ")
faults = 0


def expect(condition, what, *more):
    global faults
    if not condition:
        faults += 1
        print(f"check_page: {what}", *more, file=sys.stderr)


class Browser:
    """Chromium, spoken to over two pipes: messages of JSON, each ended by a zero byte."""

    def __init__(self, folder):
        ours_in, theirs_out = os.pipe()
        theirs_in, ours_out = os.pipe()
        command = ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
                   "--remote-debugging-pipe", f"--user-data-dir={folder}/profile", "about:blank"]

        def wire():
            # Chromium reads from 3 and writes to 4. Both ends may stand on those numbers already.
            read, write = os.dup(theirs_in), os.dup(theirs_out)
            os.dup2(read, 3)
            os.dup2(write, 4)

        self.process = subprocess.Popen(command, preexec_fn=wire, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        atexit.register(self.process.kill)
        os.close(theirs_in)
        os.close(theirs_out)
        self.reader, self.writer = os.fdopen(ours_in, "rb"), os.fdopen(ours_out, "wb")
        self.buffer = b""
        self.number = 0
        self.events = []
        self.session = None
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ["Page", "Runtime", "Network", "Log"]:
            self.send(f"{domain}.enable")

    def send(self, method, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        self.writer.write(json.dumps(message).encode() + b"\0")
        self.writer.flush()
        while True:
            while b"\0" not in self.buffer:
                piece = os.read(self.reader.fileno(), 1 << 16)
                if not piece:
                    sys.exit("check_page: Chromium has ended")
                self.buffer += piece
            line, self.buffer = self.buffer.split(b"\0", 1)
            answer = json.loads(line)
            if answer.get("id") == self.number:
                if "error" in answer:
                    sys.exit(f"check_page: {method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def run(self, script):
        result = self.send("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            sys.exit(f"check_page: {script[:80]}: {result['exceptionDetails']}")
        return result["result"].get("value")

    def wait(self, script, what, seconds=30):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.run(script):
                return True
            time.sleep(0.05)
        expect(False, what, self.run("document.getElementById('status')?.textContent"))
        return False

    def key(self, key, code=None, modifiers=0, text=None):
        common = {"key": key, "code": code or key, "modifiers": modifiers, "windowsVirtualKeyCode": {"Tab": 9, "Enter": 13}.get(key, 0)}
        self.send("Input.dispatchKeyEvent", type="keyDown", **common, **({"text": text} if text else {}))
        self.send("Input.dispatchKeyEvent", type="keyUp", **common)

    def tab(self):
        self.key("Tab")
        return self.run("document.activeElement.id || document.activeElement.dataset.format || document.activeElement.className")

    def type(self, text):
        self.send("Input.insertText", text=text)

    def size(self, width, height):
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600)

    def picture(self, path):
        Path(path).write_bytes(base64.b64decode(self.send("Page.captureScreenshot", format="png")["data"]))

    def axe(self, what):
        if not self.run("'axe' in window"):
            # The page's policy is for the page; the checker comes in from outside.
            self.run(AXE.read_text(encoding="utf-8"))
        for violation in self.run("axe.run({resultTypes:['violations']}).then(f=>f.violations.map(v=>v.id+': '+v.nodes.map(n=>n.html.slice(0,120)).join(' | ')))"):
            expect(False, f"axe-core, {what}:", violation)

    def end(self):
        self.process.terminate()
        self.process.wait(10)


def ready(browser):
    return browser.wait("document.getElementById('template')?.options.length > 5", "the templates do not come")


def check_keyboard(browser, address, downloads, pictures):
    browser.send("Page.navigate", url=address)
    ready(browser)
    browser.axe("an empty page")
    # Everything is reached with the Tab key, in the order in which it stands.
    order = [browser.tab() for _ in range(9)]
    expect(order[:7] == ["skip", "template", "digits", "example", "brief", "file", "pictures"], "the order of the keyboard", order)
    browser.run("document.getElementById('brief').focus()")
    browser.type(BRIEF)
    browser.wait("document.querySelectorAll('#pages img').length === 1", "no page comes")
    browser.wait("document.querySelector('#pages img')?.naturalWidth > 100", "the page is not drawn")
    expect(browser.run("document.querySelector('#pages img').alt") == "หน้า 1 จาก 1", "the page has no name")
    expect("1 หน้า" in browser.run("document.getElementById('status').textContent"), "the status does not tell the pages")
    browser.axe("a page with a document")
    if pictures:
        browser.picture(f"{pictures}/document.png")
    # Both downloads, with Enter.
    browser.send("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(downloads))
    for format, start in [("pdf", b"%PDF-1.7"), ("docx", b"PK")]:
        browser.run(f"document.querySelector('[data-format={format}]').focus()")
        browser.key("Enter", text="\r")
        file = downloads / f"brief.{format}"
        end = time.monotonic() + 20
        while time.monotonic() < end and not file.exists():
            browser.run("0")
            time.sleep(0.1)
        expect(file.exists() and file.read_bytes().startswith(start), f"no {format} is downloaded", sorted(os.listdir(downloads)))
        expect(browser.run("document.activeElement.dataset.format") == format, "the focus is lost")
    if (downloads / "brief.docx").exists():
        expect(zipfile.is_zipfile(downloads / "brief.docx"), "the Word file is no archive")


def check_mistakes(browser, pictures):
    browser.run("{ const b = document.getElementById('brief'); b.focus(); b.select(); }")
    browser.type(MISTAKEN)
    browser.wait("document.querySelectorAll('#list .error button').length === 1", "no mistake is shown")
    expect("บรรทัด 3" in browser.run("document.querySelector('#list .error').textContent"), "the mistake has no line")
    expect("ไม่มีวันนี้ในปฏิทิน" in browser.run("document.querySelector('#list .error').textContent"), "the mistake is not told in Thai")
    expect(browser.run("document.querySelector('[data-format=pdf]').disabled"), "a brief with mistakes can be downloaded")
    browser.axe("mistakes")
    if pictures:
        browser.picture(f"{pictures}/mistakes.png")
    browser.run("document.querySelector('#list .error button').focus()")
    browser.key("Enter", text="\r")
    selected = "{ const b = document.getElementById('brief'); document.activeElement === b ? b.value.slice(b.selectionStart, b.selectionEnd) : '' }"
    expect(browser.run(selected) == "13", "the mistake does not lead to its place", browser.run(selected))
    expect(browser.run("document.getElementById('place').textContent").startswith("บรรทัด 3 "), "the place is not told")
    # The field scrolls to a place near the start, and to one near the end.
    top = browser.run("document.getElementById('brief').scrollTop")
    expect(top < 100, "the field does not scroll up to the place", top)
    buttons = "document.querySelectorAll('#list .warning button')"
    browser.run(f"{buttons}[{buttons}.length - 1].focus()")
    browser.key("Enter", text="\r")
    expect(browser.run("document.getElementById('brief').scrollTop") > 100, "the field does not scroll to the place")
    expect("ๆ" in browser.run(selected) or "เเ" in browser.run(selected), "the last warning", browser.run(selected))


def check_choices(browser):
    browser.run("document.getElementById('example').focus()")
    browser.key("Enter", text="\r")
    browser.wait("/1 หน้า/.test(document.getElementById('status').textContent)", "the example has no page")
    before = browser.run("document.querySelector('#pages img').src")
    browser.run("{ const t = document.getElementById('template'); t.value = 'press'; t.dispatchEvent(new Event('change')); }")
    browser.wait(f"!document.getElementById('pages').classList.contains('old') && document.querySelector('#pages img').src !== '{before}'", "another template changes nothing")
    browser.run("{ const t = document.getElementById('template'); t.value = ''; t.dispatchEvent(new Event('change')); }")


def check_phone(browser, pictures):
    browser.size(390, 844)
    browser.wait("document.querySelector('#pages img')?.naturalWidth > 100", "no page on a phone")
    width = browser.run("document.documentElement.scrollWidth")
    expect(width <= 390, "the page is wider than a phone:", width)
    browser.axe("a phone")
    if pictures:
        browser.picture(f"{pictures}/phone.png")
        browser.run("document.getElementById('reading').scrollIntoView()")
        browser.picture(f"{pictures}/phone-pages.png")
    browser.size(1280, 900)


def check_key(browser, binary):
    with tempfile.NamedTemporaryFile("w") as keys:
        keys.write("0123456789abcdef\n")
        keys.flush()
        server = Server(binary, "--keys", keys.name)
        browser.send("Page.navigate", url=f"http://127.0.0.1:{server.port}/")
        browser.wait("document.getElementById('key-form')?.hidden === false", "the page asks for no key")
        browser.axe("a page that asks for a key")
        expect(browser.run("document.activeElement.id") == "key", "the field for the key has no focus")
        browser.type("0123456789abcdef")
        browser.key("Enter", text="\r")
        ready(browser)
        expect(browser.run("document.getElementById('key-form').hidden"), "the key is not taken")
        server.end()


def main():
    binary = sys.argv[1]
    pictures = sys.argv[2] if len(sys.argv) > 2 else None
    if pictures:
        Path(pictures).mkdir(parents=True, exist_ok=True)
    server = Server(binary)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        downloads = Path(folder) / "downloads"
        downloads.mkdir()
        browser = Browser(folder)
        browser.size(1280, 900)
        check_keyboard(browser, f"http://127.0.0.1:{server.port}/", downloads, pictures)
        check_mistakes(browser, pictures)
        check_choices(browser)
        check_phone(browser, pictures)
        for event in browser.events:
            said = event.get("params", {}).get("entry") or event.get("params", {}).get("exceptionDetails")
            expect(not said, "the browser complains:", said)
        check_key(browser, binary)
        browser.end()
    expect(server.end() == 0, "the service does not end")
    print(f"check_page: {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
