import Testing
import X509

@testable import Signatures

@Suite struct X509NameTests {
  @Test func `a signer's key is ascii and tells any two names apart`() {
    let names = [
      X509Name(issuer: "a", subject: "b"), X509Name(issuer: "a\" subject=\"b", subject: ""),
      X509Name(issuer: "", subject: "a\" subject=\"b"), X509Name(issuer: "a\\22", subject: "b"),
      X509Name(issuer: "a\"", subject: "b"), X509Name(issuer: "caf\u{e9}", subject: "b"),
      X509Name(issuer: "cafe\u{301}", subject: "b"), X509Name(issuer: "a\n", subject: "b"),
      X509Name(issuer: "a\\0a", subject: "b"), X509Name(issuer: "a\0", subject: "b"),
    ]
    let keys = names.map(\.signer.key)
    #expect(Set(keys).count == names.count)
    #expect(Set(names).count == names.count)
    for key in keys { #expect(key.utf8.allSatisfy { (0x20...0x7e).contains($0) }) }
    #expect(keys[0] == #"issuer="a" subject="b""#)
    #expect(keys[9] == #"issuer="a\00" subject="b""#)
  }

  @Test func `spellings that look alike are different names`() {
    #expect(X509Name(issuer: "caf\u{e9}", subject: "") != X509Name(issuer: "cafe\u{301}", subject: ""))
    #expect(X509Name(issuer: "a", subject: "A@b") != X509Name(issuer: "a", subject: "a@b"))
  }

  @Test func `an address is not a uri, nor the other way round`() throws {
    #expect(X509Subject(.rfc822Name("alice@example.com")) == .email("alice@example.com"))
    #expect(X509Subject(.rfc822Name("mailto:alice@example.com")) == nil)
    #expect(X509Subject(.rfc822Name("alice")) == nil)
    #expect(X509Subject(.uniformResourceIdentifier("https://a@b")) == .uri("https://a@b"))
    #expect(X509Subject(.uniformResourceIdentifier("alice@example.com")) == nil)
    #expect(X509Subject(.uniformResourceIdentifier("")) == nil)
    #expect(X509Subject(.uniformResourceIdentifier(":x")) == nil)
    #expect(X509Subject(.dnsName("example.com")) == nil)
    let subject = try #require(X509Subject(.rfc822Name("alice@example.com")))
    #expect(subject.isNamed(by: "Alice@EXAMPLE.com"))
    for wrong in [
      "alice@example.com\0", "alice@example.co", "alice@example.com.evil", "al\u{131}ce@example.com",
    ] {
      #expect(!subject.isNamed(by: wrong))
    }
  }

  @Test func `distinguished names are escaped as the standard says`() throws {
    let name = try DistinguishedName {
      CountryName("DE")
      OrganizationName("A+B, \"C\" \\ <D>; E")
      OrganizationalUnitName(" edges ")
      CommonName("#caf\u{e9}\n")
    }
    #expect(
      DistinguishedNameText.text(of: name)
        == ##"CN=\#caf\C3\A9\0A,OU=\ edges\ ,O=A\+B\, \"C\" \\ \<D\>\; E,C=DE"##)
  }
}
