internal import SarupDocument
internal import SarupImage
internal import SarupLayout

/// Writes pictures as image objects (ISO 32000-1, 8.9): each once, as it is in its file wherever a PDF can take it so.
struct PictureObjects {
  /// Pictures by their places in the document, and their objects, in the order in which pages show them.
  private var written: [(index: Int, number: Int)] = []
  /// Object numbers of colour profiles by their bytes: pictures of one camera share one.
  private var profiles: [[UInt8]: Int] = [:]

  /// Writes a picture that is shown for the first time.
  ///
  /// - Throws: ``PictureFault`` where its samples cannot be decoded.
  mutating func add(_ index: Int, _ picture: Picture, to writer: inout ObjectWriter) throws(PictureFault) {
    if written.contains(where: { $0.index == index }) { return }
    let number = writer.reserve()
    written.append((index, number))
    try write(picture, number, to: &writer)
  }

  /// The entry of the resources; nothing where no page shows a picture.
  func appendResources(to output: inout [UInt8]) {
    if written.isEmpty { return }
    output.append("/XObject<<")
    for (index, number) in written {
      output.append("/P")
      output.append(integer: index)
      output.append(" ")
      output.append(reference: number)
    }
    output.append(">>")
  }

  private mutating func write(
    _ picture: Picture, _ number: Int, to writer: inout ObjectWriter
  ) throws(PictureFault) {
    let printable = try picture.packed(level: writer.level)
    var dictionary = Self.head(of: picture)
    if let alpha = printable.alpha {
      let mask = writer.reserve()
      var entries = Self.head(of: picture)
      entries.append("/ColorSpace/DeviceGray")
      if printable.alphaIsFiltered {
        Self.appendFilter(8, colors: 1, width: picture.width, to: &entries)
      } else {
        entries.append("/BitsPerComponent 8")
      }
      writer.writeStream(mask, dictionary: entries, alpha, packing: .deflated)
      dictionary.append("/SMask ")
      dictionary.append(reference: mask)
    }
    let space = colorSpace(of: picture, to: &writer)
    switch printable.samples {
    case .jpeg(let file, let isBareRGB):
      dictionary.append("/ColorSpace")
      dictionary += space
      dictionary.append("/BitsPerComponent 8/Filter/DCTDecode")
      if isBareRGB { dictionary.append("/DecodeParms<</ColorTransform 0>>") }
      writer.writeStream(number, dictionary: dictionary, file, packing: .plain)
    case .filtered(let data, let depth):
      dictionary.append("/ColorSpace")
      dictionary += space
      Self.appendFilter(depth, colors: picture.color.components, width: picture.width, to: &dictionary)
      writer.writeStream(number, dictionary: dictionary, data, packing: .deflated)
    case .indexed(let data, let depth, let palette):
      dictionary.append("/ColorSpace[/Indexed")
      dictionary += space
      dictionary.append(" ")
      dictionary.append(integer: palette.count / 3 - 1)
      dictionary.append("<")
      for byte in palette { dictionary.append(hexadecimal: byte) }
      dictionary.append(">]")
      Self.appendFilter(depth, colors: 1, width: picture.width, to: &dictionary)
      writer.writeStream(number, dictionary: dictionary, data, packing: .deflated)
    case .deflated(let samples):
      dictionary.append("/ColorSpace")
      dictionary += space
      dictionary.append("/BitsPerComponent 8")
      writer.writeStream(number, dictionary: dictionary, samples, packing: .deflated)
    case .rows(let rows):
      dictionary.append("/ColorSpace")
      dictionary += space
      Self.appendFilter(8, colors: picture.color.components, width: picture.width, to: &dictionary)
      writer.writeStream(number, dictionary: dictionary, rows, packing: .deflate)
    case .plain(let samples):
      dictionary.append("/ColorSpace")
      dictionary += space
      dictionary.append("/BitsPerComponent 8")
      writer.writeStream(number, dictionary: dictionary, samples, packing: .deflate)
    }
  }

  private static func head(of picture: Picture) -> [UInt8] {
    var output: [UInt8] = []
    output.append("/Type/XObject/Subtype/Image/Width ")
    output.append(integer: picture.width)
    output.append("/Height ")
    output.append(integer: picture.height)
    return output
  }

  /// PNG's filters are PDF's predictors from 10 on; each row says its own (ISO 32000-1, 7.4.4.4).
  private static func appendFilter(_ depth: Int, colors: Int, width: Int, to output: inout [UInt8]) {
    output.append("/BitsPerComponent ")
    output.append(integer: depth)
    output.append("/DecodeParms<</Predictor 15/Colors ")
    output.append(integer: colors)
    output.append("/BitsPerComponent ")
    output.append(integer: depth)
    output.append("/Columns ")
    output.append(integer: width)
    output.append(">>")
  }

  /// The picture's own profile, or the device's colours, which the output intent says are sRGB.
  private mutating func colorSpace(of picture: Picture, to writer: inout ObjectWriter) -> [UInt8] {
    var output: [UInt8] = []
    guard let profile = picture.profile else {
      output.append(picture.color == .gray ? "/DeviceGray" : "/DeviceRGB")
      return output
    }
    let number: Int
    if let known = profiles[profile] {
      number = known
    } else {
      number = writer.reserve()
      profiles[profile] = number
      var dictionary: [UInt8] = []
      dictionary.append("/N ")
      dictionary.append(integer: picture.color.components)
      writer.writeStream(number, dictionary: dictionary, profile, packing: .deflate)
    }
    output.append("[/ICCBased ")
    output.append(reference: number)
    output.append("]")
    return output
  }
}

extension ImageMark {
  /// From a picture's unit square, which has its origin at the lower left, to the page (ISO 32000-1, 8.3.4).
  func matrix(as orientation: Orientation, pageHeight: Double) -> [Double] {
    let place = orientation.placement
    return [
      width * place.xColumn, -height * place.yColumn, -width * place.xRow, height * place.yRow,
      x + width * (place.xRow + place.x0), pageHeight - y - height * (place.yRow + place.y0),
    ]
  }
}
