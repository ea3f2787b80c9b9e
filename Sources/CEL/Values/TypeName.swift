/// The types of the language, by the names that `type(x)` shows.
public enum TypeName: String, Sendable, Hashable, CaseIterable {
  case null = "null_type"
  case bool, int, uint, double, string, bytes, list, map
  case timestamp = "google.protobuf.Timestamp"
  case duration = "google.protobuf.Duration"
  case type
  case optional = "optional_type"
  case ip = "net.IP"
  case cidr = "net.CIDR"
}
