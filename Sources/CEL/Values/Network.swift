/// An IP address, or a network: an address and the length of its prefix.
public final class Network: Sendable, Equatable {
  /// Whether it is IPv4; its address then is the lowest 32 bits.
  public let isIPv4: Bool
  /// The address, in the machine's order of bytes.
  public let address: UInt128
  /// Bits of the prefix; nil for a single address.
  public let prefixLength: Int?

  init(isIPv4: Bool, address: UInt128, prefixLength: Int? = nil) {
    self.isIPv4 = isIPv4
    self.address = address
    self.prefixLength = prefixLength
  }

  var bits: Int { isIPv4 ? 32 : 128 }

  /// The address with every bit behind the prefix cleared.
  var masked: UInt128 { Network.mask(address, prefixLength ?? bits, of: bits) }

  static func mask(_ address: UInt128, _ length: Int, of bits: Int) -> UInt128 {
    let free = bits - length
    return free >= 128 ? 0 : (address >> UInt128(free)) << UInt128(free)
  }

  func contains(_ other: Network) -> Bool {
    guard isIPv4 == other.isIPv4, let prefixLength else { return false }
    return (other.prefixLength ?? bits) >= prefixLength
      && Network.mask(other.address, prefixLength, of: bits) == masked
  }

  public static func == (_ one: Network, _ other: Network) -> Bool {
    one.isIPv4 == other.isIPv4 && one.address == other.address && one.prefixLength == other.prefixLength
  }
}
