import CEL
import Testing

@Suite struct RegexSyntaxTests {
  /// The part of `text` that `pattern` matches first, nil if none.
  private func first(_ pattern: String, _ text: String) throws -> String? {
    let expression = try RegularExpression(pattern)
    let match = expression.firstMatch(in: text)
    #expect(expression.matches(text) == (match != nil))
    return match.map { String(text[$0.range]) }
  }

  @Test func `a literal is found anywhere in a text`() throws {
    #expect(try first("bc", "abcd") == "bc")
    #expect(try first("cb", "abcd") == nil)
    #expect(try first("", "abcd") == "")
  }

  @Test func `the first alternative that matches wins, not the longest`() throws {
    #expect(try first("a|ab", "ab") == "a")
    #expect(try first("(?:a|ab)$", "ab") == "ab")
    #expect(try first("|a", "a") == "")
  }

  @Test func `repetitions take as much as they can, or with a question mark as little`() throws {
    #expect(try first("a*", "aaab") == "aaa")
    #expect(try first("a*?b", "aaab") == "aaab")
    #expect(try first("a+?", "aaab") == "a")
    #expect(try first("a??", "a") == "")
    #expect(try first("a{2}", "aaaa") == "aa")
    #expect(try first("a{2,}", "aaaa") == "aaaa")
    #expect(try first("a{2,3}", "aaaa") == "aaa")
    #expect(try first("a{2,3}?", "aaaa") == "aa")
    #expect(try first("^a{3}$", "aa") == nil)
    #expect(try first("a{0}b", "aab") == "b")
  }

  @Test func `a brace that begins no count is a literal`() throws {
    #expect(try first("a{,2}", "aaa{,2}") == "a{,2}")
    #expect(try first("a{01}", "a{01}") == "a{01}")
    #expect(try first("{}", "{}") == "{}")
  }

  @Test func `a dot is any code point but a line feed`() throws {
    #expect(try first("a.c", "a\nc") == nil)
    #expect(try first("(?s)a.c", "a\nc") == "a\nc")
    #expect(try first("^.$", "😀") == "😀")
    #expect(try first("^..$", "e\u{301}") == "e\u{301}")
  }

  @Test func `texts are code points, whatever is canonically equivalent`() throws {
    #expect(try first("é", "e\u{301}") == nil)
    #expect(try first("e", "e\u{301}") == "e")
    #expect(try first("\u{2126}", "\u{3A9}") == nil)
  }

  @Test func `a carriage return before a line feed is two code points`() throws {
    #expect(try first("\\r", "a\r\nb") == "\r")
    #expect(try first("(?m)a\\r$", "a\r\nb") == "a\r")
  }

  @Test(arguments: [
    ("[a-c]+", "xabcd", "abc"), ("[^a-c]+", "abxyc", "xy"), ("[]a]+", "b]a]", "]a]"), ("[^]a]+", "]ab]", "b"),
    ("[a-]+", "b-a-", "-a-"), ("[-a]+", "b-a-", "-a-"), ("[\\]\\-]+", "a]-", "]-"),
    ("[[:digit:]x]+", "ax12", "x12"),
    ("[[:^digit:]]+", "1ab2", "ab"), ("[\\d.]+", "v1.2", "1.2"), ("[^\\D5]+", "a125", "12"),
    ("[:a]+", "x:a", ":a"),
    ("[[:alpha]+", "x:alp", ":alp"), ("[à-ü]+", "aéb", "é"), ("[\\x{1F600}-\\x{1F64F}]", "a😀", "😀"),
  ])
  func `a class matches one of its characters`(_ pattern: String, _ text: String, _ part: String) throws {
    #expect(try first(pattern, text) == part)
  }

  @Test func `a class without members matches nothing`() throws {
    #expect(try first("[^\\x{0}-\\x{10FFFF}]", "a") == nil)
    #expect(try first("[^\\x{0}-\\x{10FFFF}]*", "a") == "")
  }

  @Test func `the classes of Perl and of POSIX know ASCII only`() throws {
    #expect(try first("\\d+", "٣3") == "3")
    #expect(try first("\\w+", "éa_9é") == "a_9")
    #expect(try first("\\W+", "aéb") == "é")
    #expect(try first("\\s+", "a \t\n\u{C}\rb") == " \t\n\u{C}\r")
    #expect(try first("\\s", "\u{B}\u{A0}") == nil)
    #expect(try first("[[:space:]]", "\u{B}") == "\u{B}")
    #expect(try first("\\S\\D", " 1a") == "1a")
    #expect(try first("[[:xdigit:]]+", "gFf0") == "Ff0")
    #expect(try first("[[:punct:]]+", "a!~b") == "!~")
    #expect(try first("[[:alpha:]]", "é") == nil)
  }

  @Test(arguments: [
    ("\\pL+", "1aé日2", "aé日"), ("\\p{Lu}", "aÉ", "É"), ("\\P{Lu}", "Éa", "a"), ("\\p{^Lu}", "Éa", "a"),
    ("\\P{^Lu}", "aÉ", "É"), ("\\p{Nd}", "a٣", "٣"), ("\\p{Greek}+", "aλγb", "λγ"), ("\\p{Han}", "あ日", "日"),
    ("\\p{Yi}", "aꀀ", "ꀀ"), ("[\\p{Cyrillic}x]+", "aжx", "жx"), ("[^\\pL]", "aé1", "1"),
    ("\\p{Any}", "\n", "\n"),
    ("\\p{Co}", "a\u{E000}", "\u{E000}"), ("\\p{Sc}", "$", "$"), ("\\p{Zs}", "a\u{A0}", "\u{A0}"),
  ])
  func `the classes of Unicode are categories and scripts`(
    _ pattern: String, _ text: String, _ part: String
  ) throws {
    #expect(try first(pattern, text) == part)
  }

  @Test func `a class that spans ASCII and more does not begin inside of a character`() throws {
    // 0xA9, the second byte of é, lies between the first bytes of the range's ends.
    #expect(try first("[A-\\x{80}]", "é") == nil)
    #expect(try first("[A-\\x{80}]", "éA") == "A")
    #expect(try first("[^\\x{E9}]", "éé") == nil)
  }

  @Test func `anchors hold at the ends of the text, or with m at those of lines`() throws {
    #expect(try first("^b", "a\nb") == nil)
    #expect(try first("(?m)^b", "a\nb") == "b")
    #expect(try first("a$", "a\nb") == nil)
    #expect(try first("a$", "a\n") == nil)
    #expect(try first("(?m)a$", "a\nb") == "a")
    #expect(try first("(?m)\\Ab", "a\nb") == nil)
    #expect(try first("(?m)a\\z", "a\nb") == nil)
    #expect(try first("\\Aab\\z", "ab") == "ab")
    #expect(try first("a^b", "ab") == nil)
    #expect(try first("^^a$$", "a") == "a")
  }

  @Test func `word boundaries stand where a word of ASCII begins or ends`() throws {
    #expect(try first("\\bcat\\b", "a cat.") == "cat")
    #expect(try first("\\bcat\\b", "concat") == nil)
    #expect(try first("\\Bcat", "concat") == "cat")
    #expect(try first("\\bé", "aé") == "é")
    #expect(try first("\\bé", " é") == nil)
  }

  @Test(arguments: [
    ("\\x41", "A"), ("\\x{e9}", "é"), ("\\x{1F600}", "😀"), ("\\101", "A"), ("\\0", "\0"), ("\\12", "\n"),
    ("\\n", "\n"),
    ("\\t", "\t"), ("\\a", "\u{7}"), ("\\f", "\u{C}"), ("\\v", "\u{B}"), ("\\.\\*\\\\", ".*\\"),
    ("\\Qa.*\\E+", "a.**"),
    ("\\Q\\n\\E", "\\n"),
  ])
  func `an escape stands for its character`(_ pattern: String, _ text: String) throws {
    #expect(try first("^(?:\(pattern))$", text) == text)
    #expect(try first(pattern, "x" + text) == text)
  }

  @Test func `a quotation without an end goes to the end of the pattern`() throws {
    #expect(try first("a\\Q(*", "a(*") == "a(*")
    #expect(try first("a\\Q", "a") == "a")
  }

  @Test func `the flag i folds case as Unicode does, in literals and classes`() throws {
    #expect(try first("(?i)straße", "STRAẞE") == "STRAẞE")
    #expect(try first("(?i)k", "\u{212A}") == "\u{212A}")
    #expect(try first("(?i)[k]", "\u{212A}") == "\u{212A}")
    #expect(try first("(?i)\u{212A}", "k") == "k")
    #expect(try first("(?i)ς", "Σ") == "Σ")
    #expect(try first("(?i)[^s]", "\u{17F}") == nil)
    #expect(try first("(?i)[[:upper:]]+", "aB1") == "aB")
    #expect(try first("(?i)i", "İı") == nil)
    #expect(try first("(?i)ǆ", "ǅ") == "ǅ")
    #expect(try first("a", "A") == nil)
  }

  @Test func `flags hold to the end of their group`() throws {
    #expect(try first("(?:(?i)a)b", "Ab") == "Ab")
    #expect(try first("(?:(?i)a)b", "AB") == nil)
    #expect(try first("(?i:a)b", "AB") == nil)
    #expect(try first("(?i)a(?-i)b", "Ab") == "Ab")
    #expect(try first("(?i)a(?-i)b", "AB") == nil)
    #expect(try first("a(?i)b|c", "C") == "C")
    #expect(try first("(?U)a+", "aa") == "a")
    #expect(try first("(?U)a+?", "aa") == "aa")
    #expect(try first("(?is-m:A.)$", "a\n") == "a\n")
  }
}
