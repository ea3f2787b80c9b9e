// The packs of policies/ and the templates of workflows as part of the binary: whoever has countersign has them,
// and can start a repository without its sources. A new file needs its bytes here and a row in the table below;
// a test compares the table with what lies in policies/.

#include "packs.h"

// #embed is C23, and an extension of clang's before that.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char github_example_countersign_yml[] = {
#embed "../../.github-example/countersign.yml"
};
static const unsigned char gitlab_example_countersign_yml[] = {
#embed "../../.gitlab-example/countersign.gitlab-ci.yml"
};
static const unsigned char baseline_readme_md[] = {
#embed "../../policies/baseline/README.md"
};
static const unsigned char baseline_identities_yaml[] = {
#embed "../../policies/baseline/identities.yaml"
};
static const unsigned char baseline_policy_yaml[] = {
#embed "../../policies/baseline/policy.yaml"
};
static const unsigned char baseline_tests_high_risk_yaml[] = {
#embed "../../policies/baseline/tests/high-risk.yaml"
};
static const unsigned char baseline_tests_models_yaml[] = {
#embed "../../policies/baseline/tests/models.yaml"
};
static const unsigned char baseline_tests_people_yaml[] = {
#embed "../../policies/baseline/tests/people.yaml"
};
static const unsigned char baseline_tests_policy_yaml[] = {
#embed "../../policies/baseline/tests/policy.yaml"
};
static const unsigned char baseline_tests_rules_yaml[] = {
#embed "../../policies/baseline/tests/rules.yaml"
};
static const unsigned char commons_readme_md[] = {
#embed "../../policies/commons/README.md"
};
static const unsigned char commons_identities_yaml[] = {
#embed "../../policies/commons/identities.yaml"
};
static const unsigned char commons_policy_yaml[] = {
#embed "../../policies/commons/policy.yaml"
};
static const unsigned char commons_tests_cards_yaml[] = {
#embed "../../policies/commons/tests/cards.yaml"
};
static const unsigned char commons_tests_models_yaml[] = {
#embed "../../policies/commons/tests/models.yaml"
};
static const unsigned char commons_tests_people_yaml[] = {
#embed "../../policies/commons/tests/people.yaml"
};
static const unsigned char commons_tests_policy_yaml[] = {
#embed "../../policies/commons/tests/policy.yaml"
};
static const unsigned char eu_ai_act_readme_md[] = {
#embed "../../policies/eu-ai-act/README.md"
};
static const unsigned char eu_ai_act_identities_yaml[] = {
#embed "../../policies/eu-ai-act/identities.yaml"
};
static const unsigned char eu_ai_act_policy_yaml[] = {
#embed "../../policies/eu-ai-act/policy.yaml"
};
static const unsigned char eu_ai_act_tests_cards_yaml[] = {
#embed "../../policies/eu-ai-act/tests/cards.yaml"
};
static const unsigned char eu_ai_act_tests_models_yaml[] = {
#embed "../../policies/eu-ai-act/tests/models.yaml"
};
static const unsigned char eu_ai_act_tests_people_yaml[] = {
#embed "../../policies/eu-ai-act/tests/people.yaml"
};
static const unsigned char eu_ai_act_tests_policy_yaml[] = {
#embed "../../policies/eu-ai-act/tests/policy.yaml"
};
static const unsigned char iso_42001_readme_md[] = {
#embed "../../policies/iso-42001/README.md"
};
static const unsigned char iso_42001_identities_yaml[] = {
#embed "../../policies/iso-42001/identities.yaml"
};
static const unsigned char iso_42001_policy_yaml[] = {
#embed "../../policies/iso-42001/policy.yaml"
};
static const unsigned char iso_42001_tests_cards_yaml[] = {
#embed "../../policies/iso-42001/tests/cards.yaml"
};
static const unsigned char iso_42001_tests_models_yaml[] = {
#embed "../../policies/iso-42001/tests/models.yaml"
};
static const unsigned char iso_42001_tests_people_yaml[] = {
#embed "../../policies/iso-42001/tests/people.yaml"
};
static const unsigned char iso_42001_tests_policy_yaml[] = {
#embed "../../policies/iso-42001/tests/policy.yaml"
};
static const unsigned char nist_ai_rmf_readme_md[] = {
#embed "../../policies/nist-ai-rmf/README.md"
};
static const unsigned char nist_ai_rmf_identities_yaml[] = {
#embed "../../policies/nist-ai-rmf/identities.yaml"
};
static const unsigned char nist_ai_rmf_policy_yaml[] = {
#embed "../../policies/nist-ai-rmf/policy.yaml"
};
static const unsigned char nist_ai_rmf_tests_cards_yaml[] = {
#embed "../../policies/nist-ai-rmf/tests/cards.yaml"
};
static const unsigned char nist_ai_rmf_tests_models_yaml[] = {
#embed "../../policies/nist-ai-rmf/tests/models.yaml"
};
static const unsigned char nist_ai_rmf_tests_people_yaml[] = {
#embed "../../policies/nist-ai-rmf/tests/people.yaml"
};
static const unsigned char nist_ai_rmf_tests_policy_yaml[] = {
#embed "../../policies/nist-ai-rmf/tests/policy.yaml"
};
static const unsigned char owasp_aisvs_readme_md[] = {
#embed "../../policies/owasp-aisvs/README.md"
};
static const unsigned char owasp_aisvs_identities_yaml[] = {
#embed "../../policies/owasp-aisvs/identities.yaml"
};
static const unsigned char owasp_aisvs_policy_yaml[] = {
#embed "../../policies/owasp-aisvs/policy.yaml"
};
static const unsigned char owasp_aisvs_tests_cards_yaml[] = {
#embed "../../policies/owasp-aisvs/tests/cards.yaml"
};
static const unsigned char owasp_aisvs_tests_models_yaml[] = {
#embed "../../policies/owasp-aisvs/tests/models.yaml"
};
static const unsigned char owasp_aisvs_tests_people_yaml[] = {
#embed "../../policies/owasp-aisvs/tests/people.yaml"
};
static const unsigned char owasp_aisvs_tests_policy_yaml[] = {
#embed "../../policies/owasp-aisvs/tests/policy.yaml"
};
static const unsigned char sr_11_7_readme_md[] = {
#embed "../../policies/sr-11-7/README.md"
};
static const unsigned char sr_11_7_identities_yaml[] = {
#embed "../../policies/sr-11-7/identities.yaml"
};
static const unsigned char sr_11_7_policy_yaml[] = {
#embed "../../policies/sr-11-7/policy.yaml"
};
static const unsigned char sr_11_7_tests_cards_yaml[] = {
#embed "../../policies/sr-11-7/tests/cards.yaml"
};
static const unsigned char sr_11_7_tests_models_yaml[] = {
#embed "../../policies/sr-11-7/tests/models.yaml"
};
static const unsigned char sr_11_7_tests_people_yaml[] = {
#embed "../../policies/sr-11-7/tests/people.yaml"
};
static const unsigned char sr_11_7_tests_policy_yaml[] = {
#embed "../../policies/sr-11-7/tests/policy.yaml"
};
static const unsigned char us_mrm_readme_md[] = {
#embed "../../policies/us-mrm/README.md"
};
static const unsigned char us_mrm_identities_yaml[] = {
#embed "../../policies/us-mrm/identities.yaml"
};
static const unsigned char us_mrm_policy_yaml[] = {
#embed "../../policies/us-mrm/policy.yaml"
};
static const unsigned char us_mrm_tests_cards_yaml[] = {
#embed "../../policies/us-mrm/tests/cards.yaml"
};
static const unsigned char us_mrm_tests_models_yaml[] = {
#embed "../../policies/us-mrm/tests/models.yaml"
};
static const unsigned char us_mrm_tests_people_yaml[] = {
#embed "../../policies/us-mrm/tests/people.yaml"
};
static const unsigned char us_mrm_tests_policy_yaml[] = {
#embed "../../policies/us-mrm/tests/policy.yaml"
};

#define ROW(path, bytes) {path, bytes, sizeof bytes}

static const struct embedded_file files[] = {
  ROW(".github-example/countersign.yml", github_example_countersign_yml),
  ROW(".gitlab-example/countersign.gitlab-ci.yml", gitlab_example_countersign_yml),
  ROW("policies/baseline/README.md", baseline_readme_md),
  ROW("policies/baseline/identities.yaml", baseline_identities_yaml),
  ROW("policies/baseline/policy.yaml", baseline_policy_yaml),
  ROW("policies/baseline/tests/high-risk.yaml", baseline_tests_high_risk_yaml),
  ROW("policies/baseline/tests/models.yaml", baseline_tests_models_yaml),
  ROW("policies/baseline/tests/people.yaml", baseline_tests_people_yaml),
  ROW("policies/baseline/tests/policy.yaml", baseline_tests_policy_yaml),
  ROW("policies/baseline/tests/rules.yaml", baseline_tests_rules_yaml),
  ROW("policies/commons/README.md", commons_readme_md),
  ROW("policies/commons/identities.yaml", commons_identities_yaml),
  ROW("policies/commons/policy.yaml", commons_policy_yaml),
  ROW("policies/commons/tests/cards.yaml", commons_tests_cards_yaml),
  ROW("policies/commons/tests/models.yaml", commons_tests_models_yaml),
  ROW("policies/commons/tests/people.yaml", commons_tests_people_yaml),
  ROW("policies/commons/tests/policy.yaml", commons_tests_policy_yaml),
  ROW("policies/eu-ai-act/README.md", eu_ai_act_readme_md),
  ROW("policies/eu-ai-act/identities.yaml", eu_ai_act_identities_yaml),
  ROW("policies/eu-ai-act/policy.yaml", eu_ai_act_policy_yaml),
  ROW("policies/eu-ai-act/tests/cards.yaml", eu_ai_act_tests_cards_yaml),
  ROW("policies/eu-ai-act/tests/models.yaml", eu_ai_act_tests_models_yaml),
  ROW("policies/eu-ai-act/tests/people.yaml", eu_ai_act_tests_people_yaml),
  ROW("policies/eu-ai-act/tests/policy.yaml", eu_ai_act_tests_policy_yaml),
  ROW("policies/iso-42001/README.md", iso_42001_readme_md),
  ROW("policies/iso-42001/identities.yaml", iso_42001_identities_yaml),
  ROW("policies/iso-42001/policy.yaml", iso_42001_policy_yaml),
  ROW("policies/iso-42001/tests/cards.yaml", iso_42001_tests_cards_yaml),
  ROW("policies/iso-42001/tests/models.yaml", iso_42001_tests_models_yaml),
  ROW("policies/iso-42001/tests/people.yaml", iso_42001_tests_people_yaml),
  ROW("policies/iso-42001/tests/policy.yaml", iso_42001_tests_policy_yaml),
  ROW("policies/nist-ai-rmf/README.md", nist_ai_rmf_readme_md),
  ROW("policies/nist-ai-rmf/identities.yaml", nist_ai_rmf_identities_yaml),
  ROW("policies/nist-ai-rmf/policy.yaml", nist_ai_rmf_policy_yaml),
  ROW("policies/nist-ai-rmf/tests/cards.yaml", nist_ai_rmf_tests_cards_yaml),
  ROW("policies/nist-ai-rmf/tests/models.yaml", nist_ai_rmf_tests_models_yaml),
  ROW("policies/nist-ai-rmf/tests/people.yaml", nist_ai_rmf_tests_people_yaml),
  ROW("policies/nist-ai-rmf/tests/policy.yaml", nist_ai_rmf_tests_policy_yaml),
  ROW("policies/owasp-aisvs/README.md", owasp_aisvs_readme_md),
  ROW("policies/owasp-aisvs/identities.yaml", owasp_aisvs_identities_yaml),
  ROW("policies/owasp-aisvs/policy.yaml", owasp_aisvs_policy_yaml),
  ROW("policies/owasp-aisvs/tests/cards.yaml", owasp_aisvs_tests_cards_yaml),
  ROW("policies/owasp-aisvs/tests/models.yaml", owasp_aisvs_tests_models_yaml),
  ROW("policies/owasp-aisvs/tests/people.yaml", owasp_aisvs_tests_people_yaml),
  ROW("policies/owasp-aisvs/tests/policy.yaml", owasp_aisvs_tests_policy_yaml),
  ROW("policies/sr-11-7/README.md", sr_11_7_readme_md),
  ROW("policies/sr-11-7/identities.yaml", sr_11_7_identities_yaml),
  ROW("policies/sr-11-7/policy.yaml", sr_11_7_policy_yaml),
  ROW("policies/sr-11-7/tests/cards.yaml", sr_11_7_tests_cards_yaml),
  ROW("policies/sr-11-7/tests/models.yaml", sr_11_7_tests_models_yaml),
  ROW("policies/sr-11-7/tests/people.yaml", sr_11_7_tests_people_yaml),
  ROW("policies/sr-11-7/tests/policy.yaml", sr_11_7_tests_policy_yaml),
  ROW("policies/us-mrm/README.md", us_mrm_readme_md),
  ROW("policies/us-mrm/identities.yaml", us_mrm_identities_yaml),
  ROW("policies/us-mrm/policy.yaml", us_mrm_policy_yaml),
  ROW("policies/us-mrm/tests/cards.yaml", us_mrm_tests_cards_yaml),
  ROW("policies/us-mrm/tests/models.yaml", us_mrm_tests_models_yaml),
  ROW("policies/us-mrm/tests/people.yaml", us_mrm_tests_people_yaml),
  ROW("policies/us-mrm/tests/policy.yaml", us_mrm_tests_policy_yaml),
};

const struct embedded_file *embedded_files(size_t *count) {
  *count = sizeof files / sizeof *files;
  return files;
}
