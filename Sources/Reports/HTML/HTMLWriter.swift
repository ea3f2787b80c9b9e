/// Writes HTML, and cannot be made to write anything else: markup comes from the source alone (`StaticString`), and
/// whatever is only known at run time is text.
///
/// Text passes ``Printable``, so that control characters and those that turn a line around are seen, and is then
/// escaped for where it stands.
package struct HTMLWriter: Sendable {
  private var bytes: [UInt8] = []

  package init() {}

  /// How many bytes wait to be taken.
  package var count: Int { bytes.count }

  /// An element with what it contains.
  package mutating func element(
    _ name: StaticString, _ attributes: HTMLAttribute..., content: (inout HTMLWriter) throws -> Void
  ) rethrows {
    start(name, attributes)
    try content(&self)
    end(name)
  }

  /// An element with nothing in it.
  package mutating func element(_ name: StaticString, _ attributes: HTMLAttribute...) {
    start(name, attributes)
    end(name)
  }

  /// An element that holds some text.
  package mutating func element(_ name: StaticString, _ attributes: HTMLAttribute..., text: String) {
    start(name, attributes)
    self.text(text)
    end(name)
  }

  /// The start of an element whose end is written later, or that has none, as `<meta>`.
  package mutating func start(_ name: StaticString, _ attributes: HTMLAttribute...) {
    start(name, attributes)
  }

  package mutating func end(_ name: StaticString) {
    bytes += "</".utf8
    append(name)
    bytes.append(0x3E)
  }

  private mutating func start(_ name: StaticString, _ attributes: [HTMLAttribute]) {
    bytes.append(0x3C)
    append(name)
    for attribute in attributes {
      bytes.append(0x20)
      append(attribute.name)
      guard let value = attribute.value else { continue }
      bytes += "=\"".utf8
      text(value)
      bytes.append(0x22)
    }
    bytes.append(0x3E)
  }

  /// Text, in an element or in an attribute's quotation marks.
  package mutating func text(_ text: String) {
    let start = bytes.count
    for byte in text.utf8 {
      guard HTMLWriter.isPlain[Int(byte)] else {
        bytes.removeSubrange(start...)
        return escape(Printable(text).text)
      }
      bytes.append(byte)
    }
  }

  /// HTML standard, section 13.1.2.3 and 13.1.4: no `<` and no ambiguous ampersand in text, no quotation mark in an
  /// attribute that has them around it. All are escaped everywhere, and the apostrophe as well.
  private mutating func escape(_ text: String) {
    for byte in text.utf8 {
      switch byte {
      case 0x26: bytes += "&amp;".utf8
      case 0x3C: bytes += "&lt;".utf8
      case 0x3E: bytes += "&gt;".utf8
      case 0x22: bytes += "&quot;".utf8
      case 0x27: bytes += "&#39;".utf8
      default: bytes.append(byte)
      }
    }
  }

  /// The characters that neither `Printable` nor HTML have anything to say about, wherever they stand.
  private static let isPlain: [Bool] = (0..<256).map { byte in
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || " !$%()*+,-./;=?@[]_{|}~".utf8.contains(UInt8(byte))
  }

  /// Text of our own that is no element, such as the document's type.
  package mutating func markup(_ markup: StaticString) { append(markup) }

  /// What was written before.
  package mutating func fragment(_ fragment: HTMLFragment) { bytes += fragment.bytes }

  /// A line end, so that no line of the file is beyond all measure.
  package mutating func newline() { bytes.append(0x0A) }

  /// What an element of raw text holds (`<style>`, `<script>`): a file of our sources.
  mutating func raw(_ asset: PageAsset) { bytes += asset.bytes }

  /// Hands over what was written so far, and begins anew.
  package mutating func take() -> HTMLFragment {
    defer { bytes.removeAll(keepingCapacity: true) }
    return HTMLFragment(bytes: bytes)
  }

  private mutating func append(_ name: StaticString) {
    name.withUTF8Buffer { bytes += $0 }
  }
}

/// A piece of a page. Only ``HTMLWriter`` makes one.
package struct HTMLFragment: Sendable {
  package let bytes: [UInt8]

  fileprivate init(bytes: [UInt8]) { self.bytes = bytes }
}

/// Pieces of a page that stand further down than what is not known yet.
struct HTMLSpool {
  private let spool: any Spool
  private var end = 0

  init(_ spool: any Spool) { self.spool = spool }

  /// - Returns: the place to ask for it by.
  mutating func append(_ fragment: HTMLFragment) throws -> Range<Int> {
    try spool.append(fragment.bytes)
    defer { end += fragment.bytes.count }
    return end..<end + fragment.bytes.count
  }

  func fragment(at place: Range<Int>) throws -> HTMLFragment {
    HTMLFragment(bytes: try spool.bytes(in: place))
  }
}
