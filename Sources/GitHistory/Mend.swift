/// The commands that mend a repository, named in errors.
enum Mend {
  static let shallow =
    "git fetch --unshallow; in CI let the checkout fetch everything: fetch-depth: 0 (GitHub), "
    + "GIT_DEPTH: 0 (GitLab), no --depth (Buildkite), no shallow clone (Jenkins)"
  static let grafted = "git replace --convert-graft-file, then git replace -d for each, or remove info/grafts"
  static let replaced = "git replace -d $(git replace -l)"
  static let missing =
    "git fetch --refetch, without --filter if the clone is partial; git fsck shows what else is missing"
  static let corrupt = "git fsck to see what is corrupt, then git fetch --refetch or a fresh clone"
  static let format = "clone into a repository with SHA-1 objects and the files reference storage"
}
