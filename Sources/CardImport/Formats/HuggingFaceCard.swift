import Documents

/// The front matter of a README for the Hugging Face Hub. It could stay the card as it is; here it becomes a
/// `card.yaml` of its own.
struct HuggingFaceCard {
  let root: SourceNode
  let readme: ReadmeDraft

  func fill(_ draft: CardDraft) {
    let own = root["countersign"]
    var isWhole = true
    for entry in readme.fields where entry.key != "apiVersion" && entry.key != "kind" {
      // What was said on the command line goes before it.
      guard draft[entry.key] == nil, draft.put(entry.key, entry.value) else {
        if own?[entry.key] != nil { isWhole = false }
        continue
      }
      guard own?[entry.key] == nil, let (key, source) = origin(of: entry.key) else { continue }
      if isLossless(key) { source.take(as: entry.key) } else { source.note(as: entry.key) }
    }
    if isWhole, own?.isMapping == true { own?.take(as: "the card's own fields") }
  }

  private func origin(of field: String) -> (key: String, source: SourceNode)? {
    let keys = ["license": "license", "data": "datasets", "lineage": "base_model", "metrics": "model-index"]
    guard let key = keys[field], let source = root[key] else { return nil }
    return (key, source)
  }

  /// Whether the field says all that the Hub's key does: a result of `model-index` says more than a metric, and
  /// `license: other` is a name's other half.
  private func isLossless(_ key: String) -> Bool {
    switch key {
    case "model-index": false
    case "license": root["license_name"] == nil
    default: !readme.remarks.contains { $0.problem.utf8.starts(with: key.utf8) }
    }
  }
}
