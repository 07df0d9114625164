-- Of which queues a report that was made tells, as a list of ids in JSON; empty: of all. Those from
-- before tell of all, for all that is known.
ALTER TABLE report_runs ADD COLUMN queues TEXT NOT NULL DEFAULT '';
