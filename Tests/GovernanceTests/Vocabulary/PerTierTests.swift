import Governance
import Testing

@Suite struct PerTierTests {
  private let tiers = [Tier(id: "low"), Tier(id: "medium"), Tier(id: "high")]

  @Test func `one value is for all tiers`() {
    #expect(PerTier.all(2).value(for: "low") == 2 && PerTier.all(2).count(for: "high", in: tiers) == 2)
  }

  @Test func `a count falls back to the next lower tier, else to the lowest listed`() {
    let values = PerTier.each(["medium": 2])
    #expect(values.count(for: "low", in: tiers) == 2)
    #expect(values.count(for: "medium", in: tiers) == 2)
    #expect(values.count(for: "high", in: tiers) == 2)
    #expect(PerTier.each(["low": 1, "high": 3]).count(for: "medium", in: tiers) == 1)
  }

  @Test func `another value that is not listed asks nothing`() {
    #expect(PerTier.each(["medium": 2]).value(for: "high") == nil)
  }

  @Test func `a tier that is not known counts as the highest`() {
    #expect(PerTier.each(["low": 1, "high": 3]).count(for: "unheard of", in: tiers) == 3)
  }
}
