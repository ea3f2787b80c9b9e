/// The extension library `network`: addresses and networks, as Kubernetes has them.
enum NetworkExtension {
  static func add(to table: inout FunctionTable) {
    table.one("ip") { value, _ throws(EvaluationError) in
      guard case .string(let text) = value else { return nil }
      return .network(try address(text))
    }
    table.one("isIP") { value, _ throws(EvaluationError) in
      guard case .string(let text) = value else { return nil }
      return .bool(Network(address: text) != nil)
    }
    table.one("ip.isCanonical") { value, _ throws(EvaluationError) in
      guard case .string(let text) = value else { return nil }
      return .bool(Text.same(try address(text).text, text))
    }
    table.one("cidr") { value, _ throws(EvaluationError) in
      guard case .string(let text) = value else { return nil }
      return .network(try network(text))
    }
    table.one("isCIDR") { value, _ throws(EvaluationError) in
      guard case .string(let text) = value else { return nil }
      return .bool(Network(prefixed: text) != nil)
    }
    addAddresses(to: &table)
    addNetworks(to: &table)
  }

  private static func address(_ text: String) throws(EvaluationError) -> Network {
    guard let network = Network(address: text) else {
      throw .invalid("no IP address: '\(Lexer.shown(text))'")
    }
    return network
  }

  private static func network(_ text: String) throws(EvaluationError) -> Network {
    guard let network = Network(prefixed: text) else { throw .invalid("no network: '\(Lexer.shown(text))'") }
    return network
  }

  private static func addAddresses(to table: inout FunctionTable) {
    func test(_ name: String, _ test: @escaping @Sendable (Network) -> Bool) {
      table.one(name, .member) { value, _ throws(EvaluationError) in
        guard case .network(let address) = value, address.prefixLength == nil else { return nil }
        return .bool(test(address))
      }
    }
    test("isUnspecified") { $0.address == 0 }
    test("isLoopback") { $0.isLoopback }
    test("isLinkLocalMulticast") { $0.isLinkLocalMulticast }
    test("isLinkLocalUnicast") { $0.isLinkLocalUnicast }
    test("isGlobalUnicast") { $0.isGlobalUnicast }
    table.one("family", .member) { value, _ throws(EvaluationError) in
      guard case .network(let address) = value, address.prefixLength == nil else { return nil }
      return .int(address.isIPv4 ? 4 : 6)
    }
  }

  private static func addNetworks(to table: inout FunctionTable) {
    table.two("containsIP", .member) { network, other, _ throws(EvaluationError) in
      guard case .network(let network) = network, network.prefixLength != nil else { return nil }
      switch other {
      case .network(let other) where other.prefixLength == nil: return .bool(network.contains(other))
      case .string(let text): return .bool(network.contains(try address(text)))
      default: return nil
      }
    }
    table.two("containsCIDR", .member) { network, other, _ throws(EvaluationError) in
      guard case .network(let one) = network, one.prefixLength != nil else { return nil }
      switch other {
      case .network(let other) where other.prefixLength != nil: return .bool(one.contains(other))
      case .string(let text): return .bool(one.contains(try Self.network(text)))
      default: return nil
      }
    }
    table.one("ip", .member) { network, _ throws(EvaluationError) in
      guard case .network(let network) = network, network.prefixLength != nil else { return nil }
      return .network(Network(isIPv4: network.isIPv4, address: network.address))
    }
    table.one("masked", .member) { network, _ throws(EvaluationError) in
      guard case .network(let network) = network, let length = network.prefixLength else { return nil }
      return .network(Network(isIPv4: network.isIPv4, address: network.masked, prefixLength: length))
    }
    table.one("prefixLength", .member) { network, _ throws(EvaluationError) in
      guard case .network(let network) = network, let length = network.prefixLength else { return nil }
      return .int(Int64(length))
    }
  }
}
