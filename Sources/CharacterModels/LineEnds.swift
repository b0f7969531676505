/// How many line ends of each kind were turned into LF.
struct LineEnds {
  /// CR followed by LF.
  private(set) var pairs = 0

  /// CR alone, as classic Mac OS wrote.
  private(set) var lone = 0

  /// Turns CRLF and lone CR into LF, in place.
  init(converting bytes: inout [UInt8]) {
    let (pairs, lone) = Self.convert(&bytes)
    bytes.removeLast(pairs)
    self.pairs = pairs
    self.lone = lone
  }

  /// Writes the converted bytes to the front; the last `pairs` elements are left over.
  private static func convert(_ bytes: inout [UInt8]) -> (pairs: Int, lone: Int) {
    var span = bytes.mutableSpan
    var (pairs, lone) = (0, 0)
    var destination = 0
    var source = 0
    let count = span.count
    while source < count {
      var byte = span[source]
      if byte == 0x0D {
        byte = 0x0A
        if source + 1 < count, span[source + 1] == 0x0A {
          source += 1
          pairs += 1
        } else {
          lone += 1
        }
      }
      span[destination] = byte
      destination += 1
      source += 1
    }
    return (pairs, lone)
  }

  /// One sentence for each kind of line end that was converted.
  var notes: [String] {
    var notes: [String] = []
    if pairs > 0 { notes.append("Converted \(pairs.grouped("CRLF line end")) to LF.") }
    if lone > 0 { notes.append("Converted \(lone.grouped("lone CR line end")) to LF.") }
    return notes
  }
}
