/// SHA-256 (FIPS 180-4): what a page says of its own style sheet, so that a browser takes no other.
package enum SHA256 {
  /// The 32 bytes of the digest.
  package static func digest(of message: [UInt8]) -> [UInt8] {
    var state: [UInt32] = [
      0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19,
    ]
    var padded = message
    padded.append(0x80)
    while padded.count % 64 != 56 { padded.append(0) }
    for shift in stride(from: 56, through: 0, by: -8) {
      padded.append(UInt8(truncatingIfNeeded: (UInt64(message.count) * 8) >> UInt64(shift)))
    }
    var schedule = [UInt32](repeating: 0, count: 64)
    for block in stride(from: 0, to: padded.count, by: 64) {
      for word in 0..<16 {
        schedule[word] = padded[block + 4 * word..<block + 4 * word + 4].reduce(0) { $0 << 8 | UInt32($1) }
      }
      for word in 16..<64 {
        let (early, late) = (schedule[word - 15], schedule[word - 2])
        let first = rotated(early, 7) ^ rotated(early, 18) ^ early >> 3
        let second = rotated(late, 17) ^ rotated(late, 19) ^ late >> 10
        schedule[word] = schedule[word - 16] &+ first &+ schedule[word - 7] &+ second
      }
      mix(schedule, into: &state)
    }
    return state.flatMap { word in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) } }
  }

  private static func mix(_ schedule: [UInt32], into state: inout [UInt32]) {
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for round in 0..<64 {
      let choice = (e & f) ^ (~e & g)
      let first = h &+ (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) &+ choice &+ constants[round]
      let sum = first &+ schedule[round]
      let second = (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) &+ ((a & b) ^ (a & c) ^ (b & c))
      (h, g, f, e, d, c, b, a) = (g, f, e, d &+ sum, c, b, a, sum &+ second)
    }
    for (index, value) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= value }
  }

  private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 { word >> count | word << (32 - count) }

  /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
  private static let constants: [UInt32] = primes(64).map { prime in
    // The integer cube root of prime x 2^96, by bits, without floating point: its lowest 32 bits are what is wanted.
    var root: UInt64 = 0
    for bit in stride(from: 34 as UInt64, through: 0, by: -1) {
      let candidate = root | 1 << bit
      let square = candidate.multipliedFullWidth(by: candidate)
      let low = square.low.multipliedFullWidth(by: candidate)
      let cube = (high: square.high &* candidate &+ low.high, low: low.low)
      if (cube.high, cube.low) <= (UInt64(prime) << 32, 0) { root = candidate }
    }
    return UInt32(truncatingIfNeeded: root)
  }

  private static func primes(_ count: Int) -> [Int] {
    var found: [Int] = []
    var number = 2
    while found.count < count {
      if !found.contains(where: { number % $0 == 0 }) { found.append(number) }
      number += 1
    }
    return found
  }
}

/// Base 64 (RFC 4648, 4), with padding.
package enum Base64 {
  package static func text(of bytes: some Collection<UInt8>) -> [UInt8] {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count + 2) / 3 * 4)
    var group: UInt32 = 0
    var length = 0
    func flush(_ result: inout [UInt8]) {
      for place in 0..<4 {
        let index = Int((group << UInt32(8 * (3 - length))) >> UInt32(18 - 6 * place)) & 63
        result.append(place <= length ? letters[index] : UInt8(ascii: "="))
      }
      (group, length) = (0, 0)
    }
    for byte in bytes {
      group = group << 8 | UInt32(byte)
      length += 1
      if length == 3 { flush(&result) }
    }
    if length > 0 { flush(&result) }
    return result
  }
}
