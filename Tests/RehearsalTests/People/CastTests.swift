import Testing

@testable import Rehearsal

struct CastTests {
  @Test func `everybody has a key, an id and an address of their own`() {
    for cast in [Cast.test, Cast.fresh()] {
      #expect(cast.people.count == 9)
      #expect(Set(cast.people.map(\.id)).count == 9)
      #expect(Set(cast.people.map(\.email)).count == 9)
      #expect(Set(cast.people.map(\.key.publicKey.fingerprint)).count == 9)
    }
  }

  @Test func `test keys are the same everywhere and fresh ones never`() {
    #expect(Person.erin.key.publicKey == Cast.test.erin.key.publicKey)
    #expect(Person.erin.key.publicKey.fingerprint == CastTests.recordedFingerprint)
    #expect(Cast.fresh().erin.key.publicKey != Cast.fresh().erin.key.publicKey)
  }

  private static let recordedFingerprint = "SHA256:SPe/WRG3bNvbmB9AptFXR9fsUl8eIuNwFWcw0IKf6ks"
}
