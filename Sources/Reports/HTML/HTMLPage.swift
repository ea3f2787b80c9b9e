/// What every page has around its content: a file by itself, that loads nothing, and runs and wears nothing but what we
/// put into it.
package enum HTMLPage {
  /// What comes before the content: the head, and the way past the controls for who reads by ear.
  ///
  /// - Parameter title: of the window.
  package static func begin(_ title: String, on html: inout HTMLWriter) {
    html.markup("<!DOCTYPE html>\n")
    html.start("html", .fixed("lang", "en"))
    html.newline()
    html.start("meta", .fixed("charset", "utf-8"))
    html.newline()
    html.start(
      "meta", .fixed("http-equiv", "Content-Security-Policy"), .label(.content, contentSecurityPolicy))
    html.newline()
    html.start(
      "meta", .fixed("name", "viewport"), .fixed("content", "width=device-width, initial-scale=1"))
    html.start("meta", .fixed("name", "color-scheme"), .fixed("content", "light dark"))
    html.start("meta", .fixed("name", "referrer"), .fixed("content", "no-referrer"))
    html.start("meta", .fixed("name", "generator"), .label(.content, "countersign \(Version.current)"))
    html.newline()
    html.element("title", text: title)
    html.newline()
    html.element("style") { $0.raw(.style) }
    html.newline()
    html.start("body")
    html.element("a", .class("skip"), .href(HTMLAnchor("content")), text: "Skip to the content")
    html.newline()
  }

  /// What comes behind it.
  package static func end(on html: inout HTMLWriter) {
    html.element("script") { $0.raw(.script) }
    html.newline()
  }

  /// Nothing may be loaded from anywhere, not even by what somebody smuggles in: our style and our script are known by
  /// their digests.
  static var contentSecurityPolicy: String {
    "default-src 'none'; style-src \(PageAsset.style.source); script-src \(PageAsset.script.source); "
      + "base-uri 'none'; form-action 'none'"
  }
}
