/// A file of cases: a JSON object with the cases in one or more of its members, or an array of them.
///
/// A case is an object: `expr`, and `value` or `"error": true`; perhaps `file`, `section`, `name`, `container`,
/// `disable_macros`, and `bindings`, an object of variable to value. Members of the file that are texts are words about
/// it.
public struct CaseFile: Sendable {
  /// The cases in the order of the file.
  public let cases: [ConformanceCase]

  /// Reads a file.
  ///
  /// - Throws: Why it is none; for a case that makes no sense, with its number and what is known of its name.
  public init(_ bytes: [UInt8]) throws(CaseFileError) {
    var objects: [JSON] = []
    switch try JSONReader.read(bytes) {
    case .array(let elements): objects = elements
    case .object(let members):
      for member in members {
        switch member.value {
        case .string: continue
        case .array(let elements): objects += elements
        default:
          throw CaseFileError(
            message: "\(Text.quoted(Lexer.shown(member.name))) is neither a text nor an array of cases",
            position: nil)
        }
      }
    default:
      throw CaseFileError(message: "the file is neither an object nor an array of cases", position: nil)
    }
    var cases: [ConformanceCase] = []
    for (index, object) in objects.enumerated() {
      do throws(CaseFileError) {
        cases.append(try ConformanceCase(object))
      } catch {
        var label = ""
        if case .string(let name)? = object["name"] { label = " \(Text.quoted(Lexer.shown(name)))" }
        throw CaseFileError(message: "case \(index + 1)\(label): \(error.message)", position: nil)
      }
    }
    self.cases = cases
  }
}
