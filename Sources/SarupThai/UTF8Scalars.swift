extension Swift.Span<UInt8> {
  /// The scalar whose first byte stands at `offset`, and how many bytes it takes.
  ///
  /// Bytes that are no UTF-8 come back one at a time as U+FFFD, so that no input can stop or trap a reader.
  @inline(__always)
  func scalar(at offset: Int) -> (value: UInt32, length: Int) {
    let first = self[offset]
    if first < 0x80 { return (UInt32(first), 1) }
    // Nearly every scalar of a Thai text has this form.
    if first & 0xF0 == 0xE0, offset + 2 < count {
      let second = self[offset + 1]
      let third = self[offset + 2]
      let value = UInt32(first & 0x0F) << 12 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F)
      if second & 0xC0 == 0x80, third & 0xC0 == 0x80, value >= 0x800, value & 0xF800 != 0xD800 { return (value, 3) }
      return (0xFFFD, 1)
    }
    return otherScalar(at: offset)
  }

  private func otherScalar(at offset: Int) -> (value: UInt32, length: Int) {
    let first = self[offset]
    if first >= 0xC2, first < 0xE0, offset + 1 < count, self[offset + 1] & 0xC0 == 0x80 {
      return (UInt32(first & 0x1F) << 6 | UInt32(self[offset + 1] & 0x3F), 2)
    }
    if first >= 0xF0, first < 0xF5, offset + 3 < count, self[offset + 1] & 0xC0 == 0x80,
      self[offset + 2] & 0xC0 == 0x80, self[offset + 3] & 0xC0 == 0x80
    {
      let value =
        UInt32(first & 0x07) << 18 | UInt32(self[offset + 1] & 0x3F) << 12 | UInt32(self[offset + 2] & 0x3F) << 6
        | UInt32(self[offset + 3] & 0x3F)
      if value >= 0x10000, value < 0x110000 { return (value, 4) }
    }
    return (0xFFFD, 1)
  }
}
