extension Manual {
  static let documents: [ManualPage] = [
    ManualPage(
      .documentInvalid, "a card, an approval or a report cannot be read",
      meaning: """
        The file is not UTF-8, no strict YAML (anchors, tags and duplicate keys are refused), has an unknown \
        key, lacks a required one, or is longer than 1 MiB. Or a card's `id` is not the name of its \
        directory, or it names a stage or tier that the policy does not have. In the front matter of a README `stage`, \
        `tier`, `owner` and `developers` stand below `countersign` and nowhere else.
        """,
      why: """
        What two programs read differently, two people sign differently. An approval or evidence that cannot \
        be read counts as if it were not there.
        """,
      example: """
        # models/credit-scoring/card.yaml
        id: credit-scorign       # not the directory's name
        tier: hihg               # no tier of the policy
        """,
      fix: "Mend the file at the line and column that the finding names.",
      weight: """
        error, and violated, for a card; a warning for an approval or evidence, which then counts as absent. \
        What of a README's front matter is kept and not judged, such as the value "20.0 ± 1.2", is a warning, \
        a key that nobody knows a note; that a model's card is another file than before, a warning
        """),
    ManualPage(
      .pathRefused, "a path is refused because it can be mistaken for another",
      meaning: """
        In a model's directory there is a symbolic link that leads out of it, a submodule, a name that is \
        not UTF-8, or two names that are the same once case or Unicode form is folded; or a link or \
        submodule stands where a model should.
        """,
      why: """
        On another machine such a path is another file. What the reviewer saw would not be what is deployed.
        """,
      example: """
        models/credit-scoring/weights.onnx -> /mnt/share/latest.onnx
        models/credit-scoring/Card.yaml      beside  card.yaml
        """,
      fix: "Commit the file itself instead of the link, and rename one of the two that look alike.",
      weight: "error; violated"),
    ManualPage(
      .modelRemoved, "a model is removed",
      meaning: "The model's directory exists at base and not in the tree that will land.",
      why: "Taking a model away needs no gate, but nobody should overlook it, or overlook a renaming.",
      example: "note[model-removed]: model fraud-detection is removed",
      fix: """
        Nothing, if it is meant. A renamed model is a new one: it needs approvals of its own, since \
        approvals name the model they were given for.
        """,
      weight: "note; changes no verdict"),
    ManualPage(
      .cardMissing, "a model has no card",
      meaning: """
        There is neither card.yaml nor a README.md with YAML front matter in the model's directory. Where \
        both exist, card.yaml is the card. In a front matter the keys of the Hugging Face Hub are kept as they \
        are: `license`, `model-index`, `datasets` and `base_model` count as a card's own; what the Hub has no \
        key for stands below `countersign`. What only the README's text says is not judged.
        """,
      why:
        "The card says what the model is for, who owns it and how risky it is. Every gate starts from there.",
      example: """
        # models/credit-scoring/card.yaml
        apiVersion: countersign/v1
        kind: ModelCard
        id: credit-scoring
        version: 1.0.0
        owner: dana

        # or, in the front matter of models/credit-scoring/README.md
        countersign: {id: credit-scoring, version: 1.0.0, owner: dana}
        """,
      fix: """
        Add the card; `countersign import` makes one of what other tools write. If the directory is no model, move it out of what the policy's `layout.models` \
        matches.
        """,
      weight: "error; violated"),
    ManualPage(
      .cardIncomplete, "a card lacks a field that the policy requires",
      meaning: """
        `card.require` in the policy lists fields for all cards and more for higher tiers; they add up. A \
        field that is there but empty is missing too.
        """,
      why: "A risk that nobody wrote down is a risk that nobody reviewed.",
      example: """
        # policies/policy.yaml
        card:
          require: {all: [purpose, owner], high: [limitations, kpis]}
        # error[card-incomplete]: the card lacks limitations, which the policy
        #   requires of tier high
        """,
      fix: "Write the field. If it does not apply, say so and why: that is an answer a reviewer can judge.",
      weight: "error; violated"),
    ManualPage(
      .cardPlaceholder, "a field of a card holds a placeholder",
      meaning: """
        A required field, `id`, `version` or `owner` is TBD, TODO, FIXME, N/A, none, unknown, a dash, xxx, \
        lorem ipsum, [More Information Needed] or the like, in any case and as the whole value. \
        `card.reject-placeholders: false` turns this off.
        """,
      why: """
        A template that was never filled in looks complete to every check that only asks whether a field is \
        there.
        """,
      example: """
        limitations: [TBD]
        # error[card-placeholder]: limitations says "TBD", which says nothing
        """,
      fix: "Write what is the case, or why it cannot be said.",
      weight: "error; violated"),
    ManualPage(
      .artifactMismatch, "an artifact is not the file that the card describes",
      meaning: """
        The card lists an artifact by `path` and `sha256`, and the file in the tree that will land has \
        another digest or is not there. A Git LFS pointer stands for the file it names. What lives elsewhere \
        (`uri`) is not fetched.
        """,
      why: "Metrics and approvals are about those very weights. Other weights are another model.",
      example: """
        $ sha256sum models/credit-scoring/weights/model.onnx
        artifacts:
          - {path: weights/model.onnx, sha256: 5e884898da28…}
        """,
      fix:
        "If the file is right, correct the card and validate anew; if the card is right, restore the file.",
      weight: "error; violated"),
  ]
}
