import Foundation

/// A file made by the reference library, Python's safetensors 0.8.0 with numpy 2.4.6.
///
/// ```python
/// import base64, numpy, safetensors.numpy
/// print(base64.b64encode(safetensors.numpy.save({
///     "weight": numpy.array([[1.5, -2.0, 0.25], [float("inf"), -0.0, 1e-45]], numpy.float32),
///     "ids": numpy.array([-1, 2**40], numpy.int64),
///     "moment": numpy.array(1 / 3, numpy.float64),
///     "half": numpy.array([1.0, 65504.0], numpy.float16),
///     "empty": numpy.zeros((2, 0), numpy.float32),
///     "mask": numpy.array([True, False, True]),
/// }, {"vocabulary": "\n\t\"\\é€😀\u0001/"})).decode())
/// ```
enum SafeTensorsFixture {
  static let data = Data(base64Encoded: base64) ?? Data()

  private static let base64 = """
    oAEAAAAAAAB7Il9fbWV0YWRhdGFfXyI6eyJ2b2NhYnVsYXJ5IjoiXG5cdFwiXFzDqeKCrPCfmIBcdTAwMDEvIn0sIm\
    lkcyI6eyJkdHlwZSI6Ikk2NCIsInNoYXBlIjpbMl0sImRhdGFfb2Zmc2V0cyI6WzAsMTZdfSwibW9tZW50Ijp7ImR0\
    eXBlIjoiRjY0Iiwic2hhcGUiOltdLCJkYXRhX29mZnNldHMiOlsxNiwyNF19LCJlbXB0eSI6eyJkdHlwZSI6IkYzMi\
    IsInNoYXBlIjpbMiwwXSwiZGF0YV9vZmZzZXRzIjpbMjQsMjRdfSwid2VpZ2h0Ijp7ImR0eXBlIjoiRjMyIiwic2hh\
    cGUiOlsyLDNdLCJkYXRhX29mZnNldHMiOlsyNCw0OF19LCJoYWxmIjp7ImR0eXBlIjoiRjE2Iiwic2hhcGUiOlsyXS\
    wiZGF0YV9vZmZzZXRzIjpbNDgsNTJdfSwibWFzayI6eyJkdHlwZSI6IkJPT0wiLCJzaGFwZSI6WzNdLCJkYXRhX29m\
    ZnNldHMiOls1Miw1NV19fSAgIP//////////AAAAAAABAABVVVVVVVXVPwAAwD8AAADAAACAPgAAgH8AAACAAQAAAA\
    A8/3sBAAE=
    """
}
