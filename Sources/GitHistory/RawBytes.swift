extension Array<UInt8> {
  /// `withUnsafeBytes` that keeps the type of what `body` throws.
  func withRawBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try withUnsafeBufferPointer { (buffer) throws(Failure) in try body(UnsafeRawBufferPointer(buffer)) }
  }
}

extension [UInt8] {
  /// The bytes of a C string, without the final NUL.
  init(ofCString text: UnsafePointer<CChar>) {
    var end = text
    while end.pointee != 0 { end += 1 }
    self = UnsafeRawBufferPointer(start: text, count: end - text).map { $0 }
  }
}
