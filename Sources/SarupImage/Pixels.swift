internal import SarupContainer

/// Decoded samples of 8 bits, row by row from the top, without gaps.
package struct Pixels: Sendable {
  package var width: Int
  package var height: Int
  package var bytes: [UInt8]
}

/// A picture as a PDF holds it (ISO 32000-1, 8.9.5).
package struct PrintablePicture: Sendable {
  package enum Samples: Sendable {
    /// The JPEG file. `isBareRGB`: three components without a word on what they are, which are red, green and blue.
    case jpeg([UInt8], isBareRGB: Bool)
    /// Rows with PNG's filters, deflated.
    case filtered([UInt8], depth: Int)
    /// Entries of a palette, likewise.
    case indexed([UInt8], depth: Int, palette: [UInt8])
    /// Rows with PNG's filters, 8 bits each, not deflated.
    case rows([UInt8])
    /// Neither filtered nor deflated, 8 bits each.
    case plain([UInt8])
    /// The same, deflated.
    case deflated([UInt8])
  }

  package var samples: Samples
  /// How much covers the ground, 8 bits a pixel, deflated where the samples are; `nil` where all of it does.
  package var alpha: [UInt8]?
  /// Whether the rows of ``alpha`` have PNG's filters.
  package var alphaIsFiltered = false
}

extension Picture {
  /// The samples for a PDF: as they are in the file wherever a PDF can take them so.
  package func printable() throws(PictureFault) -> PrintablePicture {
    switch coding {
    case .jpeg(let isBareRGB):
      let file = profile == nil ? bytes : JPEGFile.withoutProfile(bytes)
      return PrintablePicture(samples: .jpeg(file, isBareRGB: isBareRGB))
    case .png(let header):
      if !header.hasAlpha, !header.isInterlaced, !header.hasOtherGamma {
        let data = PNGFile.data(of: bytes)
        return PrintablePicture(
          samples: header.colorType == .palette
            ? .indexed(data, depth: header.depth, palette: header.palette) : .filtered(data, depth: header.depth))
      }
      if header.hasAlphaChannel, header.depth == 8, !header.isInterlaced, !header.hasOtherGamma {
        return try parted(header)
      }
      let decoded = try PNGDecoder.decode(bytes, color: color, withAlpha: header.hasAlpha)
      return header.hasAlpha ? split(decoded.bytes) : PrintablePicture(samples: .plain(decoded.bytes))
    }
  }

  /// As ``split(_:)``, for samples that can stay as the file has them.
  private func parted(_ header: PNGHeader) throws(PictureFault) -> PrintablePicture {
    let rows: [UInt8]
    do throws(DeflateError) {
      rows = try Deflate.decompress(
        PNGFile.data(of: bytes), format: .zlib, limit: header.unpackedBytes(width: width, height: height))
    } catch {
      throw .damage("is damaged")
    }
    let (colors, alpha) = try FilteredRows.part(rows, width: width, height: height, components: color.components)
    return PrintablePicture(samples: .rows(colors), alpha: alpha, alphaIsFiltered: alpha != nil)
  }

  /// Parts the alpha from the colours. Many pictures have the channel and nothing in it.
  private func split(_ mixed: [UInt8]) -> PrintablePicture {
    let components = color.components
    let count = width * height
    var alpha: [UInt8] = []
    alpha.reserveCapacity(count)
    let colors = [UInt8](unsafeUninitializedCapacity: count * components) { colors, written in
      mixed.withUnsafeBufferPointer { mixed in
        var source = 0
        for _ in 0..<count {
          for component in 0..<components { colors[written + component] = mixed[source + component] }
          written += components
          alpha.append(mixed[source + components])
          source += components + 1
        }
      }
    }
    return PrintablePicture(samples: .plain(colors), alpha: alpha.allSatisfy { $0 == 255 } ? nil : alpha)
  }

  /// The picture for a screen: four bytes a pixel, blue, green, red and alpha, colours multiplied by alpha; of a size that is
  /// enough for so many pixels and not much larger. Stored rows: ``orientation`` is left to who draws.
  package func shown(width: Int, height: Int) throws(PictureFault) -> Pixels {
    switch coding {
    case .jpeg: return try JPEGDecoder.decode(bytes, width: width, height: height)
    case .png:
      var pixels = try PNGDecoder.decode(bytes, color: .rgb, withAlpha: true)
      pixels.bytes.withUnsafeMutableBufferPointer { bytes in
        for start in stride(from: 0, to: bytes.count - 3, by: 4) {
          let alpha = UInt16(bytes[start + 3])
          let red = bytes[start]
          // Rounded division by 255.
          func covered(_ value: UInt8) -> UInt8 { UInt8((UInt16(value) * alpha + 127) / 255) }
          bytes[start] = covered(bytes[start + 2])
          bytes[start + 1] = covered(bytes[start + 1])
          bytes[start + 2] = covered(red)
        }
      }
      return pixels
    }
  }

  /// A file that shows the picture upright everywhere, without a word on how the camera was held: programs differ in whether
  /// they heed it. Blocks of a JPEG are moved, not coded again; what is left over of a block at an edge goes.
  package func uprighted() throws(PictureFault) -> Picture {
    guard orientation != .upright else { return self }
    return try JPEGFile.picture(JPEGDecoder.turn(bytes, orientation), limits: PictureLimits())
  }
}
