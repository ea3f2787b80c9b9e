import Testing

@testable import Signatures

@Suite struct Base64Tests {
  @Test(
    "the test vectors of RFC 4648 go both ways",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
      ("foobar", "Zm9vYmFy"),
    ])
  func vectors(plain: String, encoded: String) {
    #expect(Base64.encode(Array(plain.utf8)) == Array(encoded.utf8))
    #expect(Base64.decode(Array(encoded.utf8)) == Array(plain.utf8))
  }

  @Test("all byte values survive") func allBytes() {
    for length in 250...256 {
      let bytes = (0..<length).map { UInt8($0) }
      #expect(Base64.decode(Base64.encode(bytes)) == bytes)
    }
  }

  @Test(
    "what is not canonical is refused",
    arguments: [
      "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Zm8", "=", "==", "====", "Z===", "Zg==Zg==", "Zm 9v", "Zm9v\n",
      " Zm9v", "Zm-_", "Z\u{e9}9v", "Zm9v\0\0\0\0", "Zm=v",
    ])
  func refused(text: String) {
    #expect(Base64.decode(Array(text.utf8)) == nil)
  }

  @Test("each text that decodes is the one that encodes the result") func canonical() {
    // Every four-character text over an alphabet that reaches all the edges.
    let alphabet = Array("AQgw/+9z=\n".utf8)
    var decoded = 0
    for a in alphabet {
      for b in alphabet {
        for c in alphabet {
          for d in alphabet {
            guard let bytes = Base64.decode([a, b, c, d]) else { continue }
            decoded += 1
            #expect(Base64.encode(bytes) == [a, b, c, d])
          }
        }
      }
    }
    #expect(decoded > 4096)
  }
}
