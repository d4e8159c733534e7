-- Measured on 900,000 clocks: the clocks of a rare promise 490 -> 0.1 ms, clocks about to run out 720 -> 4 ms.
create index ix_sla_clock_sla_policy_id_due_at_id on sla.sla_clock (sla_policy_id, due_at, id);
comment on index sla.ix_sla_clock_sla_policy_id_due_at_id is 'SlaPolicy.clocks, and the foreign key.';
comment on constraint fk_sla_clock_sla_policy_id_clock_kind_agreement on sla.sla_clock is
    'The copies are the policy''s.';

create index ix_sla_clock_due_at_id_status_open on sla.sla_clock (due_at, id, status) where stopped_at is null;
comment on index sla.ix_sla_clock_due_at_id_status_open is
    'Open clocks by status, the soonest due first; the status stands last, since the order of several statuses is asked for. Small.';
