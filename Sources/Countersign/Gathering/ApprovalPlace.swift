import GitHistory
import Governance

/// Where an approval lies: its gate, and the identity that its file is named after.
struct ApprovalPlace {
  let gate: GateID
  let holder: IdentityID

  /// - Parameters:
  ///   - path: relative to the directory of approvals: `<gate>/<identity>.yaml`.
  ///   - gate: the gate where the directory is that of one gate, and so the path is `<identity>.yaml`.
  init?(_ path: GitPath, gate: GateID? = nil) {
    let components = path.components
    guard components.count == (gate == nil ? 2 : 1), let file = components.last,
      let name = String(validating: file, as: UTF8.self), name.utf8.count > 5,
      name.utf8.suffix(5).elementsEqual(".yaml".utf8)
    else { return nil }
    holder = IdentityID(String(decoding: name.utf8.dropLast(5), as: UTF8.self))
    if let gate {
      self.gate = gate
      return
    }
    guard let gateName = String(validating: components[0], as: UTF8.self) else { return nil }
    self.gate = GateID(gateName)
  }
}
