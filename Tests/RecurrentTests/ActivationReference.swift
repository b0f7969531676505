/// `activations.json`: values and derivatives of torch's activations.
struct ActivationReference: Decodable {
  struct Elementwise: Decodable {
    struct Kink: Decodable {
      var at: Double
      var derivative: Double
    }

    var name: String
    var kinks: [Kink]
    var values: [Double]
    var derivatives: [Double]
  }

  struct RowWise: Decodable {
    var name: String
    var shape: [Int]
    var inputs: [Double]
    var values: [Double]
    var cotangent: [Double]
    var inputCotangent: [Double]
  }

  var points: [Double]
  var elementWise: [Elementwise]
  var rowWise: [RowWise]
}
