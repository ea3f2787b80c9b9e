/// An attribute of an element. Its name is known to the source; its value is text, and for what a browser would follow
/// a place that we made.
package struct HTMLAttribute: Sendable {
  let name: StaticString
  /// Nil for what is there or not, such as `hidden`.
  let value: String?

  private init(_ name: StaticString, _ value: String?) {
    self.name = name
    self.value = value
  }

  package static func `class`(_ names: StaticString) -> HTMLAttribute { HTMLAttribute("class", "\(names)") }
  package static func id(_ anchor: HTMLAnchor) -> HTMLAttribute { HTMLAttribute("id", anchor.name) }
  /// A link within the page.
  package static func href(_ anchor: HTMLAnchor) -> HTMLAttribute { HTMLAttribute("href", "#" + anchor.name) }
  /// Which list a filter is for.
  static func filtered(_ list: HTMLAnchor) -> HTMLAttribute { HTMLAttribute("data-list", list.name) }
  /// A link to a file beside the page or below it, never to anywhere else.
  package static func href(file path: [String]) -> HTMLAttribute {
    HTMLAttribute("href", "./" + path.map(encoded).joined(separator: "/"))
  }
  /// A link to a file of the directory above the page, for a site of ours.
  static func hrefUp(_ path: [String]) -> HTMLAttribute {
    HTMLAttribute("href", "../" + path.map(encoded).joined(separator: "/"))
  }
  /// For a table's header, `col` or `row`.
  package static func scope(_ scope: StaticString) -> HTMLAttribute { HTMLAttribute("scope", "\(scope)") }
  /// An attribute that is there, without a value.
  package static func flag(_ name: StaticString) -> HTMLAttribute { HTMLAttribute(name, nil) }
  /// An attribute with a number, as SVG has many.
  package static func number(_ name: StaticString, _ number: Int) -> HTMLAttribute {
    HTMLAttribute(name, String(number))
  }
  /// The points of an SVG line or polygon (SVG 1.1, section 9.7.1).
  static func points(_ points: [(x: Int, y: Int)]) -> HTMLAttribute {
    HTMLAttribute("points", points.map { "\($0.x),\($0.y)" }.joined(separator: " "))
  }
  /// An attribute whose value the source knows.
  package static func fixed(_ name: StaticString, _ value: StaticString) -> HTMLAttribute {
    HTMLAttribute(name, "\(value)")
  }
  /// An attribute that holds whatever text.
  package static func label(_ name: Label, _ text: String) -> HTMLAttribute {
    switch name {
    case .aria: HTMLAttribute("aria-label", text)
    case .title: HTMLAttribute("title", text)
    case .value: HTMLAttribute("value", text)
    case .content: HTMLAttribute("content", text)
    case .verdict: HTMLAttribute("data-verdict", text)
    case .landing: HTMLAttribute("data-landing", text)
    case .stage: HTMLAttribute("data-stage", text)
    case .tier: HTMLAttribute("data-tier", text)
    case .owner: HTMLAttribute("data-owner", text)
    case .state: HTMLAttribute("data-state", text)
    }
  }

  /// The attributes that take whatever text: a browser shows them or reads them out, or our script compares them, and
  /// nothing else comes of them.
  package enum Label: Sendable {
    case aria, title
    /// Of an `<option>`.
    case value
    /// Of a `<meta>` whose `name` or `http-equiv` the source gives.
    case content
    /// What filters go by.
    case verdict, landing, stage, tier, owner, state
  }

  /// RFC 3986, section 2.3: all but the unreserved characters is percent-encoded. `.` and `..` alone would lead away.
  private static func encoded(_ component: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    let isDots = component.utf8.allSatisfy { $0 == 0x2E }
    var bytes: [UInt8] = []
    for byte in component.utf8 {
      let isUnreserved =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "-_~".utf8.contains(byte) || byte == 0x2E && !isDots
      bytes += isUnreserved ? [byte] : [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A place within a page, by a name of ours.
package struct HTMLAnchor: Sendable {
  let name: String

  package init(_ name: StaticString) { self.name = "\(name)" }
  /// The place of one of many.
  package init(_ kind: StaticString, _ number: Int) { name = "\(kind)\(number)" }
}
