import Governance
import Testing

@Suite struct KeyStateTests {
  private func instant(_ text: String) -> Instant { Instant(rfc3339: text)! }

  @Test func `a key is valid from its start until before its end`() {
    let key = IdentityKey(fingerprint: "k", from: instant("2026-01-01"), until: instant("2026-02-01"))
    #expect(key.state(at: instant("2025-12-31T23:59:59Z"), inTrustedBase: false) == .expired)
    #expect(key.state(at: instant("2026-01-01"), inTrustedBase: false) == .valid)
    #expect(key.state(at: instant("2026-01-31T23:59:59Z"), inTrustedBase: false) == .valid)
    #expect(key.state(at: instant("2026-02-01"), inTrustedBase: false) == .expired)
  }

  @Test func `a retired key is good for what it signed before`() {
    let key = IdentityKey(fingerprint: "k", revoked: .init(at: instant("2026-03-01"), reason: .retired))
    #expect(key.state(at: instant("2026-02-28"), inTrustedBase: false) == .valid)
    #expect(key.state(at: instant("2026-03-01"), inTrustedBase: false) == .retired)
  }

  @Test func `a compromised key is void at every date, but for what the trusted base holds`() {
    let key = IdentityKey(fingerprint: "k", revoked: .init(at: instant("2026-03-01"), reason: .compromised))
    #expect(key.state(at: instant("2020-01-01"), inTrustedBase: false) == .compromised)
    #expect(key.state(at: instant("2020-01-01"), inTrustedBase: true) == .valid)
  }
}
