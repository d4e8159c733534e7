-- Outside of a transaction, since cases are written meanwhile. What a broken attempt has left is invalid and only in the way.
drop index concurrently if exists cases.ix_moderation_case_queue_id_due_at_severity_waiting;
create index concurrently ix_moderation_case_queue_id_due_at_severity_waiting
    on cases.moderation_case (queue_id, due_at, severity, priority_rank desc, id)
    where state = 'QUEUED';
comment on index cases.ix_moderation_case_queue_id_due_at_severity_waiting is
    'The next case of a queue, in the whole order: thousands may be due at the same instant, as what came in over a holiday is. Holds waiting cases only.';
