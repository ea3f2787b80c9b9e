/// The tables and views of an audit's database, version 1. The comments are part of the database: `.schema` of the
/// sqlite3 shell shows them to whoever opens it. `docs/audit-database.md` shows how to ask it.
enum AuditSchema {
  static let version = 1

  /// Every table is strict (SQLite 3.37), so that a number is a number.
  static let tables: StaticString = """
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    PRAGMA foreign_keys = ON;
    PRAGMA application_id = 1129531719;
    PRAGMA user_version = 1;
    BEGIN;

    CREATE TABLE schema (
      -- What this database is, and in which version. A column that is new raises no version.
      name TEXT NOT NULL,
      version INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE audit (
      -- What was asked, and what it came to: one row.
      tool_version TEXT NOT NULL,
      branch TEXT NOT NULL,
      tip TEXT NOT NULL,            -- the commit at the end of the branch
      root TEXT,                    -- the commit that brought the first policy
      pinned INTEGER NOT NULL,      -- 1 where the trust root was given with --root
      policy TEXT NOT NULL CHECK (policy IN ('then', 'now')),
      person TEXT,                  -- whom alone the audit tells about
      model TEXT,                   -- the model that alone it tells about
      since TEXT,                   -- the revision or date after which it does, as it was given
      until TEXT,
      verdict TEXT NOT NULL CHECK (verdict IN ('satisfied', 'violated', 'undecided')),
      transitions INTEGER NOT NULL,
      ungoverned INTEGER NOT NULL,  -- steps before the first policy
      thresholds TEXT               -- the commit whose policy says from where on theatre is told
    ) STRICT;

    CREATE TABLE rules (
      -- The manual: what each rule finds.
      rule TEXT PRIMARY KEY,
      summary TEXT NOT NULL,
      meaning TEXT NOT NULL,
      fix TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE transitions (
      -- The steps of the branch, the oldest first.
      id INTEGER PRIMARY KEY,
      head TEXT NOT NULL,           -- the commit
      base TEXT,                    -- what the branch held before
      tree TEXT,
      date TEXT NOT NULL,           -- the committer date, a claim; RFC 3339 in UTC, as everywhere
      landing TEXT NOT NULL CHECK (landing IN ('merge', 'forge', 'direct', 'root')),
      signer TEXT,                  -- who signed head; null where that is nobody of the roster
      verdict TEXT NOT NULL CHECK (verdict IN ('satisfied', 'violated', 'undecided')),
      policy_commit TEXT,           -- the commit whose policy judged
      policy_version INTEGER,
      policy_digest TEXT
    ) STRICT;

    CREATE TABLE models (
      -- A model in a transition that changed it.
      id INTEGER PRIMARY KEY,
      transition INTEGER NOT NULL REFERENCES transitions,
      model TEXT NOT NULL,
      version TEXT,
      stage TEXT NOT NULL,
      tier TEXT NOT NULL,
      subject TEXT NOT NULL,        -- the digest of what reviewers judge
      verdict TEXT NOT NULL CHECK (verdict IN ('satisfied', 'violated', 'undecided'))
    ) STRICT;

    CREATE TABLE contributors (
      -- Who changed a model in a transition, and could not approve it.
      model INTEGER NOT NULL REFERENCES models,
      person TEXT NOT NULL
    ) STRICT;

    CREATE TABLE gates (
      -- A gate of a model in a transition, or of a change of the policy.
      id INTEGER PRIMARY KEY,
      transition INTEGER NOT NULL REFERENCES transitions,
      model INTEGER REFERENCES models,  -- null for a change of the policy
      gate TEXT NOT NULL,
      required INTEGER NOT NULL,    -- how many approvals it takes
      counted INTEGER NOT NULL,     -- how many there were
      verdict TEXT NOT NULL CHECK (verdict IN ('satisfied', 'violated', 'undecided'))
    ) STRICT;

    CREATE TABLE approvals (
      -- What stood at a gate when it was judged, and whether it counted.
      id INTEGER PRIMARY KEY,
      gate INTEGER NOT NULL REFERENCES gates,
      reviewer TEXT NOT NULL,
      delegator TEXT,               -- in whose place, where not in their own right
      standing TEXT NOT NULL CHECK (standing IN ('counted', 'surplus', 'rejected')),
      reason TEXT REFERENCES rules, -- the one rule by which it does not count
      message TEXT,
      signed_on TEXT,               -- the date in the file, a claim
      path TEXT NOT NULL,
      commit_id TEXT,               -- the commit that brought it; null where it could not count whoever signed it
      committed TEXT                -- the date of that commit, a claim
    ) STRICT;

    CREATE TABLE decisions (
      -- What people decided, as it landed; also what was withdrawn or outdated since. Measures rest on it.
      id INTEGER PRIMARY KEY,
      transition INTEGER NOT NULL REFERENCES transitions,
      model TEXT,                   -- null for a change of the policy
      version TEXT NOT NULL,
      gate TEXT NOT NULL,
      reviewer TEXT NOT NULL,
      decision TEXT NOT NULL CHECK (decision IN ('approve', 'approve-with-conditions', 'reject', 'withdraw')),
      date TEXT NOT NULL,
      commit_id TEXT NOT NULL,
      counted INTEGER NOT NULL,     -- 1 where it fills a slot
      stale INTEGER NOT NULL,       -- 1 where what it approves changed again before it landed
      seconds INTEGER               -- since the newest change that it covers; null where that is not known
    ) STRICT;

    CREATE TABLE decision_teams (
      -- The teams of who decided.
      decision INTEGER NOT NULL REFERENCES decisions,
      team TEXT NOT NULL
    ) STRICT;

    CREATE TABLE changes (
      -- How a change of a model came to land, in dates. All are claims.
      id INTEGER PRIMARY KEY,
      transition INTEGER NOT NULL REFERENCES transitions,
      model TEXT NOT NULL,
      tier TEXT NOT NULL,
      stage TEXT NOT NULL,
      first TEXT NOT NULL,          -- its first commit
      last TEXT NOT NULL,
      evidence TEXT,                -- the newest report
      landed TEXT NOT NULL,
      seconds INTEGER               -- from first to landed; null where that is below zero
    ) STRICT;

    CREATE TABLE passages (
      -- When the last approval of a gate was given, of the gates that a change satisfied.
      change INTEGER NOT NULL REFERENCES changes,
      gate TEXT NOT NULL,
      date TEXT NOT NULL,
      seconds INTEGER               -- from the first commit of the change
    ) STRICT;

    CREATE TABLE acts (
      -- What the person signed whom the audit was asked about.
      transition INTEGER NOT NULL REFERENCES transitions,
      act TEXT NOT NULL CHECK (act IN ('contribution', 'evidence', 'approval', 'merge')),
      model TEXT,
      gate TEXT,
      decision TEXT,
      report TEXT,
      date TEXT NOT NULL,
      commit_id TEXT NOT NULL
    ) STRICT;

    CREATE TABLE findings (
      -- What rules found, in a transition or over the record as a whole.
      id INTEGER PRIMARY KEY,
      transition INTEGER REFERENCES transitions,  -- null for the record as a whole
      rule TEXT NOT NULL REFERENCES rules,
      severity TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'note')),
      message TEXT NOT NULL,
      help TEXT,
      model TEXT,
      gate TEXT,
      path TEXT,
      line INTEGER,
      column INTEGER,
      commit_id TEXT
    ) STRICT;

    CREATE TABLE velocity (
      -- How long changes took, in seconds, over the whole record: to the branch, by tier, to each gate; and by team,
      -- from the newest change to an approval that counts.
      kind TEXT NOT NULL CHECK (kind IN ('landing', 'tier', 'gate', 'team')),
      name TEXT NOT NULL,
      count INTEGER NOT NULL,
      median INTEGER,
      p90 INTEGER
    ) STRICT;

    CREATE TABLE reviewers (
      -- Who decided how often, over the whole record.
      person TEXT PRIMARY KEY,
      approvals INTEGER NOT NULL,
      conditions INTEGER NOT NULL,  -- of the approvals, those that set any
      stale INTEGER NOT NULL,       -- of the approvals, those of what changed again
      rejections INTEGER NOT NULL,
      withdrawals INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    """

  /// Indices are quicker made at the end.
  static let views: StaticString = """
    CREATE INDEX transitions_by_head ON transitions (head);
    CREATE INDEX models_by_name ON models (model, transition);
    CREATE INDEX models_by_transition ON models (transition);
    CREATE INDEX contributors_by_model ON contributors (model);
    CREATE INDEX gates_by_model ON gates (model);
    CREATE INDEX gates_by_transition ON gates (transition);
    CREATE INDEX approvals_by_gate ON approvals (gate);
    CREATE INDEX approvals_by_reviewer ON approvals (reviewer);
    CREATE INDEX decisions_by_reviewer ON decisions (reviewer, date);
    CREATE INDEX decisions_by_transition ON decisions (transition);
    CREATE INDEX decision_teams_by_decision ON decision_teams (decision);
    CREATE INDEX changes_by_transition ON changes (transition);
    CREATE INDEX passages_by_change ON passages (change);
    CREATE INDEX acts_by_transition ON acts (transition);
    CREATE INDEX findings_by_transition ON findings (transition);
    CREATE INDEX findings_by_rule ON findings (rule);

    CREATE VIEW current_models AS
      -- Each model as its newest transition left it.
      SELECT m.*, t.head, t.date
      FROM models m JOIN transitions t ON t.id = m.transition
      WHERE m.transition = (SELECT max(transition) FROM models WHERE model = m.model);

    CREATE VIEW approved_by AS
      -- Whose approvals counted, for which version, at which gate.
      SELECT m.model, m.version, m.stage, m.tier, g.gate, a.reviewer, a.delegator, a.committed, a.commit_id,
        t.head, t.date AS landed
      FROM approvals a
      JOIN gates g ON g.id = a.gate
      JOIN models m ON m.id = g.model
      JOIN transitions t ON t.id = g.transition
      WHERE a.standing = 'counted';

    CREATE VIEW not_counted AS
      -- Approvals that did not count, each with the one reason why.
      SELECT m.model, m.version, g.gate, a.reviewer, a.reason, a.message, a.path, a.commit_id, t.head, t.date AS landed
      FROM approvals a
      JOIN gates g ON g.id = a.gate
      JOIN transitions t ON t.id = g.transition
      LEFT JOIN models m ON m.id = g.model
      WHERE a.standing = 'rejected';

    CREATE VIEW violations AS
      -- What landed although it was violated or undecided, with the rules that say so.
      SELECT t.head, t.date, t.landing, t.signer, t.verdict,
        (SELECT group_concat(DISTINCT rule) FROM findings WHERE transition = t.id AND severity = 'error') AS rules
      FROM transitions t
      WHERE t.verdict <> 'satisfied';

    CREATE VIEW findings_by_rule_and_severity AS
      -- How often which rule found something, and in how many transitions.
      SELECT f.rule, f.severity, count(*) AS findings, count(DISTINCT f.transition) AS transitions, r.summary
      FROM findings f JOIN rules r ON r.rule = f.rule
      GROUP BY f.rule, f.severity;

    CREATE VIEW by_month AS
      -- Transitions a month by verdict.
      SELECT substr(date, 1, 7) AS month, verdict, count(*) AS transitions
      FROM transitions GROUP BY month, verdict;

    CREATE VIEW shared_reviews AS
      -- Who approved what whom changed, and how often.
      SELECT a.reviewer, c.person AS contributor, count(*) AS approvals
      FROM approvals a
      JOIN gates g ON g.id = a.gate
      JOIN contributors c ON c.model = g.model
      WHERE a.standing = 'counted'
      GROUP BY a.reviewer, c.person;

    COMMIT;
    """
}
