import Governance

/// The people of a roster to be, gathered from what the log shows and what the user says. Nobody is given a role,
/// a team or a key that was not named.
package struct ScaffoldPeople: Sendable {
  /// In the order in which they came.
  package private(set) var members: [ScaffoldPerson] = []
  /// What the user should know of them.
  package private(set) var notes: [String] = []
  /// How many of the log are taken: nobody reviews a longer list.
  package static let limit = 200

  package init() {}

  /// Those of the log who were left out, because they are too many.
  private var left = 0

  package subscript(id: String) -> ScaffoldPerson? { members.first { $0.id.isExactly(id) } }

  private func index(of id: String) -> Int? { members.firstIndex { $0.id.isExactly(id) } }

  /// The one with this address.
  package func holder(of email: String) -> ScaffoldPerson? { members.first { $0.has(email) } }

  // MARK: What the log shows

  /// Adds whoever commits under a name and an address, unless somebody has that address.
  ///
  /// People of one name are not taken for one: the log is anybody's to write, and a second address would sign as
  /// the first one's owner.
  ///
  /// - Parameter isCounted: false for whoever runs the command, whom no limit keeps out.
  /// - Returns: the identity's id; nil if it was left out.
  @discardableResult
  package mutating func add(name: String, email: String, commits: Int, isCounted: Bool = true) -> String? {
    if let index = members.firstIndex(where: { $0.has(email) }) {
      members[index].commits += commits
      return members[index].id
    }
    let visible = IdentityName.visible(name)
    guard IdentityName.isAddress(email) else {
      notes.append(
        "\(visible.isEmpty ? "somebody" : visible) commits under an address that no roster takes (\(email)): "
          + "name them with --person")
      return nil
    }
    if isCounted, members.count >= ScaffoldPeople.limit {
      left += 1
      return nil
    }
    var person = ScaffoldPerson(id: "", emails: [email])
    let isBot = visible.hasSuffix("[bot]")
    person.kind = isBot ? .bot : .person
    person.name = visible.isEmpty ? nil : visible
    person.id = IdentityName.unique(IdentityName.id(name: visible, email: email)) { index(of: $0) != nil }
    person.commits = commits
    if let other = members.first(where: { !$0.emails.isEmpty && $0.name?.isExactly(visible) ?? false }) {
      notes.append(
        "\(other.id) and \(person.id) have the same name; if they are one person, list both addresses under one: "
          + "--person '\(other.id)=\(visible.contains("'") ? "NAME" : visible) <\(other.emails[0])> <\(email)>'"
      )
    }
    members.append(person)
    return person.id
  }

  /// What is said once everybody was added.
  package var omission: String? {
    left == 0 ? nil : "\(left) more people of the log are left out; name those you need with --person"
  }

  // MARK: What the user says

  /// Adds somebody by `id=Name <address> <address>`, where all but the id may be missing; or, as git writes people,
  /// by `Name <address>`, with an id made of the name.
  package mutating func add(_ specification: String, kind: Identity.Kind) throws(ScaffoldError) {
    let pieces = specification.split(separator: "<", omittingEmptySubsequences: false)
    let head = pieces[0].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    var emails: [String] = []
    for piece in pieces.dropFirst() {
      guard let end = piece.firstIndex(of: ">"), piece[end...].dropFirst().allSatisfy({ $0 == " " }) else {
        throw ScaffoldError("\(specification): an address stands between < and >")
      }
      let email = String(piece[..<end])
      if let other = holder(of: email) {
        throw ScaffoldError("\(email) is the address of \(other.id) already")
      }
      emails.append(email)
    }
    let name = IdentityName.visible(String(head.count == 2 || !emails.isEmpty ? head[head.count - 1] : ""))
    var id = String(head[0])
    if head.count == 1, let email = emails.first {
      id = IdentityName.unique(IdentityName.id(name: name, email: email)) { index(of: $0) != nil }
    }
    guard IdentityName.isPlain(id) else {
      throw ScaffoldError(
        "\(specification) names nobody: write 'Name <address>', or 'id=Name <address>' with an id of letters, "
          + "digits and dashes")
    }
    if index(of: id) != nil { throw ScaffoldError("\(id) is named twice") }
    var person = ScaffoldPerson(id: id, name: name.isEmpty ? nil : name, kind: kind)
    person.emails = emails
    members.append(person)
  }

  /// What somebody may be given.
  package enum Membership: String, Sendable { case role, team }

  /// Gives a role or a team to people by `role=id,id`.
  ///
  /// - Parameter known: the roles that there are, where others make no sense.
  package mutating func assign(
    _ membership: Membership, _ specification: String, known: [String]? = nil
  ) throws(ScaffoldError) {
    let parts = specification.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    guard parts.count == 2, !name.isEmpty else {
      throw ScaffoldError("\(specification) gives nobody a \(membership): write \(membership)=id,id")
    }
    if let known, !known.contains(where: { $0.isExactly(name) }) {
      throw ScaffoldError(
        "the policy asks for no \(membership) \(name); those it asks for are \(known.joined(separator: ", "))"
      )
    }
    var indices: [Int] = []
    for part in parts[1].split(separator: ",") {
      let id = part.filter { $0 != " " }
      guard let index = index(of: id) else { throw unknown(id) }
      indices.append(index)
    }
    // All or none: whoever is asked again answers for all anew.
    for index in indices {
      switch membership {
      case .role: members[index].roles.addOnce(name)
      case .team: members[index].teams.addOnce(name)
      }
    }
  }

  /// Gives somebody a key.
  package mutating func give(_ key: ScaffoldKey, to id: String) throws(ScaffoldError) {
    guard let index = index(of: id) else { throw unknown(id) }
    for other in members where other.keys.contains(where: { $0.text.isExactly(key.text) }) {
      if other.id.isExactly(id) { return }
      throw ScaffoldError("one key cannot be that of \(other.id) and of \(id): \(key.text)")
    }
    members[index].keys.append(key)
  }

  private func unknown(_ id: String) -> ScaffoldError {
    let known = members.isEmpty ? "nobody is known" : "known are \(members.map(\.id).joined(separator: ", "))"
    return ScaffoldError("there is no \(id); \(known); name people with --person 'Name <address>'")
  }
}

extension [String] {
  fileprivate mutating func addOnce(_ name: String) {
    if !contains(where: { $0.isExactly(name) }) { append(name) }
  }
}
