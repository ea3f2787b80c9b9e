import Glibc

/// What would stop the process, kept off while it does what must not be left half done.
///
/// The program that runs meanwhile is stopped in our place, so that what was begun can be undone.
enum Interruption {
  private static let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

  /// The signal that came; zero for none. Written by the handler, which can do nothing else.
  nonisolated(unsafe) private static var pending: sig_atomic_t = 0

  /// The signal that came while signals were watched; nil for none.
  static var signal: Int32? { pending == 0 ? nil : pending }

  /// Runs the body with signals watched. A second one is not waited for by anybody, and changes nothing.
  static func watched<Result>(_ body: () throws -> Result) rethrows -> Result {
    pending = 0
    var previous: [sigaction] = []
    for signal in signals {
      var action = sigaction()
      // Without SA_RESTART: who waits for a program has to notice.
      action.__sigaction_handler.sa_handler = { Interruption.pending = $0 }
      var old = sigaction()
      sigaction(signal, &action, &old)
      previous.append(old)
    }
    defer {
      for (signal, old) in zip(signals, previous) {
        var old = old
        sigaction(signal, &old, nil)
      }
    }
    return try body()
  }

  /// Stops a program if a signal came.
  static func passOn(to process: pid_t) {
    if pending != 0 { kill(process, SIGTERM) }
  }
}

/// A signal came, and what was begun is undone.
struct Interrupted: Error {
  let signal: Int32
}
