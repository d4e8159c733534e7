create schema events;
comment on schema events is 'What happened, for those who want to hear of it: one line per stream, without gaps.';

create table events.stream (
    stream text constraint pk_stream primary key,
    position bigint not null default 0,
    constraint ck_stream_position_not_negative check (position >= 0)
);
comment on table events.stream is 'How far each line has been numbered.';
comment on column events.stream.stream is 'The kind of thing that events are about, as its life cycle is called: CASE.';
comment on column events.stream.position is 'The last number given: as many entries as that can be read, in that order.';

create table events.outbox_event (
    id bigint generated always as identity constraint pk_outbox_event primary key,
    stream text not null constraint fk_outbox_event_stream references events.stream,
    position bigint,
    entity_id uuid not null,
    seq int not null,
    kind text not null,
    from_state text,
    to_state text not null,
    occurred_at timestamptz not null,
    detail jsonb,
    created_at timestamptz not null default now(),
    constraint uk_outbox_event_stream_position unique (stream, position),
    constraint uk_outbox_event_stream_entity_id_seq unique (stream, entity_id, seq),
    constraint ck_outbox_event_position_positive check (position > 0),
    constraint ck_outbox_event_seq_positive check (seq > 0)
);
comment on table events.outbox_event is
    'Each thing that happened, written in its own transaction by a trigger, so that there is one exactly if it did happen. Numbered afterwards, once it is committed: numbers drawn before would come out of order and leave gaps, and drawing them under a lock would let one transaction in at a time.';
comment on column events.outbox_event.id is 'Order of writing; has gaps, and a lower one may appear after a higher one.';
comment on column events.outbox_event.stream is 'The line it belongs to.';
comment on column events.outbox_event.position is '1, 2, 3 … in its line, without gaps; the events of one thing in their order. Null for the moment until it is numbered: not to be read yet.';
comment on column events.outbox_event.entity_id is 'What it happened to.';
comment on column events.outbox_event.seq is 'Which of its events, 1, 2, 3 …';
comment on column events.outbox_event.kind is 'What happened.';
comment on column events.outbox_event.from_state is 'Where it stood; null: it began.';
comment on column events.outbox_event.to_state is 'Where it stands then.';
comment on column events.outbox_event.occurred_at is 'When it happened.';
comment on column events.outbox_event.detail is 'A few further facts of this kind of event; null: none.';
comment on column events.outbox_event.created_at is 'When the row was written here; not when the thing happened.';
create index ix_outbox_event_id on events.outbox_event (id) where position is null;
comment on index events.ix_outbox_event_id is 'What is to be numbered; nearly empty.';

create function events.publish() returns trigger
    language plpgsql
as $$
begin
    if not platform.in_bulk_load() then
        insert into events.outbox_event (stream, entity_id, seq, kind, from_state, to_state, occurred_at, detail)
        select tg_argv[0], a.case_id, a.seq, a.kind, a.from_state, a.to_state, a.occurred_at, a.detail
        from added a
        order by a.case_id, a.seq;
    end if;
    return null;
end
$$;
comment on function events.publish() is
    'Trigger of tables of events of cases, after an insert whose rows it calls added: an entry for each in the stream that the argument names.';

create function events.number_entries(most int) returns int
    language plpgsql
as $$
declare
    numbered int;
begin
    if not pg_try_advisory_xact_lock(hashtextextended('events.number_entries', 0)) then
        return 0;
    end if;
    with waiting as (
        select id, stream, row_number() over (partition by stream order by id) as place
        from (select id, stream from events.outbox_event where position is null order by id limit most) w),
    head as (
        update events.stream s set position = s.position + w.entries
        from (select stream, count(*) as entries from waiting group by stream) w
        where w.stream = s.stream
        returning s.stream, s.position - w.entries as before)
    update events.outbox_event o set position = head.before + waiting.place
    from waiting join head using (stream)
    where o.id = waiting.id;
    get diagnostics numbered = row_count;
    return numbered;
end
$$;
comment on function events.number_entries(int) is
    'Gives the next numbers to entries that are committed, so many at most; only one session does it at a time, others go on with nothing done. Two events of a thing are in order: the second was written after the first was committed, and so has the higher id.';

grant usage on schema events to docket_app;
call platform.guard('events.stream', 'select, update', null, null);
call platform.guard('events.outbox_event', 'select, insert, update', null, null);
