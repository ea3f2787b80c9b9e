import Governance

/// A badge to embed: a name and a state as one small SVG image, by text as well as by colour.
struct Badge {
  enum Colour { case good, bad, unsure, plain }

  let name: String
  let state: String
  let colour: Colour

  init(_ model: ModelStanding) {
    name = model.id.text
    state = model.state.rawValue + (model.version.map { " \($0)" } ?? "")
    colour =
      switch model.state {
      case .approved: .good
      case .lapsed: .bad
      case .open, .undecided: .unsure
      case .ungated, .retired: .plain
      }
  }

  init(_ gate: ModelStanding.Gate, of model: ModelStanding) {
    name = "\(model.id) \(gate.id)"
    switch gate.verdict {
    case .satisfied: (state, colour) = ("approved", .good)
    case .violated: (state, colour) = (model.state == .lapsed ? ("lapsed", .bad) : ("open", .unsure))
    case .undecided: (state, colour) = ("undecided", .unsure)
    }
  }

  /// How many characters of either part are shown.
  private static let most = 40
  /// Pixels for a character, and around a part.
  private static let (advance, padding) = (7, 8)

  var bytes: [UInt8] {
    let (left, right) = (Badge.shown(name), Badge.shown(state))
    let (start, rest) = (Badge.width(of: left), Badge.width(of: right))
    var svg = HTMLWriter()
    let title = "\(name): \(state)"
    svg.element(
      "svg", .fixed("xmlns", "http://www.w3.org/2000/svg"), .number("width", start + rest),
      .number("height", 20),
      .fixed("role", "img"), .label(.aria, title)
    ) { svg in
      svg.element("title", text: title)
      svg.element("rect", .number("width", start), .number("height", 20), .fixed("fill", "#3c4043"))
      svg.element("rect", .number("x", start), .number("width", rest), .number("height", 20), fill)
      svg.element(
        "g", .fixed("fill", "#fff"), .fixed("font-family", "DejaVu Sans,Verdana,sans-serif"),
        .number("font-size", 11)
      ) { svg in
        Badge.write(left, at: Badge.padding, start, on: &svg)
        Badge.write(right, at: start + Badge.padding, rest, on: &svg)
      }
    }
    svg.newline()
    return svg.take().bytes
  }

  private var fill: HTMLAttribute {
    switch colour {
    case .good: .fixed("fill", "#1c6b3a")
    case .bad: .fixed("fill", "#a8231c")
    case .unsure: .fixed("fill", "#7a5300")
    case .plain: .fixed("fill", "#5f6368")
    }
  }

  /// As wide as there is room, whatever font the reader has.
  private static func write(_ text: String, at place: Int, _ width: Int, on svg: inout HTMLWriter) {
    svg.element(
      "text", .number("x", place), .number("y", 14), .number("textLength", width - 2 * padding),
      .fixed("lengthAdjust", "spacingAndGlyphs"), text: text)
  }

  private static func shown(_ text: String) -> String {
    let scalars = text.unicodeScalars
    return scalars.count <= most ? text : String(scalars.prefix(most - 1)) + "…"
  }

  private static func width(of text: String) -> Int {
    Printable.columns(of: Printable(text).text) * advance + 2 * padding
  }
}
