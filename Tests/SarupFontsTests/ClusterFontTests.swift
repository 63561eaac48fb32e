internal import SarupFonts
internal import SarupSyntax
internal import SarupThai
internal import TestSupport
internal import Testing

struct ClusterFontTests {
  private let book = FontBook()
  private var face: LoadedFace { get throws { try #require(book.loaded(FaceIndex(0))) } }

  /// Outlines by `loca`, whose offsets are long in a cluster font.
  private func outline(_ glyph: UInt32, of font: ClusterFont) throws -> [UInt8] {
    let file = try FontFile(font.bytes, index: 0)
    let locations = file.contents("loca")
    let range = [0, 1].map { next in
      (0..<4).reduce(0) { $0 << 8 | Int(locations[4 * (Int(glyph) + next) + $1]) }
    }
    return Array(file.contents("glyf")[range[0]..<range[1]])
  }

  private func word(_ bytes: [UInt8], _ offset: Int) -> Int {
    Int(Int16(bitPattern: UInt16(bytes[offset]) << 8 | UInt16(bytes[offset + 1])))
  }

  @Test(arguments: ["ที่", "น้ำ", "ปี่", "ญุ", "ฟื้", "กำ"]) func aClusterIsMadeOfItsShapedParts(text: String) throws {
    let font = try #require(ClusterFont(try face, slots: 4, partsPerSlot: 4))
    let shaped = try #require(try face.shapedAlone(Array(text.utf8)))
    let glyph = try #require(font.add(shaped.parts, advance: shaped.advance))
    let outline = try outline(glyph, of: font)
    #expect(word(outline, 0) == -1)
    var top = Int.min
    for (number, part) in shaped.parts.enumerated() {
      let start = 10 + 8 * number
      let isLast = number + 1 == shaped.parts.count
      #expect(word(outline, start) == (isLast ? 0x0003 : 0x0023))
      #expect(word(outline, start + 2) == Int(part.glyph))
      #expect(word(outline, start + 4) == Int(part.x))
      #expect(word(outline, start + 6) == Int(part.y))
      top = max(top, word(try self.outline(part.glyph, of: font), 8) + Int(part.y))
    }
    #expect(word(outline, 8) == top)
  }

  @Test func itIsAFontThatLoadsAndHasNoCharacters() throws {
    let font = try #require(ClusterFont(try face, slots: 100, partsPerSlot: 4))
    let other = FontBook(faces: [FontSource(name: "working", bytes: Array(font.bytes.buffer))])
    #expect(other.problems.all.isEmpty)
    #expect(other.unitsPerEm(of: FaceIndex(0)) == 1000)
    #expect(!other.covers(FaceIndex(0), "ก"))
  }

  @Test func slotsAndPartsHaveAnEnd() throws {
    let font = try #require(ClusterFont(try face, slots: 2, partsPerSlot: 2))
    let part = ClusterForm.Part(glyph: 20, x: 0, y: 0)
    #expect(font.add([part, part, part], advance: 0) == nil)
    #expect(font.add([], advance: 0) == nil)
    #expect(font.add([ClusterForm.Part(glyph: 60_000, x: 0, y: 0)], advance: 0) == nil)
    #expect(font.add([part], advance: 0x1_0000) == nil)
    let first = try #require(font.add([part, part], advance: 500))
    #expect(font.add([part], advance: 500) == first + 1)
    #expect(font.add([part], advance: 500) == nil)
  }

  @Test(arguments: 0..<80 as Range<UInt64>) func aDamagedFontMakesNoTrap(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let folder = Fixtures.folder(beside: #filePath)
    var bytes = GoldenFile.readBytes("\(folder)/../../Fonts/Sarabun-Regular.ttf") ?? []
    for _ in 0..<Int.random(in: 1...200, using: &random) {
      bytes[Int.random(in: 300..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
    }
    let book = FontBook(faces: [FontSource(name: "damaged", bytes: bytes)])
    guard let face = book.loaded(FaceIndex(0)), let font = ClusterFont(face, slots: 8, partsPerSlot: 4) else { return }
    for glyph in 0..<8 as Range<UInt32> {
      _ = font.add([ClusterForm.Part(glyph: glyph * 37, x: 5, y: -5)], advance: 300)
    }
  }

  // MARK: - The inventory

  private func number(_ text: String) -> Int? {
    Array(text.utf8).withUnsafeBufferPointer { ClusterInventory.number(of: $0[...]) }
  }

  @Test func everyClusterHasANumberOfItsOwn() {
    var numbers: Set<Int> = []
    var count = 0
    for consonant in 0x0E01...0x0E2E as ClosedRange<UInt32> {
      for vowel in [0, 0xE31, 0xE34, 0xE35, 0xE36, 0xE37, 0xE38, 0xE39, 0xE3A, 0xE47, 0xE4D, 0xE33] as [UInt32] {
        for tone in [0, 0xE48, 0xE49, 0xE4A, 0xE4B, 0xE4C] as [UInt32] where vowel != 0 || tone != 0 {
          var text = String.UnicodeScalarView()
          let marks = vowel == 0xE33 ? [tone, vowel] : [vowel, tone]
          for value in [consonant] + marks where value != 0 { text.append(Unicode.Scalar(value)!) }
          guard let number = number(String(text)) else {
            Issue.record("\(String(text)) has no number")
            continue
          }
          numbers.insert(number)
          count += 1
        }
      }
    }
    #expect(numbers.count == count)
    #expect((numbers.max() ?? 0) < ClusterInventory.count)
  }

  @Test(arguments: ["ก", "ก่ี", "กิิ", "ฟำ่", "A่", "๑่", "ก่่", "ab", "กก", "ກິ", "é́", "ฯ่", "เก"])
  func anOddClusterHasNone(text: String) {
    #expect(number(text) == nil)
  }
}
