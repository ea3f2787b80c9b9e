import CLibgit2

/// Merges the lines of three versions of a file.
enum ContentMerge {
  /// The merged content; nil for a conflict.
  ///
  /// All options are given, so that no attribute, driver or configuration has a say. git looks for matching
  /// lines by another method (histogram) than libgit2 offers. Where libgit2's two (Myers and patience) do
  /// not lead to the same result, or ``LineAlignment`` says that lines could be matched in several ways,
  /// the answer depends on the method and is a conflict here.
  static func merge(base: [UInt8], ours: [UInt8], theirs: [UInt8]) throws(GitError) -> [UInt8]? {
    if [base, ours, theirs].contains(where: isBinary) { return nil }
    guard let myers = try run(base, ours, theirs, GIT_MERGE_FILE_DEFAULT) else { return nil }
    let patience = try run(base, ours, theirs, GIT_MERGE_FILE_DIFF_PATIENCE)
    guard myers == patience, LineAlignment(base: base, ours: ours, theirs: theirs).isUnambiguous else {
      return nil
    }
    return myers
  }

  /// Git's rule: a NUL among the first 8000 bytes (`buffer_is_binary` in `xdiff-interface.c`).
  private static func isBinary(_ bytes: [UInt8]) -> Bool { bytes.prefix(8000).contains(0) }

  private static func run(
    _ base: [UInt8], _ ours: [UInt8], _ theirs: [UInt8], _ flag: git_merge_file_flag_t
  ) throws(GitError) -> [UInt8]? {
    var options = git_merge_file_options()
    var result = git_merge_file_result()
    var code = git_merge_file_options_init(&options, CUnsignedInt(GIT_MERGE_FILE_OPTIONS_VERSION))
    guard code == 0 else { throw LibGit2.failure(code, "merging a file") }
    options.favor = GIT_MERGE_FILE_FAVOR_NORMAL
    options.flags = flag.rawValue
    defer { git_merge_file_result_free(&result) }
    code = base.withUnsafeBytes { base in
      ours.withUnsafeBytes { ours in
        theirs.withUnsafeBytes { theirs in
          var inputs = (input(base), input(ours), input(theirs))
          return git_merge_file(&result, &inputs.0, &inputs.1, &inputs.2, &options)
        }
      }
    }
    guard code == 0 else { throw LibGit2.failure(code, "merging a file") }
    if result.automergeable == 0 { return nil }
    return Array(UnsafeRawBufferPointer(start: result.ptr, count: result.len))
  }

  private static func input(_ bytes: UnsafeRawBufferPointer) -> git_merge_file_input {
    var input = git_merge_file_input()
    input.version = CUnsignedInt(GIT_MERGE_FILE_INPUT_VERSION)
    // An empty Swift buffer has no address, and libgit2 asks for one.
    input.ptr = bytes.baseAddress?.assumingMemoryBound(to: CChar.self) ?? empty
    input.size = bytes.count
    return input
  }

  nonisolated(unsafe) private static let empty: UnsafePointer<CChar> = {
    let pointer = UnsafeMutablePointer<CChar>.allocate(capacity: 1)
    pointer.initialize(to: 0)
    return UnsafePointer(pointer)
  }()
}
