-- Managers give chats to agents, put them back into queues and sign agents out.

-- Who did it, and three more causes; a chat that is given away as it waits comes from nobody. Made
-- anew as before: neither can be changed by a statement that both engines know.
CREATE TABLE hand_overs_anew (
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    chat_id BIGINT NOT NULL REFERENCES chats (id),
    place BIGINT NOT NULL,
    at BIGINT NOT NULL,
    cause TEXT NOT NULL,
    from_agent_id BIGINT REFERENCES agents (user_id),       -- none: it waited
    since BIGINT NOT NULL,
    from_queue_id BIGINT NOT NULL REFERENCES queues (id),
    to_queue_id BIGINT NOT NULL REFERENCES queues (id),
    to_agent_id BIGINT REFERENCES agents (user_id),
    note TEXT NOT NULL,
    by_user_id BIGINT REFERENCES users (id),                -- the manager whose act it was
    PRIMARY KEY (chat_id, place),
    CHECK (cause IN ('transfer', 'hand_over', 'take_over', 'lost', 'retired', 'assigned',
        'requeued', 'signed_out')),
    CHECK (from_agent_id IS NOT NULL OR cause = 'assigned')
);
INSERT INTO hand_overs_anew (organization_id, chat_id, place, at, cause, from_agent_id, since,
    from_queue_id, to_queue_id, to_agent_id, note)
SELECT organization_id, chat_id, place, at, cause, from_agent_id, since, from_queue_id, to_queue_id,
    to_agent_id, note FROM hand_overs;
DROP TABLE hand_overs;
ALTER TABLE hand_overs_anew RENAME TO hand_overs;
