internal import SarupResources

/// Line-break class of a scalar after rule LB1 of UAX #14; `SA` stays where the scalar is a letter of a South-East Asian script.
enum LineBreakClass: UInt8 {
  case AL, BK, CR, LF, CM, NL, WJ, ZW, GL, SP, ZWJ, B2, BA, BB, HY, CB, CL, CP, EX, IN, NS, OP, QU, IS, NU, PO, PR, SY
  case HL, ID, H2, H3, JL, JV, JT, EB, EM, RI, SA
}

/// Grapheme_Cluster_Break of a scalar (UAX #29).
enum GraphemeClass: UInt8 {
  case other, carriageReturn, lineFeed, control, extend, zeroWidthJoiner, regionalIndicator, prepend, spacingMark
  case hangulL, hangulV, hangulT, hangulLV, hangulLVT
}

/// What Unicode 15.0 says about one scalar, packed; `Tools/unicode_tables.py` documents the bits.
struct ScalarProperties {
  let bits: UInt32

  /// Every value that the generator writes is a case.
  @inline(__always)
  var lineBreak: LineBreakClass { LineBreakClass(rawValue: UInt8(truncatingIfNeeded: bits & 0x3F)) ?? .AL }
  @inline(__always)
  var grapheme: GraphemeClass { GraphemeClass(rawValue: UInt8(truncatingIfNeeded: bits >> 6 & 0xF)) ?? .other }
  /// `nil` for digits, punctuation, spaces and marks that belong to no script of their own.
  @inline(__always)
  var script: Script? { Script(rawValue: UInt8(truncatingIfNeeded: bits >> 10 & 0x7)) }
  var isEastAsianWide: Bool { bits & 1 << 13 != 0 }
  var isPictographic: Bool { bits & 1 << 14 != 0 }
  var isUnassigned: Bool { bits & 1 << 15 != 0 }
  var isDigit: Bool { bits & 1 << 16 != 0 }
  var isLetter: Bool { bits & 1 << 17 != 0 }
  var isWhiteSpace: Bool { bits & 1 << 18 != 0 }
}

/// The properties of every scalar: a two-stage table that is read where it lies in the binary.
struct UnicodeTable: @unchecked Sendable {
  // Constant data of the executable.
  private let start: UnsafeRawPointer
  private let records: Int
  private let blocks: Int

  static let shared = UnicodeTable(LanguageData.unicode.bytes)

  private init(_ bytes: UnsafeRawBufferPointer) {
    precondition(
      bytes.count > 16 && bytes.loadUnaligned(as: UInt32.self) == 0x4443_5553
        && bytes.loadUnaligned(fromByteOffset: 4, as: UInt16.self) == 1,
      "the Unicode table in the binary is of another layout")
    start = bytes.baseAddress!
    records = Int(bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
    blocks = Int(bytes.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
  }

  /// - Parameter scalar: below 0x110000, as ``Swift/Span/scalar(at:)`` gives it.
  @inline(__always)
  subscript(scalar: UInt32) -> ScalarProperties {
    let block = Int(start.load(fromByteOffset: 16 + Int(scalar >> 7) * 2, as: UInt16.self))
    let record = Int(start.load(fromByteOffset: blocks + block << 7 + Int(scalar & 0x7F), as: UInt8.self))
    return ScalarProperties(bits: start.load(fromByteOffset: records + record * 4, as: UInt32.self))
  }
}
