import Governance

extension DocumentSchema {
  /// `policies/policy.yaml`. There is a limit to its gates, stages, tiers and the like: their order is checked in
  /// time that grows with more than their number.
  package static let policy = DocumentSchema(
    kind: "Policy", name: "policy", summary: "The gates that changes of models have to pass.",
    entryLimit: 256,
    [
      Key(
        "version", .integer(1...1_000_000_000), .required,
        "The policy's version, which grows with every change of policies/."),
      Key(
        "repository", .prose, .required,
        "The repository's name, which every approval repeats so that none counts elsewhere."),
      Key("layout", .map(MapShape.layout), "Where the models are."),
      Key("tiers", .list(.map(MapShape.tier), .filled), "The risk classes, low to high."),
      Key(
        "stages", .list(.map(MapShape.stage), .filled), .required,
        "The stages of a model's life, in their order; the first needs no approval."),
      Key("card", .map(MapShape.cardRequirements), "What model cards have to say."),
      Key(
        "gates", .list(.map(MapShape.gate)), .required,
        "The reviews that models, and the policy itself, pass."),
      Key("separation-of-duties", .map(MapShape.separation), "Who may not decide what together."),
      Key("signatures", .map(MapShape.signatures), "Which signatures are asked for, and which are taken."),
      Key("approvals", .map(MapShape.approvals), "What approvals need, and how long they last."),
      Key(
        "monitoring", .map(MapShape.monitoring), "What is reported after a model was deployed, and how often."
      ),
      Key("waivers", .map(MapShape.waivers), "Who may waive a gate, and for how long."),
      Key(
        "theatre", .map(MapShape.theatre),
        "From where on audits tell what may be no review, rule by rule; off switches a rule off."),
    ])
}

extension MapShape {
  fileprivate static let layout = MapShape([
    Key("models", .text(.path), "The pattern of the models' directories, such as models/*.")
  ])

  fileprivate static let tier = MapShape([
    Key("id", .name, .required, "The tier's name."),
    Key(
      "when", .text(.expression),
      "The rule in CEL by which a model belongs to the tier, whatever its card declares."),
  ])

  fileprivate static let stage = MapShape([
    Key("id", .name, .required, "The stage's name."),
    Key("branch", .prose, "The protected branch whose models stand at the stage."),
    Key("after", .name, "The earlier stage that a model has to have reached."),
  ])

  fileprivate static let cardRequirements = MapShape([
    Key(
      "require", .named(.list(.prose)),
      "The fields that cards need: under all for every model, under a tier for it and those above."),
    Key("reject-placeholders", .bool, "Whether values such as TBD are refused; true if left out."),
  ])

  fileprivate static let separation = MapShape([
    Key(
      "approver-is-not-contributor", .bool,
      "Whether whoever changed a model may not approve it; true if left out."),
    Key("approver-is-not-owner", .bool, "Whether a model's owner may not approve it; true if left out."),
    Key("gates-per-person", .perTier(.integer(1...100)), "How many gates of one model one person may fill."),
    Key(
      "distinct-teams", .perTier(.integer(0...100)),
      "From how many teams a model's approvers have to come, over all gates."),
    Key(
      "exclusive-roles", .list(.list(.name, .filled)),
      "Sets of roles of which nobody may hold more than one."),
  ])

  fileprivate static let signatures = MapShape([
    Key(
      "contributions", .choice(ContributionSignatures.self),
      "Whether an unsigned contribution is an error or a warning."),
    Key("user-presence", .choice(UserPresence.self), "Whether FIDO keys have to have been touched."),
    Key(
      "approvals", .list(.choice(ApprovalSignature.self), .filled),
      "How approvals may be signed: by their commit, detached, or by a forge's word."),
  ])

  fileprivate static let approvals = MapShape([
    Key("bind-policy", .bool, "Whether an approval given under another policy is stale."),
    Key("expire", .perTier(.text(.period)), "How long an approval lasts."),
    Key(
      "min-rationale", .perTier(.integer(0...100_000)), "How many characters an approval's rationale needs."),
  ])

  fileprivate static let monitoring = MapShape([
    Key("every", .perTier(.text(.period)), "How often a monitoring report is due."),
    Key(
      "kpis-from", .choice(["card"]), "Where the bounds of the indicators stand: in the card, said or not."),
    Key(
      "stages", .list(.name, .filled),
      "The stages at which models are in use and owe reports; the last one, but for retired, if left out."),
    Key(
      "reopens", .list(.name, .filled),
      "The gates that a breach or a missing report opens again; all that apply if left out."),
    Key(
      "signed-by", .list(.prose, .filled),
      "The identities or roles whose signature a report needs; any identity listed, but no forge, if left out."
    ),
    Key(
      "revalidate", .perTier(.text(.period)),
      "How old the newest evidence may be or, where no gate asks for any, the newest approval."),
  ])

  fileprivate static let waivers = MapShape([
    Key("roles", .list(.name, .filled), .required, "The roles whose holders may sign waivers."),
    Key("approvals", .integer(1...100), "How many people have to sign a waiver; 2 if left out."),
    Key("max-duration", .text(.period), "How long a waiver may last from the day it was issued."),
    Key("ratify", .map(MapShape.ratification), "Who has to confirm a waiver afterwards."),
  ])

  fileprivate static let ratification = MapShape([
    Key(
      "within", .text(.period), .required,
      "How long a waiver counts from the day it was issued before it has to be confirmed."),
    Key(
      "roles", .list(.name, .filled),
      "The roles whose holders may confirm it; those that may sign if left out."),
    Key(
      "approvals", .integer(1...100),
      "How many people have to confirm it, none of whom signed it; 1 if left out."),
  ])
}
