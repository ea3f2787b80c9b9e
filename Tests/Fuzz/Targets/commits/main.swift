import FuzzDriver
import GitHistory
import Glibc
import Signatures

let verifier = SignatureVerifier(keys: KeyRing([]))

func readCommit(_ bytes: [UInt8]) {
  guard let commit = try? RawCommit(parsing: bytes, id: .emptyTree) else {
    require(
      (try? RawCommit(parsing: bytes, id: .emptyTree)) == nil, "a commit that was refused stays refused")
    return
  }
  require(commit == (try? RawCommit(parsing: bytes, id: .emptyTree)), "a commit reads the same twice")
  require(commit.coAuthors == commit.coAuthors, "the co-authors are the same twice")
  _ = verifier.check(
    signature: commit.signature, payload: commit.payload, namespace: "git", at: commit.committer.time)

  // What is signed is a commit itself, and says the same.
  guard let payload = try? RawCommit(parsing: commit.payload, id: .emptyTree) else {
    return require(false, "a payload is a commit")
  }
  require(payload.signature == nil && payload.payload == commit.payload, "a payload has no signature")
  require(said(payload) == said(commit), "a payload says what its commit says")
  // Every byte is in the payload or in the signature.
  if let signature = commit.signature {
    let lines = signature.count { $0 == UInt8(ascii: "\n") }
    require(
      bytes.count == commit.payload.count + "gpgsig ".utf8.count + signature.count + lines - 1,
      "payload and signature are the whole commit")
  } else {
    require(commit.payload == bytes, "an unsigned commit is its own payload")
  }
  require(bytes.suffix(commit.message.count).elementsEqual(commit.message), "a message is the commit's end")
  let again = try? RawCommit(parsing: said(commit).payload, id: .emptyTree)
  require(again.map(said) == said(commit), "a commit written from what it says says the same")
}

/// All that a commit says without its optional headers.
func said(_ commit: RawCommit) -> CommitDraft {
  CommitDraft(
    tree: commit.tree, parents: commit.parents, author: commit.author, committer: commit.committer,
    message: commit.message)
}

exit(fuzz(readCommit))
