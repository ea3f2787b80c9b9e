import Testing

@testable import Signatures

@Suite struct AllowedSignersTimeTests {
  @Test(
    "a time with a zone is one moment",
    arguments: [
      ("20240229Z", 1_709_164_800), ("202402291200Z", 1_709_208_000), ("20240229120001z", 1_709_208_001),
      ("20240229UTC", 1_709_164_800), ("19700102utc", 86_400), ("19700101000001Z", 1),
      ("20000229Z", 951_782_400), ("21000301Z", 4_107_542_400), ("99991231235959Z", 253_402_300_799),
      ("20380119031408Z", 2_147_483_648),
    ] as [(String, Int64)])
  func utc(text: String, seconds: Int64) throws {
    let time = try #require(AllowedSignersTime(Array(text.utf8)))
    #expect(time.isUTC)
    #expect(time.earliest == seconds)
    #expect(time.latest == seconds)
  }

  @Test("a time without a zone is all that it means anywhere on earth") func local() throws {
    let time = try #require(AllowedSignersTime(Array("20240229120000".utf8)))
    #expect(!time.isUTC)
    #expect(time.earliest == 1_709_208_000 - 14 * 3_600)
    #expect(time.latest == 1_709_208_000 + 12 * 3_600)
  }

  @Test(
    "what no calendar and no clock has is no time",
    arguments: [
      "", "Z", "UTC", "2024", "202402", "2024022", "202402291", "2024022912", "2024022912000", "20240230Z",
      "20230229Z", "21000229Z", "20241301Z", "20240001Z", "20240100Z", "20240431Z", "202402292400Z",
      "202402291260Z", "20240229120060Z", "2024 229Z", "-2024229Z", "+2024229Z", "20240229ZZ", "20240229 Z",
      "20240229+0100", "19700101Z", "19691231Z", "00000101Z", "2024-02-29", "\u{662}\u{660}240229",
      "20240229T12",
      "always", "forever", "+1d", "0x5e0be100",
    ])
  func none(text: String) {
    #expect(AllowedSignersTime(Array(text.utf8)) == nil)
  }
}
