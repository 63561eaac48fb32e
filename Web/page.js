// The page of the service: sends what stands in the text field to /check and /render, and shows what comes back.

const find = id => document.getElementById(id);
const [brief, template, digits, status, list, pages] = ["brief", "template", "digits", "status", "list", "pages"].map(find);

/** Pages that are shown; of a longer document the rest is in the file. */
const mostPages = 30;
/** How long nothing must be typed before the pages are made anew. */
const pause = 500;
const templateNames = {
  brief: "สรุปการประชุม", "brief-en": "สรุปภาษาอังกฤษ", memo: "บันทึกข้อความ", letter: "หนังสือภายนอก",
  announcement: "ประกาศ", press: "ข่าวประชาสัมพันธ์", minutes: "รายงานการประชุม",
};
/** What the commonest messages say, in Thai. The service's own words stand below. */
const words = {
  "input-empty": "ยังไม่มีข้อความ", "brief-empty": "ยังไม่มีเนื้อหา", "brief-title-missing": "ไม่มีชื่อเรื่อง (title)",
  "brief-required-field": "แม่แบบนี้ต้องมีข้อมูลช่องนี้", "missing-key": "ขาดข้อมูลที่ต้องมี", "unknown-key": "ไม่รู้จักชื่อข้อมูลนี้",
  "duplicate-key": "ชื่อข้อมูลซ้ำ", "brief-unused-key": "แม่แบบไม่ได้ใช้ข้อมูลนี้", "brief-unprinted-field": "แม่แบบไม่ได้พิมพ์ข้อมูลนี้",
  "brief-unplaced-part": "แม่แบบไม่มีที่ให้ส่วนนี้", "wrong-type": "ข้อมูลผิดชนิด", "wrong-value": "ค่านี้ใช้ไม่ได้",
  "brief-bad-value": "ค่านี้ใช้ไม่ได้", "date-not-in-calendar": "ไม่มีวันนี้ในปฏิทิน", "date-form": "วันที่เขียนไม่ถูกแบบ",
  "date-order": "วันสิ้นสุดมาก่อนวันเริ่ม", "date-era": "ปีควรเป็นคริสต์ศักราช", "yaml-syntax": "เขียนไม่ถูกแบบ YAML",
  "json-syntax": "เขียนไม่ถูกแบบ JSON", "front-matter-open": "หัวเรื่องไม่มีบรรทัด --- ปิดท้าย", "encoding": "ข้อความไม่ใช่ UTF-8",
  "control-character": "มีอักขระควบคุม", "template-not-found": "ไม่มีแม่แบบชื่อนี้", "dictionary-not-found": "ไม่พบพจนานุกรม",
  "picture-not-found": "ไม่พบรูปภาพ ให้แนบไฟล์ชื่อนี้", "picture-format": "ไฟล์รูปไม่ใช่ PNG หรือ JPEG", "picture-damaged": "ไฟล์รูปเสียหาย",
  "picture-too-large": "รูปใหญ่เกินไป", "picture-alternative-missing": "รูปไม่มีคำบรรยาย", "glyph-missing": "ไม่มีตัวพิมพ์ของอักขระนี้",
  "line-overfull": "บรรทัดยาวเกินขอบ", "label-unknown": "ไม่มีที่ให้อ้างถึง", "label-repeated": "ป้ายชื่อซ้ำ",
  "markdown-emphasis": "เครื่องหมาย * ไม่ครบคู่", "markdown-footnote": "เชิงอรรถไม่ครบ", "markdown-html": "ไม่รับ HTML",
  "markdown-number": "เลขข้อไม่เรียงกัน", "too-many-pages": "เอกสารยาวเกินจำนวนหน้าที่รับ", "input-kind": "ไฟล์นี้ไม่ใช่ข้อความสรุป",
  "thai-double-sara-e": "พิมพ์ เ สองตัวแทน แ", "thai-split-sara-am": "พิมพ์ ำ แยกเป็นสองตัว", "thai-repeated-mark": "วรรณยุกต์หรือสระซ้ำ",
  "thai-mark-order": "วรรณยุกต์มาก่อนสระ", "thai-stray-mark": "เครื่องหมายไม่มีพยัญชนะรองรับ", "thai-stray-vowel": "สระไม่มีพยัญชนะตาม",
  "invisible-character": "มีอักขระที่มองไม่เห็น", "double-space": "เว้นวรรคสองครั้ง", "repeat-sign-space": "เว้นวรรคหน้าและหลัง ๆ",
  "et-cetera-space": "เว้นวรรคหน้าและหลัง ฯลฯ", "bracket-inner-space": "ไม่เว้นวรรคในวงเล็บ", "bracket-outer-space": "เว้นวรรคนอกวงเล็บ",
  "mixed-digits": "มีทั้งเลขไทยและเลขอารบิก", "mixed-years": "มีทั้งปี ค.ศ. และ พ.ศ.", "repeated-word": "คำซ้ำ",
  "abbreviation-stops": "อักษรย่อไม่มีจุด", "misspelling": "คำที่มักสะกดผิด", "line-end-unsure": "บรรทัดอาจตัดกลางคำตรงนี้",
  "line-loose": "บรรทัดห่างเกินไป",
};
const example = `---
template: brief
title: สรุปผลการหารือการจัดระบบรับส่งเอกสารระหว่างอาคาร
agency: สำนักบริหารกลาง กรมพัฒนาระบบเอกสาร
date: 2025-08-05
place: ห้องประชุม 2 ชั้น 4 อาคารอำนวยการ
credits:
  - {name: วรรณิศา, unit: ฝ่ายสารบรรณ, role: จดบันทึก}
---

สำนักบริหารกลางเชิญผู้แทนฝ่ายสารบรรณร่วมหารือเรื่องความล่าช้าในการรับส่งเอกสารระหว่างอาคาร สรุปสาระสำคัญได้ดังนี้

1. **สาเหตุของความล่าช้า** เอกสารร้อยละ 44 รออยู่ที่จุดพักกลางอาคารเกินกว่าครึ่งวัน

   ข้อสังเกต เจ้าหน้าที่ปลายทางไม่ทราบว่ามีเอกสารมาถึง

2. **แนวทางที่เห็นชอบร่วมกัน** เพิ่มรอบรับส่งเป็นวันละ 4 รอบ พร้อมติดรหัส QR ที่ซองเอกสารทุกซอง

ผู้แทนทุกหน่วยงานรับทราบและจะเริ่มดำเนินการตั้งแต่วันจันทร์ที่ 18 สิงหาคม 2568 เป็นต้นไป
`;

let key = sessionStorage.getItem("sarup-key") ?? "";
let fileName = "";
let running = new AbortController();
let timer = 0;
let shown = [];
const attached = new Map();

function tell(text, isBad = false) {
  status.textContent = text;
  status.classList.toggle("bad", isBad);
}

// MARK: Asking the service

/** The name decides how the text is read: that of the opened file, else by how the text begins. */
function name() {
  if (fileName) return fileName;
  const text = brief.value.trimStart();
  if (text.startsWith("{")) return "brief.json";
  return /^[a-z-]+:\s/.test(text) ? "brief.yaml" : "brief.md";
}

function form(more) {
  const form = new FormData();
  form.append("brief", new File([brief.value], name(), { type: "application/octet-stream" }));
  for (const [file, content] of attached) form.append("file", content, file);
  if (template.value) form.append("template", template.value);
  if (digits.value) form.append("digits", digits.value);
  for (const [field, value] of Object.entries(more)) form.append(field, value);
  return form;
}

/** What the service answers; asks for a key where it wants one, and once more where it is busy. */
async function ask(path, options = {}) {
  for (let attempt = 0; ; attempt++) {
    const answer = await fetch(path, { ...options, headers: key ? { "X-API-Key": key } : {} });
    if (answer.status === 401) {
      find("key-form").hidden = false;
      find("key").focus();
      throw new Error("ต้องใช้กุญแจของบริการ");
    }
    const isBusy = answer.status === 429 || (answer.status === 503 && answer.headers.has("Retry-After"));
    if (!isBusy || attempt === 3) return answer;
    tell("บริการมีผู้ใช้มาก กำลังลองใหม่…");
    await new Promise(resume => setTimeout(resume, 1000 + 500 * Math.random()));
  }
}

async function problem(answer) {
  const said = answer.headers.get("Content-Type")?.startsWith("application/problem+json") ? await answer.json() : {};
  const reasons = {
    413: "ข้อความหรือรูปภาพใหญ่เกินที่รับได้", 429: "ส่งถี่เกินไป โปรดรอสักครู่", 503: "บริการทำไม่ทัน โปรดลองใหม่",
  };
  const error = new Error(reasons[answer.status] ?? said.detail ?? `บริการตอบ ${answer.status}`);
  error.diagnostics = said.diagnostics;
  return error;
}

// MARK: Showing

async function update() {
  clearTimeout(timer);
  running.abort();
  running = new AbortController();
  const { signal } = running;
  if (!brief.value.trim()) {
    showFindings([]);
    showPages([]);
    allowDownloads(false);
    tell("ยังไม่มีข้อความ");
    return;
  }
  tell("กำลังจัดหน้า…");
  pages.classList.add("old");
  try {
    const answer = await ask("check", { method: "POST", body: form({}), signal });
    if (!answer.ok) throw await problem(answer);
    const checked = await answer.json();
    showFindings(checked.diagnostics);
    allowDownloads(checked.errors === 0);
    const warnings = checked.warnings ? ` มีที่ควรดู ${checked.warnings} แห่ง` : "";
    if (checked.errors) {
      tell(`มีที่ผิด ${checked.errors} แห่ง จึงยังไม่มีเอกสาร${warnings}`, true);
      return;
    }
    const count = await fetchPages(signal);
    tell(`เอกสารมี ${count} หน้า${warnings}`);
  } catch (error) {
    if (signal.aborted) return;
    if (error.diagnostics) showFindings(error.diagnostics);
    allowDownloads(false);
    tell(error instanceof TypeError ? "ติดต่อบริการไม่ได้" : error.message, true);
  }
}

async function fetchPages(signal) {
  const drawings = [];
  let count = 1;
  for (let number = 1; number <= Math.min(count, mostPages); number++) {
    const answer = await ask("render", { method: "POST", body: form({ to: "svg", page: number }), signal });
    if (!answer.ok) throw await problem(answer);
    count = Number(answer.headers.get("Sarup-Pages"));
    drawings.push(await answer.blob());
    if (signal.aborted) return count;
  }
  showPages(drawings, count);
  return count;
}

function showPages(drawings, count = 0) {
  for (const address of shown) URL.revokeObjectURL(address);
  shown = drawings.map(drawing => URL.createObjectURL(drawing));
  const items = shown.map((address, index) => {
    const picture = document.createElement("img");
    picture.src = address;
    picture.alt = `หน้า ${index + 1} จาก ${count}`;
    const item = document.createElement("li");
    item.append(picture);
    return item;
  });
  if (count > drawings.length) {
    const item = document.createElement("li");
    const note = document.createElement("p");
    note.textContent = `แสดง ${drawings.length} หน้าแรก ดาวน์โหลดเพื่อดูทั้งหมด ${count} หน้า`;
    item.append(note);
    items.push(item);
  }
  pages.replaceChildren(...items);
  pages.classList.remove("old");
}

function showFindings(diagnostics) {
  find("findings").hidden = diagnostics.length === 0;
  list.replaceChildren(...diagnostics.map(finding => {
    const item = document.createElement("li");
    item.className = finding.severity;
    const isHere = finding.line && finding.file === name();
    const line = document.createElement(isHere ? "button" : "div");
    line.className = "mistake";
    if (isHere) {
      line.type = "button";
      line.addEventListener("click", () => jump(finding));
    }
    const kind = document.createElement("span");
    kind.className = "kind";
    kind.textContent = finding.severity === "error" ? "ผิด" : "ควรดู";
    const place = finding.line ? ` ${isHere ? "" : finding.file + " "}บรรทัด ${finding.line} ตัวอักษรที่ ${finding.column}: ` : ": ";
    line.append(kind, place, words[finding.code] ?? "", own([finding.message + ".", ...finding.hints].join(" ")));
    item.append(line);
    return item;
  }));
}

/** What the service says in its own words, which are English. */
function own(text) {
  const span = document.createElement("span");
  span.className = "hint";
  span.lang = "en";
  span.textContent = text;
  return span;
}

function allowDownloads(isAllowed) {
  for (const button of document.querySelectorAll(".download")) button.disabled = !isAllowed;
}

// MARK: Places in the text

/** Where a line and a column of the service, which counts characters from 1, is in the field. */
function offset(line, column) {
  let start = 0;
  for (let number = 1; number < line; number++) {
    const end = brief.value.indexOf("\n", start);
    if (end < 0) return brief.value.length;
    start = end + 1;
  }
  let rest = column - 1;
  for (const character of brief.value.slice(start)) {
    if (rest-- <= 0 || character === "\n") break;
    start += character.length;
  }
  return start;
}

function jump(finding) {
  const start = offset(finding.line, finding.column);
  const end = Math.max(start, offset(finding.endLine, finding.endColumn));
  brief.focus();
  // A field scrolls to its caret when it gets the focus, not when the selection moves.
  brief.setSelectionRange(start, start);
  brief.blur();
  brief.focus();
  brief.setSelectionRange(start, end);
  showPlace();
}

function showPlace() {
  const before = brief.value.slice(0, brief.selectionStart);
  const line = before.split("\n").length;
  const column = [...before.slice(before.lastIndexOf("\n") + 1)].length + 1;
  find("place").textContent = `บรรทัด ${line} ตัวอักษรที่ ${column}`;
}

// MARK: What people do

function later() {
  clearTimeout(timer);
  timer = setTimeout(update, pause);
}

async function open(file) {
  if (!file) return;
  brief.value = await file.text();
  fileName = /^[^/\\\x00-\x1f]{1,200}$/.test(file.name) ? file.name : "";
  showPlace();
  update();
}

function showAttached() {
  find("attached").replaceChildren(...[...attached.keys()].map(file => {
    const item = document.createElement("li");
    const remove = document.createElement("button");
    remove.type = "button";
    remove.textContent = "เอาออก";
    remove.setAttribute("aria-label", `เอา ${file} ออก`);
    remove.addEventListener("click", () => {
      attached.delete(file);
      showAttached();
      find("pictures").focus();
      update();
    });
    item.append(file, remove);
    return item;
  }));
}

/** A text says `pictures/a.png` where the file is called `a.png`. */
function attach(files) {
  for (const file of files) {
    const named = [...brief.value.matchAll(/[^\s()"':,{}[\]]+/g)].map(([word]) => word.replace(/^\.\//, ""));
    attached.set(named.find(word => word.endsWith("/" + file.name)) ?? file.name, file);
  }
  showAttached();
  update();
}

async function download(button) {
  button.disabled = true;
  tell("กำลังทำไฟล์…");
  try {
    const answer = await ask("render", { method: "POST", body: form({ to: button.dataset.format }) });
    if (!answer.ok) throw await problem(answer);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await answer.blob());
    link.download = name().replace(/\.[^.]*$/, "") + "." + button.dataset.format;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    tell(`ดาวน์โหลด ${link.download} แล้ว`);
  } catch (error) {
    tell(error instanceof TypeError ? "ติดต่อบริการไม่ได้" : error.message, true);
  }
  button.disabled = false;
  button.focus();
}

async function fillTemplates() {
  const answer = await ask("templates");
  if (!answer.ok) return;
  const options = (await answer.json()).filter(entry => entry.name !== "base").map(entry =>
    new Option(templateNames[entry.name] ?? (entry.summary || entry.name), entry.name));
  template.replaceChildren(template.options[0], ...options);
}

brief.addEventListener("input", later);
brief.addEventListener("keydown", event => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) update();
});
document.addEventListener("selectionchange", () => {
  if (document.activeElement === brief) showPlace();
});
template.addEventListener("change", update);
digits.addEventListener("change", update);
find("file").addEventListener("change", event => open(event.target.files[0]));
find("pictures").addEventListener("change", event => attach(event.target.files));
find("example").addEventListener("click", () => {
  brief.value = example;
  fileName = "";
  showPlace();
  update();
});
for (const button of document.querySelectorAll(".download")) button.addEventListener("click", () => download(button));
find("key-form").addEventListener("submit", event => {
  event.preventDefault();
  key = find("key").value;
  sessionStorage.setItem("sarup-key", key);
  find("key-form").hidden = true;
  start();
});

function start() {
  fillTemplates().then(update).catch(error => tell(error instanceof TypeError ? "ติดต่อบริการไม่ได้" : error.message, true));
}

start();
