extension DocumentSchema {
  /// The front matter of a `models/<id>/README.md` as the Hugging Face Hub reads it. The Hub's keys are kept as they
  /// are (huggingface.co/docs/hub/model-cards, "Model card metadata"), and so is what nobody knows.
  package static let readmeCard = DocumentSchema(
    kind: "ReadmeCard", name: "readme-card",
    summary:
      "The front matter of a README.md that is a model's card: the Hub's keys, and ours below countersign.",
    top: MapShape(hubKeys + [section], others: .kept))

  private static let section = Key(
    "countersign",
    .map(
      MapShape(
        [
          Key("apiVersion", .text(.apiVersion), "The version of the format."),
          Key("kind", .text(.kind(card.kind)), "What the section is."),
        ] + cardKeys, others: .extensions)),
    .required, "What the Hub has no key for, with the keys of a card.")

  private static let hubKeys: [Key] = [
    Key("license", .anything, "The licence under which the model may be used, by its name on the Hub."),
    Key("license_name", .anything, "The licence's name where `license` is other."),
    Key("license_link", .anything, "Where the licence's text stands."),
    Key("model-index", .anything, "What was measured, as results of tasks on datasets."),
    Key("datasets", .anything, "The data that the model was made from, by its names on the Hub."),
    Key("base_model", .anything, "The model that it was made from."),
    Key("base_model_relation", .anything, "How it was made from it, such as finetune."),
    Key("new_version", .anything, "The model that takes its place."),
    Key("model_name", .anything, "What people call the model."),
    Key("pipeline_tag", .anything, "The task that the model is for."),
    Key("library_name", .anything, "The library that runs the model."),
    Key("tags", .anything, "What people find the model by."),
    Key("language", .anything, "The languages that the model knows."),
    Key("metrics", .anything, "The names of metrics; what was measured stands in `model-index`."),
    Key("co2_eq_emissions", .anything, "What was emitted while the model was made."),
    Key("thumbnail", .anything, "A picture for the Hub."),
    Key("widget", .anything, "Examples for the Hub."),
    Key("inference", .anything, "How the Hub runs the model."),
    Key("extra_gated_prompt", .anything, "What the Hub asks before it lets people have the model."),
    Key("extra_gated_fields", .anything, "What the Hub asks before it lets people have the model."),
    Key("extra_gated_heading", .anything, "What the Hub asks before it lets people have the model."),
    Key("extra_gated_description", .anything, "What the Hub asks before it lets people have the model."),
    Key("extra_gated_button_content", .anything, "What the Hub asks before it lets people have the model."),
  ]

  /// Where an expression finds the Hub's keys: `card["x-hub"].tags`.
  static let hubField = "x-hub"

  /// Keys of a card by which it is decided who may approve, and how much is asked. Where the front matter has them
  /// outside of `countersign`, whoever reads it would believe them.
  static let decisiveKeys = ["stage", "tier", "owner", "developers"]

  /// Keys that rules of a policy speak of, and that people write into a front matter by themselves. There they may
  /// say what `countersign` says, and nothing else.
  static let tellingKeys = [
    "id", "version", "domain", "data", "fairness", "kpis", "artifacts", "security", "limitations",
    "intended-use",
  ]
}
