/// Leads from a page and the number of a marked content on it, and from an annotation, to the structure element that holds it
/// (ISO 32000-1, 14.7.4.4).
struct ParentTree {
  enum Key {
    /// A page with so many records.
    case page(records: Int32)
    /// The annotation of a link, by its place among the links.
    case link(Int32)
  }

  /// Keys are numbered by their places.
  var keys: [Key]
  /// By record.
  var owners: [Int32]
  var linkOwners: [Int]

  /// As many keys as a leaf of the tree holds, so that no object of a long document is long.
  private static let keysPerLeaf = 64

  func write(_ root: Int, to writer: inout ObjectWriter) {
    var record = 0
    if keys.count <= ParentTree.keysPerLeaf {
      writer.write(root) { output in
        output.append("<<")
        appendNumbers(0..<keys.count, from: &record, to: &output)
        output.append(">>")
      }
      return
    }
    var kids: [UInt8] = []
    for start in stride(from: 0, to: keys.count, by: ParentTree.keysPerLeaf) {
      let range = start..<min(keys.count, start + ParentTree.keysPerLeaf)
      let leaf = writer.write { output in
        output.append("<</Limits[")
        output.append(integer: range.lowerBound)
        output.append(" ")
        output.append(integer: range.upperBound - 1)
        output.append("]")
        appendNumbers(range, from: &record, to: &output)
        output.append(">>")
      }
      kids.append(reference: leaf)
      kids.append(" ")
    }
    writer.write(root) { output in
      output.append("<</Kids[")
      output += kids
      output.append("]>>")
    }
  }

  private func appendNumbers(_ range: Range<Int>, from record: inout Int, to output: inout [UInt8]) {
    output.append("/Nums[")
    for number in range {
      output.append(integer: number)
      switch keys[number] {
      case .page(let count):
        output.append("[")
        for owner in owners[record..<record + Int(count)] {
          output.append(reference: Int(owner))
          output.append(" ")
        }
        record += Int(count)
        output.append("]")
      case .link(let link):
        output.append(" ")
        output.append(reference: linkOwners[Int(link)])
        output.append(" ")
      }
    }
    output.append("]")
  }
}
