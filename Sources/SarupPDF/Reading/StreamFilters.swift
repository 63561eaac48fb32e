internal import SarupContainer

/// Undoes what was done to the data of a stream (ISO 32000-1, 7.4): deflate with or without prediction, which is what
/// programs that save PDFs use for anything but pictures.
enum StreamFilters {
  /// - Parameters:
  ///   - parameters: One for each filter, or fewer.
  ///   - limit: The most bytes that the result, and every step to it, may have.
  /// - Throws: ``PDFReadingError``
  static func decode(
    _ data: ArraySlice<UInt8>, filters: [PDFValue], parameters: [PDFValue], limit: Int
  ) throws(PDFReadingError) -> [UInt8] {
    // More than one filter is unusual, more than a few is an attack.
    if filters.count > 4 { throw .unreadable }
    var result = data
    for (index, filter) in filters.enumerated() {
      guard filter.isName("FlateDecode") || filter.isName("Fl") else { throw .filter }
      result = try inflated(result, limit: limit)[...]
      if index < parameters.count {
        result = try unpredicted(Array(result), parameters[index])[...]
      }
    }
    if result.count > limit { throw .tooLarge }
    return Array(result)
  }

  private static func inflated(_ data: ArraySlice<UInt8>, limit: Int) throws(PDFReadingError) -> [UInt8] {
    do throws(DeflateError) {
      return try Deflate.decompress(data, format: .zlib, limit: limit)
    } catch {
      switch error {
      // Some programs count the end of line behind the data among them.
      case .trailingBytes(let count): return try inflated(data.dropLast(count), limit: limit)
      case .tooLarge: throw .tooLarge
      case .corrupt, .outOfMemory: throw .unreadable
      }
    }
  }

  /// Rows of which each holds the differences from the one above, or from what stands left (7.4.4.4; PNG, 9).
  private static func unpredicted(_ data: [UInt8], _ parameters: PDFValue) throws(PDFReadingError) -> [UInt8] {
    let predictor = parameters["Predictor"].integer ?? 1
    if predictor == 1 { return data }
    let colors = parameters["Colors"].integer ?? 1
    let bits = parameters["BitsPerComponent"].integer ?? 8
    let columns = parameters["Columns"].integer ?? 1
    guard predictor >= 10, (1...32).contains(colors), [1, 2, 4, 8, 16].contains(bits), (1...1_000_000).contains(columns)
    else { throw .filter }
    let step = max(1, colors * bits / 8)
    let width = (colors * bits * columns + 7) / 8
    var result: [UInt8] = []
    result.reserveCapacity(data.count)
    var above = [UInt8](repeating: 0, count: width)
    var start = 0
    while start < data.count {
      let kind = data[start]
      var row = Array(data[(start + 1)..<min(data.count, start + 1 + width)])
      for place in row.indices {
        let left = place >= step ? row[place - step] : 0
        let up = above[place]
        switch kind {
        case 1: row[place] &+= left
        case 2: row[place] &+= up
        case 3: row[place] &+= UInt8((Int(left) + Int(up)) / 2)
        case 4: row[place] &+= paeth(left, up, place >= step ? above[place - step] : 0)
        default: break
        }
      }
      result += row
      for place in row.indices { above[place] = row[place] }
      start += width + 1
    }
    return result
  }

  private static func paeth(_ left: UInt8, _ up: UInt8, _ corner: UInt8) -> UInt8 {
    let estimate = Int(left) + Int(up) - Int(corner)
    let distances = [left, up, corner].map { abs(estimate - Int($0)) }
    if distances[0] <= distances[1] && distances[0] <= distances[2] { return left }
    return distances[1] <= distances[2] ? up : corner
  }
}
