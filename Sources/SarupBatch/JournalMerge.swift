internal import Glibc
internal import Sarup

/// Makes one journal of those of all parts of an input.
package enum JournalMerge {
  package struct Summary: Sendable {
    package var done = 0
    package var failed = 0
    /// Parts of which no journal was given, such as `3/4`.
    package var missingParts: [String] = []
    /// Records that no journal has, up to the highest number that one has.
    package var missingRecords = 0
  }

  private struct Place {
    var record: Int32
    var journal: Int32
    var offset: Int
    var length: Int32
    var isDone: Bool
  }

  /// Reads journals and writes one with their lines in the order of the records. Of a record that is in several lines the last one that
  /// says that it is done counts, else the last one.
  package static func merge(_ paths: [String], into target: String) throws(BatchFailure) -> Summary {
    var descriptors: [Int32] = []
    defer { for descriptor in descriptors { close(descriptor) } }
    var header: JournalHeader?
    var parts: [Shard] = []
    var places: [Place] = []
    for (number, path) in paths.enumerated() {
      let descriptor = open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else {
        throw BatchFailure(.noInput, "cannot read the journal \(path): \(SystemError.last.message.lowercased())")
      }
      descriptors.append(descriptor)
      do throws(Journal.Failure) {
        let scan = try Journal.scan(descriptor) { entry, offset, length in
          guard let entry else { return }
          places.append(
            Place(
              record: Int32(clamping: entry.record), journal: Int32(number), offset: offset,
              length: Int32(clamping: length), isDone: entry.status == .done))
        }
        guard let own = scan.header else { throw .foreign }
        if let part = own.shard.flatMap(Shard.init) { parts.append(part) }
        if let header, let (name, here, there) = own.difference(from: header) {
          throw .otherSettings(name: name, here: here, there: there)
        }
        header = header ?? own
      } catch {
        throw BatchFailure(error, path: path)
      }
    }
    var summary = Summary()
    summary.missingParts = missing(of: parts)
    let chosen = choose(places, &summary)
    header?.shard = nil
    do throws(SystemError) {
      try write(header, chosen, from: descriptors, to: target)
    } catch {
      throw BatchFailure(.cannotWrite, "cannot write \(target): \(error.message.lowercased())")
    }
    return summary
  }

  private static func missing(of parts: [Shard]) -> [String] {
    guard let count = parts.map(\.count).max() else { return [] }
    return (1...count).filter { index in !parts.contains { $0.index == index && $0.count == count } }.map {
      "\($0)/\(count)"
    }
  }

  /// One place for each record, by its number.
  private static func choose(_ places: [Place], _ summary: inout Summary) -> [Place] {
    var chosen: [Place] = []
    // Sorting keeps the order of equals.
    for place in places.sorted(by: { $0.record < $1.record }) {
      guard let last = chosen.last, last.record == place.record else {
        summary.missingRecords += Int(place.record) - Int(chosen.last?.record ?? 0) - 1
        chosen.append(place)
        continue
      }
      if place.isDone || !last.isDone { chosen[chosen.count - 1] = place }
    }
    summary.done = chosen.count { $0.isDone }
    summary.failed = chosen.count - summary.done
    return chosen
  }

  private static func write(
    _ header: JournalHeader?, _ places: [Place], from descriptors: [Int32], to target: String
  ) throws(SystemError) {
    let waiting = target + ".part"
    let output = open(waiting, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard output >= 0 else { throw .last }
    do throws(SystemError) {
      defer { close(output) }
      var text = Array(((header?.text ?? "") + "\n").utf8)
      for place in places {
        let length = Int(place.length)
        var got = 0
        text += [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
          got = pread(descriptors[Int(place.journal)], buffer.baseAddress, length, off_t(place.offset))
          count = max(0, got)
        }
        guard got == length else { throw .last }
        if text.count > 1 << 20 {
          try SystemFiles.write(text, to: output)
          text = []
        }
      }
      try SystemFiles.write(text, to: output)
      guard fsync(output) == 0 else { throw .last }
    } catch {
      unlink(waiting)
      throw error
    }
    guard rename(waiting, target) == 0 else {
      let error = SystemError.last
      unlink(waiting)
      throw error
    }
    try SystemFiles.syncFolder(SystemFiles.folder(of: target))
  }
}
