-- What agents may be doing is data of each organization (behaviour.md 6.2), and an agent says why.

CREATE TABLE statuses (
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    key TEXT NOT NULL,
    place BIGINT NOT NULL,                  -- in lists
    label TEXT NOT NULL,                    -- empty: the faces have words for this key
    kind TEXT NOT NULL,
    by_agent BIGINT NOT NULL,               -- 1: an agent may choose it
    by_manager BIGINT NOT NULL,             -- 1: a manager may put an agent in it
    during_chat TEXT NOT NULL,              -- pending: once the last open chat has ended
    reason_required BIGINT NOT NULL,
    PRIMARY KEY (organization_id, key),
    CHECK (kind IN ('ready', 'not_ready', 'away', 'offline', 'missed')),
    CHECK (during_chat IN ('now', 'pending'))
);

CREATE TABLE status_reasons (
    organization_id BIGINT NOT NULL,
    status_key TEXT NOT NULL,
    key TEXT NOT NULL,
    place BIGINT NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (organization_id, status_key, key),
    FOREIGN KEY (organization_id, status_key) REFERENCES statuses (organization_id, key)
);

INSERT INTO statuses SELECT id, 'available', 0, '', 'ready', 1, 1, 'now', 0 FROM organizations;
INSERT INTO statuses SELECT id, 'away', 1, '', 'away', 1, 1, 'pending', 0 FROM organizations;
INSERT INTO statuses SELECT id, 'offline', 2, '', 'offline', 1, 1, 'now', 0 FROM organizations;
INSERT INTO statuses SELECT id, 'rona', 3, '', 'missed', 0, 0, 'now', 0 FROM organizations;
INSERT INTO status_reasons SELECT id, 'away', 'break', 0, '' FROM organizations;
INSERT INTO status_reasons SELECT id, 'away', 'lunch', 1, '' FROM organizations;
INSERT INTO status_reasons SELECT id, 'away', 'meeting', 2, '' FROM organizations;
INSERT INTO status_reasons SELECT id, 'away', 'training', 3, '' FROM organizations;

ALTER TABLE agents ADD COLUMN reason TEXT NOT NULL DEFAULT '';
-- What comes once the last open chat has ended.
ALTER TABLE agents ADD COLUMN pending_status TEXT;
ALTER TABLE agents ADD COLUMN pending_reason TEXT NOT NULL DEFAULT '';
