-- Who has done what that not everybody may: append-only, each row with the hash of the one before
-- (P22). src/domain/audit.hpp says what the columns mean.

CREATE TABLE audit (
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    event TEXT NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    actor_kind TEXT NOT NULL,
    actor TEXT NOT NULL,                    -- no reference: the row says what was true then
    actor_name TEXT NOT NULL,
    actor_roles TEXT NOT NULL,
    address TEXT NOT NULL,
    target_type TEXT NOT NULL,
    target TEXT NOT NULL,
    target_name TEXT NOT NULL,
    changes TEXT NOT NULL,
    request_id TEXT NOT NULL,
    node TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (organization_id, seq),
    CHECK (outcome IN ('success', 'failure')),
    CHECK (actor_kind IN ('staff', 'command', 'unknown'))
);

-- The end of each chain: where the next row goes on, and what two that are written at the same time
-- meet at.
CREATE TABLE audit_heads (
    organization_id BIGINT NOT NULL PRIMARY KEY REFERENCES organizations (id),
    seq BIGINT NOT NULL,
    hash TEXT NOT NULL
);
