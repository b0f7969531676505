import LaneMath
import Testing

/// The machine's own loops against plain ones, which have the same bits.
@Suite(.enabled(if: MachineKernels.areAvailable, "no kernels on this machine"))
struct RowLoopsTests {
  /// Around the eight lanes of a vector, and the 64 columns of a sum.
  static let counts = [0, 1, 7, 8, 9, 31, 63, 64, 65, 130, 200]

  /// Numbers of both signs and many magnitudes.
  private func row(_ count: Int, _ seed: Int) -> [Float] {
    (0..<count).map { index in
      let angle = Float((index * 37 + seed * 101) % 211) - 105
      return angle * angle * angle * 1.7e-5
    }
  }

  @Test(arguments: counts) func `sums and products equal plain ones`(count: Int) {
    let (a, b, start) = (row(count, 1), row(count, 2), row(count, 3))
    func changed(
      _ change: (Span<Float>, Span<Float>, inout MutableSpan<Float>) -> Bool
    ) -> [Float] {
      var target = start
      var span = target.mutableSpan
      #expect(change(a.span, b.span, &span))
      return target
    }
    let indices = 0..<count
    #expect(changed { a, _, t in Float.add(a, to: &t) } == indices.map { start[$0] + a[$0] })
    #expect(
      changed { a, b, t in Float.add(product: a, b, to: &t) }
        == indices.map { start[$0] + a[$0] * b[$0] })
    #expect(changed { a, b, t in Float.sum(a, b, into: &t) } == indices.map { a[$0] + b[$0] })
    #expect(changed { a, _, t in Float.scale(&t, by: a) } == indices.map { start[$0] * a[$0] })
    #expect(changed { a, b, t in Float.multiply(a, b, into: &t) } == indices.map { a[$0] * b[$0] })
  }

  @Test(arguments: counts) func `mixing and unmixing equal plain loops`(count: Int) {
    let (z, n, h, start) = (row(count, 1), row(count, 2), row(count, 3), row(count, 4))
    let indices = 0..<count
    var next = start
    var nextSpan = next.mutableSpan
    #expect(Float.mix(z.span, n.span, h.span, into: &nextSpan))
    #expect(next == indices.map { (1 - z[$0]) * n[$0] + z[$0] * h[$0] })

    var (cotangent, update, candidate) = (start, start, start)
    var cotangentSpan = cotangent.mutableSpan
    var updateSpan = update.mutableSpan
    var candidateSpan = candidate.mutableSpan
    #expect(
      Float.unmix(
        z.span, n.span, h.span, cotangent: &cotangentSpan, update: &updateSpan,
        candidate: &candidateSpan))
    #expect(candidate == indices.map { start[$0] * (1 - z[$0]) })
    #expect(update == indices.map { start[$0] * (h[$0] - n[$0]) })
    #expect(cotangent == indices.map { start[$0] * z[$0] })
  }

  @Test(arguments: counts) func `the way back through a GRU's gates equals plain loops`(count: Int)
  {
    let columns = GRUColumns(
      reset: 4 * count, update: 5 * count, candidate: 6 * count, hiddenPart: 2 * count,
      resetSlope: 0, updateSlope: count, candidateSlope: 3 * count)
    let (record, h, start) = (row(7 * count, 1), row(count, 2), row(count, 3))
    var cotangent = start
    var input = [Float](repeating: .nan, count: 3 * count)
    var hidden = input
    var cotangentSpan = cotangent.mutableSpan
    var inputSpan = input.mutableSpan
    var hiddenSpan = hidden.mutableSpan
    let ran = Float.pullBackGRU(
      record.span, columns, previous: h.span, cotangent: &cotangentSpan, inputGates: &inputSpan,
      hiddenGates: &hiddenSpan)
    #expect(ran || count == 0)
    for i in 0..<count {
      let (r, z, n) = (record[4 * count + i], record[5 * count + i], record[6 * count + i])
      let dN = start[i] * (1 - z) * record[3 * count + i]
      let dZ = start[i] * (h[i] - n) * record[count + i]
      let dR = dN * record[2 * count + i] * record[i]
      #expect(cotangent[i] == start[i] * z)
      #expect([input[i], input[count + i], input[2 * count + i]] == [dR, dZ, dN])
      #expect([hidden[i], hidden[count + i], hidden[2 * count + i]] == [dR, dZ, dN * r])
    }
  }

  @Test(arguments: counts) func `rows are added in order, and what lies between them is not`(
    count: Int
  ) {
    let (rows, stride) = (5, count + 3)
    let matrix = row(rows * stride, 1)
    var sums = row(count, 2)
    var expected = sums
    for row in 0..<rows {
      for column in 0..<count { expected[column] += matrix[row * stride + column] }
    }
    var span = sums.mutableSpan
    let ran = matrix.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { Float.addRows($0, stride: stride, rowCount: rows, to: &span) }
    }
    #expect(ran == true)
    #expect(sums == expected)
  }

  @Test(arguments: counts, [Float.infinity, 0.02]) func `Adam equals a plain loop`(
    count: Int, limit: Float
  ) {
    let k = AdamConstants<Float>(
      factor: 0.3, limit: limit, keepFirst: 0.9, addFirst: 0.1, keepSecond: 0.999,
      addSecond: 0.001, rate: 2e-3, secondScale: 3, epsilon: 1e-8, shrink: 0.99)
    let gradient = row(count, 1)
    var (first, second, parameters) = (row(count, 2), row(count, 3).map(abs), row(count, 4))
    var expected = (first: first, second: second, parameters: parameters)
    for index in 0..<count {
      let g = max(-limit, min(limit, gradient[index] * k.factor))
      let m = k.keepFirst * first[index] + k.addFirst * g
      let v = k.keepSecond * second[index] + k.addSecond * g * g
      expected.first[index] = m
      expected.second[index] = v
      expected.parameters[index] =
        parameters[index] * k.shrink - k.rate * m / (v.squareRoot() * k.secondScale + k.epsilon)
    }
    var firstSpan = first.mutableSpan
    var secondSpan = second.mutableSpan
    var parameterSpan = parameters.mutableSpan
    #expect(
      Float.adam(
        k, gradient: gradient.span, first: &firstSpan, second: &secondSpan,
        parameters: &parameterSpan))
    #expect(first == expected.first)
    #expect(second == expected.second)
    #expect(parameters == expected.parameters)
  }

  @Test func `Double has none, and leaves rows as they are`() {
    let addend = [1.0, 2]
    var target = [3.0, 4]
    var span = target.mutableSpan
    #expect(!Double.add(addend.span, to: &span))
    #expect(target == [3, 4])
  }
}
