import BLASMatrices
import GradientFlow
import Testing

struct GradientNoiseScaleTests {
  @Test func `two exact sizes give signal and noise back`() {
    // E|g_b|² = 4 + 24 / b.
    var scale = GradientNoiseScale()
    for _ in 1...9 {
      // There is nothing to see in fewer than five.
      #expect((scale.value == nil) == (scale.updates < 5))
      let isAdded = scale.add(shardSquares: [10, 10, 10], shardSizes: [4, 4, 4], batchSquare: 6)
      #expect(isAdded)
      #expect(abs((scale.noiseVariance ?? 0) - 24) < 1e-12)
      #expect(abs((scale.signalSquare ?? 0) - 4) < 1e-12)
    }
    #expect(abs((scale.value ?? 0) - 6) < 1e-12)
    // A shorter last shard has more noise: 4 + 24 / 2.
    var uneven = GradientNoiseScale()
    for _ in 1...5 {
      uneven.add(shardSquares: [10, 10, 16], shardSizes: [4, 4, 2], batchSquare: 6.4)
    }
    #expect(abs((uneven.value ?? 0) - 6) < 1e-12)
  }

  @Test func `what was long ago is forgotten, by half in fourteen updates`() {
    // E|g_b|² = 4 + 24 / b, and from the 200th update on 1 + 24 / b: noise alike, signal a quarter.
    var scale = GradientNoiseScale()
    for _ in 1...200 {
      scale.add(shardSquares: [10, 10, 10], shardSizes: [4, 4, 4], batchSquare: 6)
    }
    for later in 1...200 {
      scale.add(shardSquares: [7, 7, 7], shardSizes: [4, 4, 4], batchSquare: 3)
      let remaining = (0..<later).reduce(1.0) { share, _ in share * 0.95 }
      #expect(abs((scale.signalSquare ?? 0) - (1 + 3 * remaining)) < 1e-3)
      #expect(abs((scale.noiseVariance ?? 0) - 24) < 1e-9)
      if later == 14 { #expect(abs((scale.signalSquare ?? 0) - 2.5) < 0.05) }
    }
    #expect(abs((scale.value ?? 0) - 24) < 0.01)
  }

  @Test func `a thousand noisy dimensions have the noise scale 250`() {
    // |G| = 1, and each of 1000 coordinates of one row's gradient has deviation .5: S = 250.
    let (dimension, rows, shards, updates) = (1_000, 16, 4, 200)
    var random = KeyedRandom(seed: 5, purpose: "noise scale")
    var scale = GradientNoiseScale()
    for _ in 0..<updates {
      var squares: [Double] = []
      var mean = Array(repeating: 0.0, count: dimension)
      for _ in 0..<shards {
        // The mean of 16 rows.
        let gradient = (0..<dimension).map { index in
          (index == 0 ? 1 : 0) + 0.5 / Double(rows).squareRoot() * random.nextNormal()
        }
        squares.append(gradient.reduce(0) { $0 + $1 * $1 })
        for index in mean.indices { mean[index] += gradient[index] / Double(shards) }
      }
      scale.add(
        shardSquares: squares, shardSizes: Array(repeating: rows, count: shards),
        batchSquare: mean.reduce(0) { $0 + $1 * $1 })
    }
    #expect(scale.updates == updates)
    // The averages hold as much as 39 updates of like weight. |G|² is known to 2 |G| .5 / √(64 *
    // 39) = .02, with the noise's own spread .04 in all.
    #expect(abs((scale.value ?? 0) - 250) < 30)
    #expect(abs((scale.noiseVariance ?? 0) - 250) < 4)
  }

  @Test func `one shard and infinite gradients say nothing`() {
    var scale = GradientNoiseScale()
    let areAdded = [
      scale.add(shardSquares: [3], shardSizes: [8], batchSquare: 3),
      scale.add(shardSquares: [3, .infinity], shardSizes: [8, 8], batchSquare: 3),
      scale.add(shardSquares: [3, 3], shardSizes: [8, 8], batchSquare: .nan),
    ]
    #expect(areAdded == [false, false, false])
    #expect(scale.updates == 0)
    #expect(scale == GradientNoiseScale())
  }

  @Test func `where the signal is lost there is no scale`() {
    var scale = GradientNoiseScale()
    for _ in 1...5 { scale.add(shardSquares: [2.2, 2.2], shardSizes: [1, 1], batchSquare: 1) }
    #expect(scale.value == nil)
    #expect((scale.signalSquare ?? 0) < 0)
  }
}
