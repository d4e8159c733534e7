-- The watch over clocks looked every ten seconds at all open ones that are late, most of which have long been told: two seconds for a backlog of a million. Now the index
-- holds only those of which there is something to tell. Outside of a transaction, since clocks are written meanwhile; what a broken attempt has left is only in the way.
drop index concurrently if exists sla.ix_sla_clock_due_at_id_watched;
create index concurrently ix_sla_clock_due_at_id_watched on sla.sla_clock (due_at, id, status)
    where stopped_at is null and status in ('RUNNING', 'IMMINENT');
comment on index sla.ix_sla_clock_due_at_id_watched is
    'Open clocks that may come close to their due time, or pass it; what has passed it and been told is not in it.';
