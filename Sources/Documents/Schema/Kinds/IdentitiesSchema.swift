import Governance

extension DocumentSchema {
  /// `policies/identities.yaml`.
  package static let identities = DocumentSchema(
    kind: "Identities", name: "identities", summary: "People, bots and forges: their keys, roles and teams.",
    [Key("identities", .list(.map(MapShape.identity)), .required, "Everybody who signs, approves or owns.")])
}

extension MapShape {
  /// How many delegations one identity may list.
  static let delegationLimit = 50

  /// One identity of a roster, or of a policy's tests.
  static let identity = MapShape(
    [
      Key("id", .name, .required, "The identity's name, which cards and approvals repeat."),
      Key("name", .prose, "What people call it."),
      Key(
        "kind", .choice(Identity.Kind.self), "Whether it is a person, a bot or a forge; a person if left out."
      ),
      Key("emails", .list(.text(.email)), "The addresses under which it commits."),
      Key("teams", .names, "The teams it belongs to; people of one team are not independent of each other."),
      Key("roles", .names, "What it may approve, or produce."),
      Key("keys", .list(.map(key)), "The keys it signs with."),
      Key(
        "delegates", .list(.map(delegation), .limited(delegationLimit)),
        "Who stands in for it, and until when."),
    ], others: .extensions, definition: "identity")

  private static let key = MapShape(
    [
      Key("ssh", .prose, "An SSH public key, such as ssh-ed25519 AAAA…."),
      Key(
        "openpgp", .text(.keyPath),
        "The file of an OpenPGP certificate below policies/, such as keys/alice.asc."),
      Key("x509", .map(x509), "What an X.509 certificate has to say."),
      Key("from", .text(.instant), "The moment from which the key counts."),
      Key("until", .text(.instant), "The moment from which it counts no more."),
      Key("revoked", .map(revocation), "That the key is used no more, and why."),
    ],
    rules: [
      .exactlyOne(
        ["ssh", "openpgp", "x509"],
        none: KeyRule.Reason(problem: "names no key", hint: "ssh: \"ssh-ed25519 AAAA…\""),
        // Which of them the dates and the revocation are about would be anybody's guess.
        several: KeyRule.Reason(problem: "names several keys", hint: "give each an item of its own"))
    ])

  private static let x509 = MapShape([
    Key("issuer", .text(.visibleLine), .required, "Who vouches for the subject."),
    Key("subject", .text(.visible), .required, "Whom the certificate names, such as an e-mail address."),
  ])

  private static let revocation = MapShape([
    Key("at", .text(.instant), .required, "When the key was given up."),
    Key(
      "reason", .choice(IdentityKey.Revocation.Reason.self), .required,
      "Whether it was retired, or compromised, which voids what it signed."),
  ])

  private static let delegation = MapShape([
    Key("to", .name, .required, "The identity that stands in."),
    Key("roles", .list(.name, .filled), .required, "The roles that are lent."),
    Key("from", .text(.instant), .required, "The moment from which they are lent."),
    Key("until", .text(.instant), .required, "The moment from which they are lent no more."),
  ])
}
