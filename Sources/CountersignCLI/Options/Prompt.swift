import Countersign
import Glibc
import Reports

/// Asks the user on the terminal. Questions go to standard error, so that what is piped on stays a report.
struct Prompt {
  /// Whether there is somebody to ask: without a terminal at both ends a command takes what its options say.
  static var isPossible: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

  /// A line of the user's, without blanks around it; the default where it is empty.
  ///
  /// - Throws: `UsageError` at the end of input: nothing is done by halves.
  static func line(_ question: String, default proposed: String? = nil) throws(UsageError) -> String {
    let hint = proposed.map { " [\($0)]" } ?? ""
    StandardError.write("\(Printable(question + hint).text) ")
    guard let answer = readLine(strippingNewline: true) else {
      StandardError.say("")
      throw UsageError("there was no answer; nothing was written")
    }
    let trimmed = answer.drop { $0 == " " || $0 == "\t" }
    let text = String(trimmed.reversed().drop { $0 == " " || $0 == "\t" || $0 == "\r" }.reversed())
    return text.isEmpty ? proposed ?? "" : text
  }

  /// Yes or no, asked until it is one of them.
  ///
  /// - Parameter proposed: what an empty answer means; nil where the user has to say it.
  static func confirm(_ question: String, default proposed: Bool? = nil) throws(UsageError) -> Bool {
    let choices =
      switch proposed {
      case true?: "[Y/n]"
      case false?: "[y/N]"
      case nil: "[y/n]"
      }
    while true {
      switch try line("\(question) \(choices)").lowercased() {
      case "y", "yes": return true
      case "n", "no": return false
      case "": if let proposed { return proposed }
      default: break
      }
      StandardError.say("please answer y or n")
    }
  }

  /// One of the choices, by its number or its name.
  static func choose(
    _ question: String, among choices: [String], default proposed: String? = nil
  ) throws(UsageError) -> String {
    for (number, choice) in choices.enumerated() {
      StandardError.say("  \(number + 1)  \(Printable(choice).text)")
    }
    while true {
      let answer = try line(question, default: proposed)
      if let number = Int(answer), choices.indices.contains(number - 1) { return choices[number - 1] }
      if let choice = choices.first(where: { $0.utf8.elementsEqual(answer.utf8) }) { return choice }
      StandardError.say("please name one of them, or its number")
    }
  }
}
