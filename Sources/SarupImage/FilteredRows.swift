/// Rows of a PNG of 8 bits, each behind the byte that tells its filter (ISO/IEC 15948, clause 9).
enum FilteredRows {
  /// Parts the alpha from the colours and leaves both filtered: a filter looks at bytes of one channel alone, and PDF knows the same
  /// filters. So nothing has to be decoded, and what comes of it packs as well as the file did.
  ///
  /// - Parameter components: Channels beside alpha.
  /// - Returns: Alpha is `nil` where all of the ground is covered: many pictures have the channel and nothing in it.
  static func part(
    _ rows: [UInt8], width: Int, height: Int, components: Int
  ) throws(PictureFault) -> (colors: [UInt8], alpha: [UInt8]?) {
    guard width > 0, rows.count == height * (1 + width * (components + 1)) else { throw .damage("is damaged") }
    var isKnown = true
    var isOpaque = true
    var alpha: [UInt8] = []
    let colors = [UInt8](unsafeUninitializedCapacity: height * (1 + width * components)) { colors, colorCount in
      alpha = [UInt8](unsafeUninitializedCapacity: height * (1 + width)) { alpha, alphaCount in
        rows.withUnsafeBufferPointer { rows in
          var source = 0
          var color = 0
          for row in 0..<height {
            let start = row * (1 + width)
            let filter = rows[source]
            if filter > 4 { isKnown = false }
            colors[color] = filter
            alpha[start] = filter
            source += 1
            color += 1
            if components == 3 {
              for column in 1...width {
                colors[color] = rows[source]
                colors[color + 1] = rows[source + 1]
                colors[color + 2] = rows[source + 2]
                alpha[start + column] = rows[source + 3]
                color += 3
                source += 4
              }
            } else {
              for column in 1...width {
                colors[color] = rows[source]
                alpha[start + column] = rows[source + 1]
                color += 1
                source += 2
              }
            }
            if isOpaque {
              let own = UnsafeBufferPointer(rebasing: alpha[start + 1...start + width])
              isOpaque = hasOpaque(own, filter, isFirst: row == 0)
            }
          }
          colorCount = color
          alphaCount = height * (1 + width)
        }
      }
    }
    guard isKnown else { throw .damage("is damaged") }
    return (colors, isOpaque ? nil : alpha)
  }

  /// Whether a filtered row stands for nothing but 255, below a row that does.
  private static func hasOpaque(_ row: UnsafeBufferPointer<UInt8>, _ filter: UInt8, isFirst: Bool) -> Bool {
    let above: UInt8 = isFirst ? 0 : 255
    let first: UInt8
    let rest: UInt8
    switch filter {
    case 0: (first, rest) = (255, 255)
    case 1: (first, rest) = (255, 0)
    case 2: (first, rest) = (255 - above, 255 - above)
    case 3: (first, rest) = (255 - above / 2, 255 - UInt8((255 + Int(above)) / 2))
    // The nearest of left, above and both: above at the left edge, left behind it.
    default: (first, rest) = (255 - above, 0)
    }
    guard row.first == first else { return false }
    return row.dropFirst().allSatisfy { $0 == rest }
  }
}
