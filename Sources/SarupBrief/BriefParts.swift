extension Brief {
  /// Puts the blocks of a text into the parts of the brief: the findings reach from the first numbered list to the last.
  package mutating func append(_ blocks: [Block]) {
    let isList = blocks.map { block in
      if case .findings = block { true } else { false }
    }
    let first = isList.firstIndex(of: true) ?? blocks.count
    let behind = isList.lastIndex(of: true).map { $0 + 1 } ?? blocks.count
    lead += blocks[..<first]
    findings += blocks[first..<behind]
    closing += blocks[behind...]
  }
}
