import Reports
import Testing

@Suite struct HTMLWriterTests {
  private func written(_ write: (inout HTMLWriter) -> Void) -> String {
    var html = HTMLWriter()
    write(&html)
    return String(decoding: html.take().bytes, as: UTF8.self)
  }

  @Test func `elements nest, and attributes stand in quotation marks`() {
    let text = written { html in
      html.element("p", .class("soft"), .label(.title, "all")) { html in
        html.text("one ")
        html.element("code", text: "two")
      }
      html.element("output")
      html.start("input", .flag("hidden"), .number("tabindex", -1))
    }
    #expect(
      text
        == #"<p class="soft" title="all">one <code>two</code></p><output></output><input hidden tabindex="-1">"#
    )
  }

  @Test func `what HTML would read as markup is text, in elements and attributes`() {
    let hostile = #"</p><script>alert("1")</script>'&amp;"#
    #expect(
      written { $0.element("p", .label(.title, hostile), text: hostile) }
        == #"<p title="&lt;/p&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&amp;amp;">"#
        + #"&lt;/p&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&amp;amp;</p>"#)
  }

  @Test func `what nobody sees is made visible, and what everybody sees is left`() {
    #expect(written { $0.text("a\u{202E}b\u{0}\r\n\u{200B}") } == "a\\u{202e}b\\0\\r\\n\\u{200b}")
    #expect(written { $0.text("Prüfer é 検証 🙂 ✓") } == "Prüfer é 検証 🙂 ✓")
    for character in (0...0x7F).map({ String(Unicode.Scalar($0)!) }) {
      let shown = Printable("a" + character).text
      let escaped = shown.flatMap { character -> String in
        switch character {
        case "&": "&amp;"
        case "<": "&lt;"
        case ">": "&gt;"
        case "\"": "&quot;"
        case "'": "&#39;"
        default: String(character)
        }
      }
      #expect(written { $0.text("a" + character) } == String(escaped))
    }
  }

  @Test func `text of one call is escaped as a whole, whatever stood before`() {
    #expect(written { $0.element("b", text: "#") } == "<b>#</b>")
    #expect(written { $0.text("plain and < in the end") } == "plain and &lt; in the end")
    #expect(written { html in (0..<3).forEach { html.text("\($0)<") } } == "0&lt;1&lt;2&lt;")
  }

  @Test func `links lead within the page, or to a file below it`() {
    #expect(written { $0.element("a", .href(HTMLAnchor("m", 7)), text: "x") } == "<a href=\"#m7\">x</a>")
    func link(_ path: String...) -> String { written { $0.start("a", .href(file: path)) } }
    #expect(link("models", "a b.html") == #"<a href="./models/a%20b.html">"#)
    #expect(link("javascript:alert(1)") == #"<a href="./javascript%3Aalert%281%29">"#)
    #expect(link("..", ".", "/etc") == #"<a href="./%2E%2E/%2E/%2Fetc">"#)
    #expect(link("é\"#?") == #"<a href="./%C3%A9%22%23%3F">"#)
  }
}
