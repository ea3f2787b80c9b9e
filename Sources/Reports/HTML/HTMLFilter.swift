/// Controls by which a list is searched and filtered. Without a script there is nothing that they could do, so that they
/// are hidden until it shows them.
package struct HTMLFilter {
  /// One choice among the values of an attribute.
  package struct Choice {
    let key: HTMLAttribute.Label
    let title: String
    let values: [String]

    /// - Parameters:
    ///   - key: what the entries' own attribute is.
    ///   - title: the label.
    ///   - values: what there is to choose, besides everything.
    package init(_ key: HTMLAttribute.Label, _ title: String, _ values: [String]) {
      self.key = key
      self.title = title
      self.values = values
    }

    fileprivate var name: HTMLAttribute {
      switch key {
      case .verdict: .fixed("name", "verdict")
      case .landing: .fixed("name", "landing")
      case .stage: .fixed("name", "stage")
      case .tier: .fixed("name", "tier")
      case .owner: .fixed("name", "owner")
      case .state: .fixed("name", "state")
      case .aria, .title, .value, .content: preconditionFailure("no filter goes by that")
      }
    }
  }

  private let list: HTMLAnchor
  private let search: String
  private let hint: String
  private let choices: [Choice]

  /// - Parameters:
  ///   - list: the element whose children are shown or hidden.
  ///   - search: what the field for words is for.
  ///   - hint: what one might type there.
  package init(list: HTMLAnchor, search: String, hint: String, choices: [Choice]) {
    self.list = list
    self.search = search
    self.hint = hint
    self.choices = choices
  }

  package func write(on html: inout HTMLWriter) {
    html.element(
      "form", .class("filter"), .filtered(list), .fixed("role", "search"), .label(.aria, search),
      .flag("hidden")
    ) {
      html in
      html.element("label", .class("grow")) { html in
        html.text("\(search): \(hint)")
        html.start(
          "input", .fixed("type", "search"), .fixed("autocomplete", "off"), .fixed("spellcheck", "false"))
      }
      for choice in choices {
        html.element("label") { html in
          html.text(choice.title)
          html.element("select", choice.name) { html in
            html.element("option", .label(.value, ""), text: "all")
            for value in choice.values { html.element("option", .label(.value, value), text: value) }
          }
        }
      }
      html.element("output")
    }
    html.newline()
  }
}
