-- Outside of a transaction, since cases are written meanwhile; what a broken attempt has left is only in the way.
drop index concurrently if exists cases.ix_moderation_case_returned_to_id_queue_id;
create index concurrently ix_moderation_case_returned_to_id_queue_id on cases.moderation_case (returned_to_id, queue_id)
    where returned_to_id is not null and state = 'QUEUED';
comment on index cases.ix_moderation_case_returned_to_id_queue_id is 'What came back from hold to a queue, for whoever held it; small.';
-- Planners know from the start that hardly any case has one.
analyze cases.moderation_case (returned_to_id);
