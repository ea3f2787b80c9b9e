import Reports
import Testing

@Suite struct PrintableTests {
  @Test(
    "what could break a line or deceive the eye becomes a visible escape",
    arguments: [
      ("a\u{1B}[31mb", #"a\e[31mb"#), ("a\nb\r\tc", #"a\nb\r\tc"#), ("\u{0}", #"\0"#),
      ("\u{7F}\u{9B}", #"\u{7f}\u{9b}"#),
      ("\u{202E}x\u{2066}", #"\u{202e}x\u{2066}"#), ("a\u{200B}b\u{FEFF}", #"a\u{200b}b\u{feff}"#),
      ("\u{2028}\u{2029}\u{A0}\u{3000}", #"\u{2028}\u{2029}\u{a0}\u{3000}"#), (#"a\nb"#, #"a\\nb"#),
      ("\u{E0041}\u{FE0F}\u{115F}\u{2800}", #"\u{e0041}\u{fe0f}\u{115f}\u{2800}"#),
      ("\u{E000}\u{10FFFF}", #"\u{e000}\u{10ffff}"#),
      ("::error::x", #":\u{3a}error::x"#), ("a ::x ##[y] ###z", #"a :\u{3a}x #\u{23}[y] #\u{23}\u{23}z"#),
    ])
  func escapes(_ original: String, _ shown: String) {
    #expect(Array(Printable(original).text.utf8) == Array(shown.utf8))
  }

  @Test(
    "names in other scripts are left alone",
    arguments: ["a::b #1 a: b", "Zoë", "Łukasz", "北京", "हिन्दी", "العربية", "🦊", "a – b…"])
  func scripts(_ name: String) {
    #expect(Array(Printable(name).text.utf8) == Array(name.utf8))
  }

  @Test("combining marks pile up no higher than two, and never on a space or at the start")
  func marks() {
    #expect(
      Printable("a\u{301}\u{302}\u{303}\u{304}").text.unicodeScalars.count {
        $0.value >= 0x300 && $0.value < 0x400
      } == 2)
    #expect(Printable("\u{301}a").text == #"\u{301}a"#)
    #expect(Printable("a \u{301}").text == #"a \u{301}"#)
  }

  @Test("an ASCII terminal gets nothing but ASCII")
  func ascii() {
    #expect(Printable("Zoë 北…", unicode: false).text == #"Zo\u{eb} \u{5317}..."#)
  }

  @Test("escapes are unambiguous: different texts never look the same")
  func unambiguous() {
    let texts = ["\n", #"\n"#, #"\\n"#, "\u{1B}", #"\e"#, #"\u{1b}"#, "\u{0}", #"\0"#]
    #expect(Set(texts.map { Printable($0).text }).count == texts.count)
  }

  @Test(
    "columns are those of a terminal", arguments: [("abc", 3), ("北京", 4), ("e\u{301}", 1), ("🦊", 2), ("", 0)])
  func columns(_ text: String, _ columns: Int) {
    #expect(Printable.columns(of: text) == columns)
  }
}
