extension Network {
  /// Reads an address: four decimal numbers without leading zeros, or RFC 4291's groups, without a zone and without
  /// a dotted tail.
  convenience init?(address text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count <= 39 else { return nil }
    if bytes.contains(UInt8(ascii: ":")) {
      guard let address = Network.version6(bytes) else { return nil }
      self.init(isIPv4: false, address: address)
    } else {
      guard let address = Network.version4(bytes) else { return nil }
      self.init(isIPv4: true, address: address)
    }
  }

  /// Reads an address, `/` and the length of its prefix.
  convenience init?(prefixed text: String) {
    guard text.utf8.count <= 43, let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")),
      let address = Network(address: String(text[..<slash]))
    else { return nil }
    let digits = Array(text.utf8[slash...].dropFirst())
    guard let length = Network.decimal(digits), length <= address.bits else { return nil }
    self.init(isIPv4: address.isIPv4, address: address.address, prefixLength: length)
  }

  /// A number of up to three digits, without leading zeros.
  private static func decimal(_ digits: [UInt8]) -> Int? {
    guard 1...3 ~= digits.count, digits.allSatisfy(\.isDigit),
      digits.count == 1 || digits[0] != UInt8(ascii: "0")
    else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
  }

  private static func version4(_ bytes: [UInt8]) -> UInt128? {
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var address: UInt128 = 0
    for part in parts {
      guard let number = decimal(Array(part)), number < 256 else { return nil }
      address = address << 8 | UInt128(number)
    }
    return address
  }

  private static func version6(_ bytes: [UInt8]) -> UInt128? {
    var head: [UInt16] = []
    var tail: [UInt16]?
    var at = 0
    if bytes.starts(with: "::".utf8) {
      tail = []
      at = 2
    }
    while at < bytes.count {
      let digits = bytes[at...].prefix { $0.hexadecimal != nil }
      guard 1...4 ~= digits.count else { return nil }
      let group = digits.reduce(UInt16(0)) { $0 << 4 | UInt16($1.hexadecimal!) }
      if tail == nil { head.append(group) } else { tail?.append(group) }
      at += digits.count
      guard at < bytes.count else { break }
      guard bytes[at] == UInt8(ascii: ":"), at + 1 < bytes.count else { return nil }
      at += 1
      if bytes[at] == UInt8(ascii: ":") {
        guard tail == nil else { return nil }
        tail = []
        at += 1
      }
    }
    let count = head.count + (tail?.count ?? 0)
    guard tail == nil ? count == 8 : count < 8 else { return nil }
    let groups = head + [UInt16](repeating: 0, count: 8 - count) + (tail ?? [])
    return groups.reduce(UInt128(0)) { $0 << 16 | UInt128($1) }
  }

  /// The address as RFC 5952 writes it, with the length of the prefix if it has one.
  public var text: String {
    let suffix = prefixLength.map { "/\($0)" } ?? ""
    if isIPv4 {
      return [24, 16, 8, 0].map { String(address >> UInt128($0) & 255) }.joined(separator: ".") + suffix
    }
    let groups = (0..<8).map { UInt16(truncatingIfNeeded: address >> UInt128(112 - 16 * $0)) }
    // The longest run of two zeros or more is left out, of equal ones the first.
    var longest = 0..<0
    var start = 0
    for index in 0...8 where index == 8 || groups[index] != 0 {
      if index - start > max(1, longest.count) { longest = start..<index }
      start = index + 1
    }
    func shown(_ groups: ArraySlice<UInt16>) -> String {
      groups.map { String($0, radix: 16) }.joined(separator: ":")
    }
    guard !longest.isEmpty else { return shown(groups[...]) + suffix }
    return "\(shown(groups[..<longest.lowerBound]))::\(shown(groups[longest.upperBound...]))\(suffix)"
  }

  private func isWithin(_ network: StaticString) -> Bool {
    Network(prefixed: network.description)!.contains(self)
  }

  var isLoopback: Bool { isIPv4 ? isWithin("127.0.0.0/8") : address == 1 }
  var isMulticast: Bool { isWithin(isIPv4 ? "224.0.0.0/4" : "ff00::/8") }
  var isLinkLocalUnicast: Bool { isWithin(isIPv4 ? "169.254.0.0/16" : "fe80::/10") }

  var isLinkLocalMulticast: Bool {
    isIPv4 ? isWithin("224.0.0.0/24") : isMulticast && address >> 112 & 0xF == 2
  }

  /// Neither unspecified, loopback, multicast, link-local unicast nor IPv4's broadcast.
  var isGlobalUnicast: Bool {
    address != 0 && !isLoopback && !isMulticast && !isLinkLocalUnicast && !(isIPv4 && address == 0xFFFF_FFFF)
  }
}
