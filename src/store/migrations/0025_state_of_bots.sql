-- only: sqlite
-- A check cannot be changed by a statement there, and the table cannot be made anew while others refer
-- to it: its text is changed, as https://sqlite.org/lang_altertable.html (7) describes it. Rows stay.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(replace(sql,
    '(state IN (''queued'', ''offered'', ''active'', ''closed'', ''unanswered'')',
    '(state IN (''bot'', ''queued'', ''offered'', ''active'', ''closed'', ''unanswered'')'),
    '(state NOT IN (''queued'', ''offered'', ''unanswered'')',
    '(state NOT IN (''bot'', ''queued'', ''offered'', ''unanswered'')')
    WHERE type = 'table' AND name = 'chats';
PRAGMA writable_schema = RESET;
