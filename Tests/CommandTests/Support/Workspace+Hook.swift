import Foundation

extension Workspace {
  /// Installs `hooks/update` in a bare repository of the workspace, as the manual tells.
  ///
  /// - Parameter name: `update` or `pre-receive`.
  func installHook(as name: String, in repository: String) throws {
    let hook = path("\(repository)/hooks/\(name)")
    try FileManager.default.createDirectory(
      atPath: path("\(repository)/hooks"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: Tool.package.appendingPathComponent("hooks/update").path, toPath: hook)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: hook)
  }
}
