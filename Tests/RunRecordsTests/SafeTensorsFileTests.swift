import Foundation
import RunRecords
import Testing

@Suite struct SafeTensorsFileTests {
  @Test func `a file made by Python is read with its types, shapes, values and texts`() throws {
    let file = try SafeTensorsFile(decoding: SafeTensorsFixture.data)
    #expect(file.metadata == ["vocabulary": "\n\t\"\\é€😀\u{1}/"])
    let order = ["ids", "moment", "empty", "weight", "half", "mask"]
    #expect(file.tensors.map(\.name) == order)
    #expect(file.tensors.map(\.type) == [.i64, .f64, .f32, .f32, .f16, .bool])
    #expect(file.tensors.map(\.shape) == [[2], [], [2, 0], [2, 3], [2], [3]])

    let weight = try file.tensor(named: "weight").values(as: Float.self)
    #expect(weight == [1.5, -2, 0.25, .infinity, 0, .leastNonzeroMagnitude])
    #expect(weight[4].sign == .minus)
    #expect(try file.tensor(named: "moment").values(as: Double.self) == [1.0 / 3])
    #expect(try file.tensor(named: "empty").values(as: Float.self) == [])
    #expect(Array(try file.tensor(named: "mask").bytes) == [1, 0, 1])
    #expect(Array(try file.tensor(named: "half").bytes) == [0x00, 0x3C, 0xFF, 0x7B])
  }

  @Test func `the tensors of Python's file in any order are written as Python writes them`() throws
  {
    let file = try SafeTensorsFile(decoding: SafeTensorsFixture.data)
    let reordered = SafeTensorsFile(tensors: file.tensors.reversed(), metadata: file.metadata)
    #expect(reordered.encoded() == SafeTensorsFixture.data)
  }

  @Test func `values of both precisions survive writing and reading bit for bit`() throws {
    let floats: [Float] = [
      0, -0.0, .pi, .infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude,
    ]
    let doubles: [Double] = [-.infinity, .pi, .leastNonzeroMagnitude, 1e300]
    let written = SafeTensorsFile(
      tensors: [
        SafeTensor(name: "f", shape: [3, 2], values: floats),
        SafeTensor(name: "d", shape: [4], values: doubles),
        SafeTensor(name: "nan", shape: [], values: [Float.nan]),
      ],
      metadata: ["config": "{\"a\": 1}\n", "": "\u{0}\u{1F}\u{7F}"]
    )
    let read = try SafeTensorsFile(decoding: written.encoded())
    #expect(read.tensors.map(\.name) == ["d", "f", "nan"])
    #expect(read.metadata == written.metadata)
    let patterns = try read.tensor(named: "f").values(as: Float.self).map(\.bitPattern)
    #expect(patterns == floats.map(\.bitPattern))
    #expect(try read.tensor(named: "d").values(as: Double.self) == doubles)
    #expect(try read.tensor(named: "nan").values(as: Float.self)[0].isNaN)
  }

  @Test func `bytes are little-endian after a header padded to a multiple of 8`() {
    let file = SafeTensorsFile(tensors: [SafeTensor(name: "a", shape: [1], values: [Float(1)])])
    let header = #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"# + "  "
    let expected = Data([56, 0, 0, 0, 0, 0, 0, 0]) + Data(header.utf8) + Data([0, 0, 0x80, 0x3F])
    #expect(file.encoded() == expected)
  }

  @Test func `a file without tensors is written and read`() throws {
    let empty = SafeTensorsFile(tensors: [])
    #expect(empty.encoded() == Data([8, 0, 0, 0, 0, 0, 0, 0]) + Data("{}      ".utf8))
    #expect(try SafeTensorsFile(decoding: empty.encoded()) == empty)
  }

  @Test func `a slice of a larger buffer is read as well as a whole one`() throws {
    let slice = (Data([1, 2, 3]) + SafeTensorsFixture.data).dropFirst(3)
    #expect(
      try SafeTensorsFile(decoding: slice) == SafeTensorsFile(decoding: SafeTensorsFixture.data)
    )
  }

  @Test func `precisions are converted only on request`() throws {
    let single = SafeTensor(name: "s", shape: [2], values: [Float(0.1), -3])
    #expect(try single.values(as: Double.self, converting: true) == [Double(Float(0.1)), -3])
    #expect(throws: SafeTensorsError.wrongType(tensor: "s", found: .f32, wanted: .f64)) {
      try single.values(as: Double.self)
    }
    let double = SafeTensor(name: "d", shape: [2], values: [0.1, 1e300])
    #expect(try double.values(as: Float.self, converting: true) == [0.1, .infinity])
    let integer = SafeTensor(name: "i", type: .i32, shape: [1], bytes: Data([1, 0, 0, 0]))
    #expect(throws: SafeTensorsError.wrongType(tensor: "i", found: .i32, wanted: .f32)) {
      try integer.values(as: Float.self, converting: true)
    }
  }

  @Test func `a missing tensor is reported with the names that are there`() {
    let file = SafeTensorsFile(tensors: [SafeTensor(name: "a", shape: [0], values: [Float]())])
    let error = #expect(throws: SafeTensorsError.self) { try file.tensor(named: "b") }
    #expect(
      error?.description
        == "The file has no tensor 'b' but 'a'; give a file saved from a model of this kind."
    )
  }

  @Test func `two tensors of one name are misuse`() async {
    await #expect(processExitsWith: .failure) {
      let tensor = SafeTensor(name: "a", shape: [1], values: [Float(1)])
      _ = SafeTensorsFile(tensors: [tensor, tensor])
    }
  }

  @Test func `a tensor named like the metadata is misuse`() async {
    await #expect(processExitsWith: .failure) {
      let tensor = SafeTensor(name: "__metadata__", shape: [1], values: [Float(1)])
      _ = SafeTensorsFile(tensors: [tensor])
    }
  }

  @Test func `bytes that do not fit the shape are misuse`() async {
    await #expect(processExitsWith: .failure) {
      _ = SafeTensor(name: "a", type: .f32, shape: [2, 2], bytes: Data(count: 12))
    }
  }
}
