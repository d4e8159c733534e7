create index concurrently ix_moderation_case_id_decided on cases.moderation_case (id) where state = 'DECIDED';
comment on index cases.ix_moderation_case_id_decided is 'Decided cases that may be closed by themselves; small.';
