import Foundation
import SarupContainer
import SarupImage
import TestSupport
import Testing

/// Small pictures of every kind, `Pictures/`, made by `Tools/test_pictures.py`.
private let names = ((try? FileManager.default.contentsOfDirectory(atPath: Fixtures.pictures)) ?? []).sorted()

@Suite struct PictureTests {
  /// What is known of each picture, how a PDF takes it, and the colours in the middle of its four quarters.
  @Test func everyKind() throws {
    #expect(names.count > 30)
    let text = names.map { name in
      do throws(PictureFault) {
        let picture = try Picture(Fixtures.picture(name))
        return "\(name): \(facts(of: picture))\n  \(try printable(picture))\n  \(try quarters(of: picture))"
      } catch {
        return "\(name): \(error.message). \(error.hint)"
      }
    }.joined(separator: "\n")
    let path = Fixtures.folder(beside: #filePath) + "/pictures.txt"
    let difference = GoldenFile.difference(of: text + "\n", from: path)
    #expect(difference == nil, Comment(rawValue: difference ?? ""))
  }

  private func facts(of picture: Picture) -> String {
    var text = "\(picture.format) \(picture.width) x \(picture.height) \(picture.color)"
    if let resolution = picture.resolution {
      text += ", \(Int(resolution.x.rounded())) x \(Int(resolution.y.rounded())) dpi"
    }
    if picture.orientation != .upright { text += ", \(picture.orientation)" }
    if picture.profile != nil { text += ", profile" }
    return text
  }

  private func printable(_ picture: Picture) throws(PictureFault) -> String {
    let printable = try picture.printable()
    let samples =
      switch printable.samples {
      case .jpeg(_, let isBareRGB): isBareRGB ? "bare jpeg" : "jpeg"
      case .filtered(_, let depth): "filtered, \(depth) bits"
      case .indexed(_, let depth, let palette): "\(palette.count / 3) colours, \(depth) bits"
      case .rows(let rows): "\(rows.count) bytes of rows"
      case .plain(let samples), .deflated(let samples): "\(samples.count) samples"
      }
    return printable.alpha == nil ? samples : samples + ", alpha"
  }

  private func quarters(of picture: Picture) throws(PictureFault) -> String {
    let pixels = try picture.shown(width: picture.width, height: picture.height)
    return [(1, 1), (3, 1), (1, 3), (3, 3)].map { column, row in
      let start = (pixels.height * row / 4 * pixels.width + pixels.width * column / 4) * 4
      return [2, 1, 0, 3].map { "\(pixels.bytes[start + $0])" }.joined(separator: " ")
    }.joined(separator: " | ")
  }

  // MARK: What is not the picture's business

  @Test func nothingButThePictureIsKept() throws {
    for name in ["texts.png", "held6.jpg", "profile.jpg", "trailer.jpg"] {
      let file = Fixtures.picture(name)
      let picture = try Picture(file)
      #expect(picture.bytes.count < file.count, "\(name)")
      for word in ["Author", "A person", "Exif", "A comment", "SEFT"] {
        #expect(!String(decoding: picture.bytes, as: UTF8.self).contains(word), "\(name) keeps \(word)")
      }
      // What is left is a picture that is left as it is.
      #expect(try Picture(picture.bytes).bytes == picture.bytes, "\(name)")
    }
    #expect(try Picture(Fixtures.picture("rgba8.png")).bytes == Fixtures.picture("rgba8.png"))
  }

  @Test func aJPEGReachesThePDFAsItIs() throws {
    let picture = try Picture(Fixtures.picture("progressive.jpg"))
    guard case .jpeg(let file, _) = try picture.printable().samples else {
      Issue.record("not a JPEG")
      return
    }
    #expect(file == picture.bytes)
    let profiled = try Picture(Fixtures.picture("profile.jpg"))
    guard case .jpeg(let bare, _) = try profiled.printable().samples else { return }
    #expect(profiled.profile != nil && profiled.bytes.count > bare.count + 400)
    #expect(try Picture(bare).profile == nil)
  }

  @Test func turnedPicturesStandUpright() throws {
    for orientation in 2...8 {
      let upright = try Picture(Fixtures.picture("held\(orientation).jpg")).uprighted()
      #expect(upright.orientation == .upright && upright.width == 48 && upright.height == 32)
      // JPEG rounds: all that matters is which quarter is which.
      let pixels = try upright.shown(width: 48, height: 32)
      let places = [(12, 8), (36, 8), (12, 24)]
      let middles = places.map { x, y in
        let start = (y * 48 + x) * 4
        return [pixels.bytes[start + 2], pixels.bytes[start + 1], pixels.bytes[start]]
      }
      let colors: [[UInt8]] = [[230, 30, 40], [30, 170, 60], [20, 60, 200]]
      for (middle, color) in zip(middles, colors) {
        #expect(zip(middle, color).allSatisfy { abs(Int($0) - Int($1)) < 8 }, "held\(orientation): \(middle)")
      }
    }
  }

  @Test(arguments: [
    ("rgb-interlaced.png", "rgb8.png"), ("rgba-interlaced.png", "rgba8.png"),
    ("palette-interlaced.png", "palette2.png"),
  ]) func interlacedPicturesLookLikeTheOthers(name: String, other: String) throws {
    let pixels = try Picture(Fixtures.picture(name)).shown(width: 12, height: 8)
    #expect(pixels.bytes == (try Picture(Fixtures.picture(other)).shown(width: 12, height: 8).bytes))
  }

  @Test func smallPicturesAreDecodedSmall() throws {
    let pixels = try Picture(Fixtures.picture("rgb.jpg")).shown(width: 10, height: 5)
    #expect(pixels.width == 12 && pixels.height == 8 && pixels.bytes.count == 12 * 8 * 4)
  }

  // MARK: Files that are broken or hostile

  /// Whatever is cut off, there is an answer: a fault, or for what only closes a file the picture.
  @Test func everyCutIsAFault() {
    for name in ["rgb8.png", "rgba-interlaced.png", "palette-clear.png", "rgb.jpg", "progressive.jpg", "held6.jpg"] {
      let file = Fixtures.picture(name)
      for length in 0..<file.count {
        #expect(throws: PictureFault.self, "\(name) cut at \(length)") { try Picture(Array(file[..<length])) }
      }
    }
  }

  /// A byte that flips in a PNG is always found, by its checksums; in a JPEG it may pass, and costs some blocks.
  @Test func flippedBytesNeverTrap() {
    var random = SeededGenerator(seed: 7)
    for name in [
      "rgb8.png", "palette-clear.png", "rgba-interlaced.png", "profile.png", "rgb.jpg", "progressive.jpg", "held8.jpg",
    ] {
      let file = Fixtures.picture(name)
      for _ in 0..<400 {
        var broken = file
        broken[Int(random.next() % UInt64(file.count))] ^= UInt8(1 + random.next() % 255)
        do throws(PictureFault) {
          let picture = try Picture(broken)
          _ = try picture.printable()
          _ = try picture.shown(width: 100, height: 100)
          _ = try picture.uprighted()
        } catch {
          #expect(!error.message.isEmpty)
        }
      }
    }
  }

  @Test func othersAreCalledByTheirNames() {
    let files: [(bytes: [UInt8], message: String)] = [
      ([], "is empty"), (Array("GIF89a".utf8), "is a GIF picture"),
      (Array("RIFF....WEBPVP8 ".utf8), "is a WebP picture"),
      (Array("<?xml version=\"1.0\"?>\n<svg>".utf8), "is an SVG drawing"), (Array("%PDF-1.7".utf8), "is a PDF"),
      (Array("....ftypheic".utf8), "is a HEIF picture"), (Array("....ftypavif".utf8), "is an AVIF picture"),
      (Array("BM......".utf8), "is a BMP picture"), (Array("ข้อความ".utf8), "is neither PNG nor JPEG"),
    ]
    for file in files {
      do throws(PictureFault) {
        _ = try Picture(file.bytes)
        Issue.record("\(file.message) is taken")
      } catch {
        #expect(error.message == file.message)
      }
    }
  }

  /// A size is refused before anything is unpacked, and so is a stream that is longer than its picture.
  @Test func bombsAreRefused() throws {
    var file = Fixtures.picture("rgb8.png")
    for (offset, byte) in zip(16..<24, [0, 0, 0x7D, 0, 0, 0, 0x7D, 0] as [UInt8]) { file[offset] = byte }
    let checksum = Deflate.crc32(file[12..<29])
    for index in 0..<4 { file[29 + index] = UInt8(checksum >> (24 - 8 * UInt32(index)) & 255) }
    do throws(PictureFault) {
      _ = try Picture(file)
      Issue.record("a bomb is taken")
    } catch {
      #expect(error.message == "has 32000 x 32000 pixels, more than can be printed")
    }
    var limits = PictureLimits()
    limits.bytes = 50
    #expect(throws: PictureFault.self) { try Picture(Fixtures.picture("rgb8.png"), limits: limits) }
    limits = PictureLimits()
    limits.unpackedBytes = 250
    #expect(throws: PictureFault.self) { try Picture(Fixtures.picture("rgb8.png"), limits: limits) }
  }
}
