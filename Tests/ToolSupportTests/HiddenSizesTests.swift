import Testing
import ToolSupport

@Suite struct HiddenSizesTests {
  @Test(arguments: [
    ("128", [128]), ("128x64", [128, 64]), ("1X2x3", [1, 2, 3]), ("65536", [65_536]),
  ])
  func `sizes are joined by x`(text: String, values: [Int]) {
    #expect(HiddenSizes(text)?.values == values)
  }

  @Test(arguments: ["", "x", "0", "-1", "1.5", "128x", "x128", "12xx3", "65537", "1 2", "ten"])
  func `anything else is no size`(text: String) {
    #expect(HiddenSizes(text) == nil)
  }

  @Test func `there are at most 64 layers`() {
    let text = { (count: Int) in Array(repeating: "8", count: count).joined(separator: "x") }
    #expect(HiddenSizes(text(64))?.values.count == 64)
    #expect(HiddenSizes(text(65)) == nil)
  }

  @Test func `one size is repeated, several must agree with the number of layers`() {
    #expect(HiddenSizes("8")?.repeated(layers: nil) == [8])
    #expect(HiddenSizes("8")?.repeated(layers: 3) == [8, 8, 8])
    #expect(HiddenSizes("8x4")?.repeated(layers: nil) == [8, 4])
    #expect(HiddenSizes("8x4")?.repeated(layers: 2) == [8, 4])
    #expect(HiddenSizes("8x4")?.repeated(layers: 3) == nil)
  }
}
