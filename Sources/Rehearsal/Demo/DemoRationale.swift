/// What reviewers write. No two are alike, as with people who read what they sign.
enum DemoRationale {
  static func text(gate: String, reviewer: String, model: DemoModel) -> String {
    let (version, auc) = (model.version, model.auc)
    return switch (gate, reviewer) {
    case ("technical", "alice"):
      "Retrained \(model.id) \(version) from the pinned data revision and got the same coefficients; the "
        + "holdout AUC of \(auc) is what the pipeline reports, and noise on the inputs moves no score by over 0.02."
    case ("technical", "farid"):
      "Read the diff of src/train.py against the release before; no feature looks into the future. The AUC "
        + "of \(auc) for \(version) is within a hundredth of what runs today."
    case ("technical", _):
      "Compared \(version) with what runs today, case by case for the two hundred largest differences; the "
        + "new scores are the better ones wherever I could tell, and the AUC of \(auc) agrees."
    case ("fairness", _):
      "Measured groups for \(version): \(model.groups.joined(separator: ", ")). The largest difference is "
        + "\(model.worstParity). Postcode and first name are not among the features, nor anything like them."
    case ("security", _):
      "Ran the perturbation and inference suites against \(model.id) \(version); nothing above the thresholds "
        + "of the threat model. The weights are plain CSV, so that loading them executes nothing."
    case ("legal", _):
      "Purpose and data of \(model.id) \(version) are those of the record of processing; the licence of "
        + "\(model.data) covers the use, and those concerned can ask for a person to decide."
    case ("business", _):
      "With the validation, the reviews and the limits named in the card in front of me: \(model.id) "
        + "\(version) does what the teams need, and they know what it must not be used for."
    default:
      "The board saw the reports on \(model.id) \(version), asked about the groups with the largest "
        + "difference, and takes the remaining risk for the next half year."
    }
  }

  static func checklist(of gate: String) -> [String] { gate == "fairness" ? ["groups", "proxies"] : [] }

  static func evidence(of gate: String) -> [String] {
    switch gate {
    case "technical": ["evidence/validation.yaml"]
    case "fairness": ["evidence/fairness.yaml"]
    default: []
    }
  }
}
