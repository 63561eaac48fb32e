internal import SarupDocument
internal import SarupTemplate

/// What `sarup new` writes: a brief that tells how briefs are written, and a template that names what is often changed.
public struct StarterFolder: Sendable {
  /// A file to write.
  public struct File: Sendable {
    /// Without a folder.
    public var name: String
    /// Markdown or YAML.
    public var text: String
  }

  /// The brief first.
  public var files: [File]

  /// - Parameter name: The shipped template to stand on; `nil` comes back when there is none of that name.
  public init?(template name: String) {
    guard let reading = TemplateStore().shipped(name) else { return nil }
    let isEnglish = reading.template?.language.primary == "en"
    files = [
      File(name: "brief.md", text: isEnglish ? Self.englishBrief : Self.thaiBrief(name)),
      File(name: "template.yaml", text: isEnglish ? Self.englishTemplate(name) : Self.thaiTemplate(name)),
    ]
  }

  /// The fields that a form asks for, and those that are written most often.
  private static func thaiFields(_ template: String) -> String {
    switch template {
    case "memo":
      """
      agency: ชื่อส่วนราชการ
      telephone: 0 2000 0000
      number: กก 0100/1          # ยังไม่มีเลขให้ลบบรรทัดนี้ แล้วจะเหลือเส้นไว้เขียน
      date: 2026-01-15           # ปี ค.ศ.-เดือน-วัน ในเอกสารจะเป็นวันที่แบบไทย ปี พ.ศ.
      to: ตำแหน่งของผู้รับ
      signatures: [{name: ชื่อผู้ลงนาม, position: ตำแหน่งของผู้ลงนาม}]
      """
    case "letter":
      """
      agency: ชื่อส่วนราชการ
      address: [ที่ตั้งบรรทัดแรก, ที่ตั้งบรรทัดที่สอง]
      number: กก 0100/1
      date: 2026-01-15           # ปี ค.ศ.-เดือน-วัน ในเอกสารจะเป็นวันที่แบบไทย ปี พ.ศ.
      to: ตำแหน่งของผู้รับ
      signatures: [{name: ชื่อผู้ลงนาม, position: ตำแหน่งของผู้ลงนาม}]
      contact: หน่วยงานเจ้าของเรื่อง
      telephone: 0 2000 0000
      """
    case "announcement":
      """
      agency: ชื่อหน่วยงาน
      date: 2026-01-15           # ปี ค.ศ.-เดือน-วัน ในเอกสารจะเป็นวันที่แบบไทย ปี พ.ศ.
      signatures: [{name: ชื่อผู้ลงนาม, position: ตำแหน่งของผู้ลงนาม}]
      """
    case "press":
      """
      agency: ชื่อหน่วยงาน
      number: 1/2569
      date: 2026-01-15           # ปี ค.ศ.-เดือน-วัน ในเอกสารจะเป็นวันที่แบบไทย ปี พ.ศ.
      contact: ผู้ให้ข้อมูลเพิ่มเติม
      telephone: 0 2000 0000
      """
    case "minutes":
      """
      number: 1/2569
      date: 2026-01-15           # ปี ค.ศ.-เดือน-วัน ในเอกสารจะเป็นวันที่แบบไทย ปี พ.ศ.
      place: สถานที่จัดประชุม
      attendees: [1. ชื่อผู้มาประชุม ตำแหน่ง, 2. ชื่อผู้มาประชุม ตำแหน่ง]
      start: 09.30 น.
      end: 12.00 น.
      signatures: [{name: ชื่อผู้จดรายงาน, role: ผู้จดรายงานการประชุม}]
      """
    default:
      """
      agency: ชื่อหน่วยงาน
      date: 2026-01-15           # ปี ค.ศ.-เดือน-วัน ในเอกสารจะเป็นวันที่แบบไทย ปี พ.ศ.
      place: สถานที่จัดประชุม
      credits:
        - {name: ชื่อผู้จัดทำ, unit: หน่วยงาน, role: จดบันทึก}
      """
    }
  }

  private static func thaiBrief(_ template: String) -> String {
    """
    ---
    # ส่วนหัว: ระหว่างเส้น --- สองเส้นคือข้อมูลของเอกสาร บรรทัดละหนึ่งช่อง ชื่อช่องอยู่หน้าเครื่องหมาย :
    template: template.yaml    # หน้าตาของเอกสาร อยู่ในแฟ้มข้าง ๆ นี้
    title: บทสรุปฉบับแรกของฉัน
    \(thaiFields(template))
    ---

    ข้อความก่อนข้อแรกคือความนำ พิมพ์ต่อกันไปได้เลย ย่อหน้าใหม่เว้นหนึ่งบรรทัด โปรแกรมจะตัดคำและจัดขอบให้เอง จึงไม่ต้องกดขึ้นบรรทัดใหม่เพื่อให้บรรทัดเท่ากัน

    1. รายการที่มีเลขคือข้อค้นพบ จะพิมพ์เลขไทยหรือเลขอารบิกก็ได้ แม่แบบเป็นผู้กำหนดว่าเลขข้อในเอกสารเป็นเลขแบบใด

    2. **ตัวหนา** ใส่ดอกจันสองดอกคร่อมคำ *ตัวเอน* ใส่ดอกจันดอกเดียว ติดกับตัวอักษรไทยได้โดยไม่ต้องเว้นวรรค

       ย่อหน้าที่เยื้องเข้ามาสามช่องเป็นส่วนหนึ่งของข้อเดียวกัน

       1. ข้อย่อยเขียนแบบเดียวกัน โดยเยื้องเข้ามา

       ตัวอย่าง ย่อหน้าที่ขึ้นต้นด้วยคำว่า ตัวอย่าง หรือ ข้อสังเกต จะมีคำนำเป็นตัวหนา

    3. ช่องที่ไม่ใช้ลบทิ้งได้ทั้งบรรทัด มีเพียง title ที่ต้องมีเสมอ

    ข้อความหลังข้อสุดท้ายคือความปิดท้าย เมื่อแก้ข้อความแล้วให้สั่ง sarup check เพื่อหาที่ผิด และ sarup render เพื่อทำเอกสาร

    """
  }

  private static let englishBrief = """
    ---
    # Between the two lines of --- are the document's fields, one on a line, each with its name before the colon.
    template: template.yaml    # the look: a file beside this one
    title: My first brief
    agency: Name of the agency
    date: 2026-01-15           # year-month-day
    place: Where it took place
    credits:
      - {name: Who wrote it, unit: Unit, role: minutes}
    ---

    Text before the first numbered list is the lead. Leave a line empty to begin a new paragraph; lines are broken and justified for you.

    1. The numbered list is the findings.

    2. **Bold** stands between two asterisks on each side, *italic* between one.

       A paragraph that is set in by three spaces belongs to the same finding.

       1. Findings below a finding are written alike, set in.

    3. A field that you do not need is taken out with its line; only title must be there.

    Text after the last finding is the closing. When you have changed something, `sarup check` looks for mistakes and `sarup render` makes the document.

    """

  /// What is commented out may be taken in as it stands, each part alone or all together.
  private static func thaiTemplate(_ name: String) -> String {
    """
    # หน้าตาของเอกสาร เขียนเฉพาะสิ่งที่ต่างจากแม่แบบ \(name) ที่เหลือเป็นไปตามนั้น
    # ข้างล่างมีสามอย่างที่มักอยากเปลี่ยน ลบ # กับช่องว่างหนึ่งช่องหน้าบรรทัดเพื่อใช้ แล้วแก้ค่าได้ตามต้องการ
    extends: \(name)

    # ๑. ชื่อเรื่อง: ขนาดและสี
    # styles:
    #   title: {size: 22pt, color: "#1a3c6e"}

    # ๒. หน้ากระดาษ: ระยะขอบ
    # page:
    #   margins: {left: 25mm, right: 25mm}

    # ๓. แบบตัวพิมพ์: วางแฟ้ม .ttf ไว้ในโฟลเดอร์นี้ แล้วเขียนชื่อตระกูลแทน Sarabun คำสั่ง sarup fonts --fonts . บอกชื่อ
    # fonts:
    #   body: {families: [Sarabun]}

    """
  }

  private static func englishTemplate(_ name: String) -> String {
    """
    # The look: only what differs from the template \(name); all else is as it says.
    # Three things that are often changed follow. Take away the # and one space in front of a line to use it.
    extends: \(name)

    # 1. The title: its size and colour
    # styles:
    #   title: {size: 22pt, color: "#1a3c6e"}

    # 2. The page: its margins
    # page:
    #   margins: {left: 25mm, right: 25mm}

    # 3. The type: put .ttf files into this folder and their family's name in place of Sarabun. `sarup fonts --fonts .` tells it.
    # fonts:
    #   body: {families: [Sarabun]}

    """
  }
}
