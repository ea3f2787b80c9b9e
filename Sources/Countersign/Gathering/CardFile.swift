import GitHistory
import Governance

/// Which file of a model's directory is its card: `card.yaml`, and where there is nothing of that name, `README.md`.
struct CardFile {
  struct Entry {
    let path: String
    let id: ObjectID
    let isReadme: Bool
  }

  private var card: Entry?
  private var readme: Entry?
  private var hasCardName = false

  /// The file to read; nil where there is none.
  var entry: Entry? { card ?? (hasCardName ? nil : readme) }

  /// Notes a file.
  ///
  /// - Parameters:
  ///   - name: relative to the model's directory.
  ///   - path: relative to the repository.
  mutating func note(_ name: String, _ mode: FileMode, at path: String, _ id: ObjectID) {
    if name.isExactly(Card.fileName) {
      // A link of that name is no card, and no reason to look for another one: it shows which is meant.
      hasCardName = true
      if mode.isFile { card = Entry(path: path, id: id, isReadme: false) }
    } else if mode.isFile, name.isExactly(Card.readmeName) {
      readme = Entry(path: path, id: id, isReadme: true)
    }
  }
}
