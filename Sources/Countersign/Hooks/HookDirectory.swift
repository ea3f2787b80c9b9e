import Glibc

/// The directory that git runs hooks from.
package struct HookDirectory: Sendable {
  package let path: String

  package init(_ path: String) { self.path = path }

  /// What is done with one hook.
  package enum Step: Sendable, Equatable {
    case write
    /// What is there goes beside it first.
    case writeBeside
    case remove
    /// What was there before comes back.
    case restore
    /// It is as it should be.
    case nothing
    /// It is somebody else's.
    case leave
  }

  private enum Found { case nothing, ours, edited, foreign }

  /// How a hook gets in place.
  ///
  /// - Throws: `UsageError` where something that somebody wrote would be lost.
  package func installing(_ hook: HookScript) throws(UsageError) -> Step {
    switch try found(hook) {
    case .nothing: return .write
    case .ours: return .nothing
    case .edited:
      throw UsageError(
        "\(location(hook)) was put there by countersign and changed since; "
          + "move what you added to \(hook.displacedName), which runs first, and remove it")
    case .foreign:
      guard !exists(displaced(hook)) else {
        throw UsageError(
          "there is a hook at \(location(hook)) and another one at \(displaced(hook)); make one of the two")
      }
      return .writeBeside
    }
  }

  /// How a hook goes away.
  package func uninstalling(_ hook: HookScript) throws(UsageError) -> Step {
    switch try found(hook) {
    case .nothing: return .nothing
    case .ours: return exists(displaced(hook)) ? .restore : .remove
    case .edited, .foreign: return .leave
    }
  }

  /// Takes the step. At no moment is a hook that was there gone, or half of one there.
  package func take(_ step: Step, for hook: HookScript) throws(UsageError) {
    switch step {
    case .nothing, .leave: return
    case .write, .writeBeside:
      if mkdir(path, 0o777) != 0, errno != EEXIST { throw failure("make", path) }
      let temporary = "\(location(hook)).tmp\(getpid())"
      defer { unlink(temporary) }
      try write(Array(hook.text.utf8), to: temporary)
      // A second name, not another one: git finds the old hook until the new one takes its place.
      if step == .writeBeside, link(location(hook), displaced(hook)) != 0 {
        throw failure("make", displaced(hook))
      }
      guard rename(temporary, location(hook)) == 0 else { throw failure("write", location(hook)) }
    case .remove: guard unlink(location(hook)) == 0 else { throw failure("remove", location(hook)) }
    case .restore:
      guard rename(displaced(hook), location(hook)) == 0 else { throw failure("restore", location(hook)) }
    }
  }

  private func location(_ hook: HookScript) -> String { "\(path)/\(hook.rawValue)" }
  private func displaced(_ hook: HookScript) -> String { "\(path)/\(hook.displacedName)" }

  private func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  private func found(_ hook: HookScript) throws(UsageError) -> Found {
    guard exists(location(hook)) else { return .nothing }
    guard let file = fopen(location(hook), "r") else {
      // A link that leads nowhere is somebody's all the same.
      if errno == ENOENT { return .foreign }
      throw failure("read", location(hook))
    }
    defer { fclose(file) }
    let ours = Array(hook.text.utf8)
    var bytes = [UInt8](repeating: 0, count: ours.count + 1)
    let count = fread(&bytes, 1, bytes.count, file)
    if ferror(file) != 0 { throw failure("read", location(hook)) }
    // git passes over a hook that nobody may execute.
    if bytes[..<count].elementsEqual(ours) { return access(location(hook), X_OK) == 0 ? .ours : .nothing }
    let lines = bytes[..<count].split(separator: 0x0A, maxSplits: 2)
    return lines.count > 1 && lines[1].starts(with: HookScript.signature.utf8) ? .edited : .foreign
  }

  private func write(_ bytes: [UInt8], to path: String) throws(UsageError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o700)
    guard descriptor >= 0 else { throw failure("write", path) }
    let written = Glibc.write(descriptor, bytes, bytes.count)
    // Whatever the umask says: git passes over a hook that it may not execute, and would let everything through.
    guard fchmod(descriptor, 0o755) == 0, fsync(descriptor) == 0, close(descriptor) == 0,
      written == bytes.count
    else {
      throw failure("write", path)
    }
  }

  private func failure(_ verb: String, _ path: String) -> UsageError {
    UsageError("cannot \(verb) \(path): \(String(cString: strerror(errno)))")
  }
}
