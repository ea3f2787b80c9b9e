/// Reads the fields of a public key blob: a `WireReader` whose errors are problems of the key.
struct KeyFields {
  private var reader: WireReader

  init(_ blob: [UInt8]) {
    reader = WireReader(blob)
  }

  mutating func string(_ name: StaticString) throws(KeyProblem) -> ArraySlice<UInt8> {
    do { return try reader.string(name) } catch { throw KeyProblem(error) }
  }

  mutating func positiveInteger(_ name: StaticString) throws(KeyProblem) -> [UInt8] {
    do { return Array(try reader.positiveInteger(name)) } catch { throw KeyProblem(error) }
  }

  func end() throws(KeyProblem) {
    do { try reader.end(of: "public key") } catch { throw KeyProblem(error) }
  }
}
