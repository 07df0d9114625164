-- Answers that are prepared (C17, W17): of one person, of a team, or of all. Those with the same code
-- and different languages are one answer in several languages.
CREATE TABLE canned (
    id {id},
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    scope TEXT NOT NULL,
    user_id BIGINT REFERENCES users (id),   -- whose it is, where it is personal
    team_id BIGINT REFERENCES teams (id),
    folder TEXT NOT NULL,                   -- names with / between; empty: none
    code TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    language TEXT NOT NULL,
    version BIGINT NOT NULL,                -- 1, and one more with each change
    updated_at BIGINT NOT NULL,
    CHECK (scope IN ('personal', 'team', 'all')),
    CHECK ((scope = 'personal') = (user_id IS NOT NULL)),
    CHECK ((scope = 'team') = (team_id IS NOT NULL)),
    CHECK (language IN ('any', 'de', 'en'))
);
CREATE UNIQUE INDEX canned_codes
    ON canned (organization_id, COALESCE(user_id, 0), COALESCE(team_id, 0), code, language);
CREATE INDEX canned_of_team ON canned (team_id) WHERE team_id IS NOT NULL;

-- How often somebody has used one: what they use most they find first.
CREATE TABLE canned_uses (
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    user_id BIGINT NOT NULL REFERENCES users (id),
    canned_id BIGINT NOT NULL REFERENCES canned (id),
    uses BIGINT NOT NULL,
    PRIMARY KEY (user_id, canned_id)
);
CREATE INDEX canned_uses_of ON canned_uses (canned_id);
