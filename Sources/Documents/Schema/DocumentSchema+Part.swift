import Governance

extension DocumentSchema {
  /// What is wrong with a value under one of the document's own keys; of a key that there is not, that it is unknown.
  package func problems(of value: YAMLNode, under key: String) -> [DocumentError] {
    let reading = Reading(path: "", entryLimit: entryLimit)
    guard let known = top[key] else {
      return [DocumentError(path: "", position: value.position, problem: "unknown key \(key)")]
    }
    Validator(reading: reading).check(value, known.shape, key)
    return reading.errors
  }
}
