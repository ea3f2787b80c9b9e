/// libFuzzer's own entry, for programs with a `main` of theirs (`FuzzerInterface.h` in LLVM's compiler-rt).
@_silgen_name("LLVMFuzzerRunDriver")
private func run(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ target: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

nonisolated(unsafe) private var target: ([UInt8]) -> Void = { _ in }

/// Feeds `body` with inputs until the command line says stop. What must not happen, `body` has to turn into a
/// crash: ``require(_:_:)``.
///
/// - Returns: the status to exit with.
public func fuzz(_ body: @escaping ([UInt8]) -> Void) -> CInt {
  target = body
  var count = CommandLine.argc
  var arguments = CommandLine.unsafeArgv
  return withUnsafeMutablePointer(to: &arguments) { arguments in
    run(&count, arguments) { bytes, count in
      target(Array(UnsafeBufferPointer(start: bytes, count: count)))
      return 0
    }
  }
}

/// Stops here unless a property holds.
public func require(_ holds: Bool, _ property: String) {
  if !holds { fatalError("does not hold: \(property)") }
}

@_silgen_name("__lsan_disable") private func stopLookingForLeaks()
@_silgen_name("__lsan_enable") private func startLookingForLeaks()

/// What a target makes once and keeps.
///
/// LeakSanitizer takes for lost what a Swift enumeration holds, whose case stands in the pointer's spare bits.
public func kept<Value>(_ make: () throws -> Value) rethrows -> Value {
  stopLookingForLeaks()
  defer { startLookingForLeaks() }
  return try make()
}
