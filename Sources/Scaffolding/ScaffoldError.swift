/// Why nothing can be scaffolded as it was asked for: said to whoever asked, before anything is written.
package struct ScaffoldError: Error, CustomStringConvertible {
  package let description: String
  init(_ description: String) { self.description = description }
}
