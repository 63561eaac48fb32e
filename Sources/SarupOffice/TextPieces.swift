package import SarupThai

/// Parts a text into what `w:t` may hold and the characters for which Word has elements of their own.
///
/// Invisible break characters are dropped from Thai: Word finds the words itself, and search, proofing and editing stumble over
/// them. A SARA AM in two pieces and a tone mark before its vowel are put as every keyboard types them (WTT 2.0), since Word's
/// dictionary knows no other spelling.
package struct TextPieces {
  package enum Piece: Equatable {
    case text(ArraySlice<UInt8>)
    case tab
    case lineBreak
    case noBreakHyphen
    case softHyphen
  }

  package private(set) var pieces: [Piece] = []
  /// Characters that were left out.
  package private(set) var dropped = 0
  /// Places where marks were put in order.
  package private(set) var reordered = 0

  package init(_ utf8: ArraySlice<UInt8>, of script: Script) {
    let isThai = script == .thai
    // Other scripts join letters or part words by ZWNJ, ZWSP and their like.
    let keepsJoiners = script != .thai && script != .latin && script != .cjk
    var start = utf8.startIndex
    var index = start
    /// The stretch in hand, where it could not be taken from the text as it is.
    var rewritten: [UInt8]?

    func flush(_ pieces: inout [Piece], upTo end: Int) {
      if var bytes = rewritten {
        bytes += utf8[start..<end]
        if !bytes.isEmpty { pieces.append(.text(bytes[...])) }
        rewritten = nil
      } else if start < end {
        pieces.append(.text(utf8[start..<end]))
      }
    }

    while true {
      index = TextPieces.nextCandidate(utf8, from: index)
      guard index < utf8.endIndex else { break }
      guard let special = Special(at: index, of: utf8) else {
        index += 1
        continue
      }
      switch special.kind {
      case .element(let piece):
        flush(&pieces, upTo: index)
        pieces.append(piece)
      case .softHyphen where !isThai:
        flush(&pieces, upTo: index)
        pieces.append(.softHyphen)
      case .invisible where keepsJoiners, .softHyphen where keepsJoiners:
        index += special.length
        continue
      case .invisible, .softHyphen, .placeholder:
        rewritten = (rewritten ?? []) + utf8[start..<index]
        dropped += 1
      case .disordered(let bytes):
        rewritten = (rewritten ?? []) + utf8[start..<index] + bytes
        reordered += 1
      }
      index += special.length
      start = index
    }
    flush(&pieces, upTo: index)
  }

  /// The next place where something special may begin. Nearly all of a text is nothing special: it is run through in one go.
  private static func nextCandidate(_ utf8: ArraySlice<UInt8>, from start: Int) -> Int {
    utf8.withUnsafeBufferPointer { bytes in
      var index = start - utf8.startIndex
      while index < bytes.count {
        let byte = bytes[index]
        if byte == 0xE0 {
          // Only NIKHAHIT and the tones may stand out of order.
          let isMark =
            index + 2 < bytes.count && bytes[index + 1] == 0xB9 && (0x88...0x8D).contains(bytes[index + 2])
          if isMark { break }
          index += 3
          continue
        }
        if byte < 0x0B || byte == 0xC2 || byte == 0xE2 || byte == 0xEF { break }
        index += 1
      }
      return utf8.startIndex + min(index, bytes.count)
    }
  }

  private struct Special {
    enum Kind {
      case element(Piece)
      case softHyphen
      /// ZWSP, ZWNJ, word joiner, byte order mark.
      case invisible
      /// U+FFFC stands for something that is not text.
      case placeholder
      /// Thai marks, and how they should stand.
      case disordered([UInt8])
    }

    var kind: Kind
    var length: Int

    init?(at index: Int, of utf8: ArraySlice<UInt8>) {
      func byte(_ offset: Int) -> UInt8 { index + offset < utf8.endIndex ? utf8[index + offset] : 0 }
      switch utf8[index] {
      case 0x09: self.init(.element(.tab), 1)
      case 0x0A: self.init(.element(.lineBreak), 1)
      case 0xC2 where byte(1) == 0xAD: self.init(.softHyphen, 2)
      case 0xE2:
        switch (byte(1), byte(2)) {
        case (0x80, 0xA8), (0x80, 0xA9): self.init(.element(.lineBreak), 3)
        case (0x80, 0x91): self.init(.element(.noBreakHyphen), 3)
        case (0x80, 0x8B), (0x80, 0x8C), (0x81, 0xA0): self.init(.invisible, 3)
        default: return nil
        }
      case 0xEF where byte(1) == 0xBB && byte(2) == 0xBF: self.init(.invisible, 3)
      case 0xEF where byte(1) == 0xBF && byte(2) == 0xBC: self.init(.placeholder, 3)
      case 0xE0 where byte(1) == 0xB9:
        self.init(
          thaiMark: byte(2), followedBy: (byte(3), byte(4), byte(5)), then: (byte(6), byte(7), byte(8)))
      default: return nil
      }
    }

    private init(_ kind: Kind, _ length: Int) {
      self.kind = kind
      self.length = length
    }

    /// `mark` is the third byte of a character of U+0E40 to U+0E7F.
    private init?(
      thaiMark mark: UInt8, followedBy next: (UInt8, UInt8, UInt8), then third: (UInt8, UInt8, UInt8)
    ) {
      let saraAA: (UInt8, UInt8, UInt8) = (0xE0, 0xB8, 0xB2)
      let saraAM: [UInt8] = [0xE0, 0xB8, 0xB3]
      let isTone: (UInt8) -> Bool = { (0x88...0x8B).contains($0) }
      if mark == 0x8D, next == saraAA {
        self.init(.disordered(saraAM), 6)
      } else if mark == 0x8D, next.0 == 0xE0, next.1 == 0xB9, isTone(next.2), third == saraAA {
        self.init(.disordered([0xE0, 0xB9, next.2] + saraAM), 9)
      } else if isTone(mark), next.0 == 0xE0, next.1 == 0xB9, next.2 == 0x8D, third == saraAA {
        self.init(.disordered([0xE0, 0xB9, mark] + saraAM), 9)
      } else if isTone(mark), next.0 == 0xE0, next.1 == 0xB8, (0xB4...0xBA).contains(next.2) {
        self.init(.disordered([0xE0, 0xB8, next.2, 0xE0, 0xB9, mark]), 6)
      } else {
        return nil
      }
    }
  }
}
