import Glibc
import Reports

/// The summary that a step of GitHub Actions shows on the page of its run: a file of Markdown to append to.
struct StepSummary {
  /// With less room than that, the verdict would be about all that is told.
  private static let leastRoom = 4096

  let path: String

  /// Nil outside GitHub Actions.
  static var current: StepSummary? {
    ProcessEnvironment.current["GITHUB_STEP_SUMMARY"].flatMap { $0.isEmpty ? nil : StepSummary(path: $0) }
  }

  /// Appends the report, as far as there is room. Nobody asked for this file by name, so that one which cannot be
  /// written is no more than a warning.
  func append(_ bytes: (any ReportFormat) -> [UInt8]) {
    let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { return warn(String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var status = stat()
    // What others wrote in this step counts towards the limit.
    let written = fstat(descriptor, &status) == 0 ? Int(clamping: status.st_size) : 0
    let room = MarkdownReport.summaryLimit - written
    guard room >= StepSummary.leastRoom else { return warn("it is full") }
    do {
      try FileDescriptor.write(bytes(MarkdownReport(limit: room)), to: descriptor)
    } catch {
      warn("\(error)")
    }
  }

  private func warn(_ reason: String) {
    StandardError.say("countersign: cannot write the summary of the step: \(Printable(reason).text)")
  }
}
