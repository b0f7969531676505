import Foundation
import RunRecords
import Testing

@Suite struct SafeTensorsErrorTests {
  @Test(arguments: SafeTensorsTable.refused + SafeTensorsTable.repeated)
  func `a damaged or hostile file is refused in one sentence`(row: SafeTensorsTable.Row) throws {
    let error = #expect(throws: SafeTensorsError.self) {
      try SafeTensorsFile(decoding: row.data)
    }
    let message = try #require(error).description
    #expect(message.contains(try #require(row.complaint)))
    #expect(message.hasPrefix("This is not a whole safetensors file: "))
    #expect(message.hasSuffix("; save or copy it again."))
    #expect(!message.contains { $0.isNewline })
  }

  @Test(arguments: SafeTensorsTable.accepted)
  func `an odd but valid file is accepted and survives rewriting`(row: SafeTensorsTable.Row) throws
  {
    let file = try SafeTensorsFile(decoding: row.data)
    let again = try SafeTensorsFile(decoding: file.encoded())
    #expect(again.metadata == file.metadata)
    #expect(again.tensors.count == file.tensors.count)
    for tensor in file.tensors { #expect(try again.tensor(named: tensor.name) == tensor) }
  }

  @Test func `every truncation of a good file is refused`() {
    let whole = SafeTensorsFixture.data
    for count in 0..<whole.count {
      #expect(throws: SafeTensorsError.self) { try SafeTensorsFile(decoding: whole.prefix(count)) }
    }
  }

  @Test func `no flipped bit in the header traps the reader`() {
    let whole = SafeTensorsFixture.data
    var refusals = 0
    for index in 0..<424 {
      for bit in 0..<8 {
        var damaged = whole
        damaged[index] ^= 1 << bit
        do { _ = try SafeTensorsFile(decoding: damaged) } catch { refusals += 1 }
      }
    }
    // The rest are flips inside names, texts and padding, which make another valid file.
    #expect(refusals > 424 * 8 / 2)
    #expect(refusals < 424 * 8)
  }

  @Test func `a long name with control characters stays on one short line`() {
    let error = SafeTensorsError.duplicateKey("a\n\u{202E}" + String(repeating: "x", count: 1000))
    #expect(
      error.description
        == "This is not a whole safetensors file: its header has the key "
        + "'a\u{FFFD}\u{FFFD}\(String(repeating: "x", count: 57))...' twice; save or copy it again."
    )
    #expect(error.localizedDescription == error.description)
  }
}
