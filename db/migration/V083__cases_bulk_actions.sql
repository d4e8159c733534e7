set local lock_timeout = '5s';

create table cases.bulk_action (
    id uuid default uuidv7() constraint pk_bulk_action primary key,
    owner text not null,
    kind text not null
        constraint ck_bulk_action_kind check (kind in ('MOVE', 'CANCEL')),
    queue_id uuid constraint fk_bulk_action_queue_id references cases.queue,
    cancel_reason text
        constraint ck_bulk_action_cancel_reason check (cancel_reason in ('SUBJECT_GONE', 'DUPLICATE', 'OPENED_BY_MISTAKE')),
    state text not null default 'PLANNED'
        constraint ck_bulk_action_state check (state in ('PLANNED', 'APPLIED', 'UNDONE')),
    on_error text
        constraint ck_bulk_action_on_error check (on_error in ('REJECT_ALL', 'REJECT_ITEM')),
    case_count int not null,
    seller_count int not null,
    creator_count int not null,
    to_change int not null,
    to_fail int not null,
    planned_at timestamptz not null,
    expires_at timestamptz not null,
    applied_at timestamptz,
    undone_at timestamptz,
    undo_reason text,
    version int not null default 1,
    created_at timestamptz not null default now(),
    constraint ck_bulk_action_what check ((kind = 'MOVE') = (queue_id is not null) and (kind = 'CANCEL') = (cancel_reason is not null)),
    constraint ck_bulk_action_case_count_range check (case_count between 1 and 1000),
    constraint ck_bulk_action_counts check (to_change + to_fail = case_count),
    constraint ck_bulk_action_expires_at_order check (expires_at > planned_at),
    constraint ck_bulk_action_applied check (
        (state = 'PLANNED') = (applied_at is null) and (applied_at is null) = (on_error is null) and applied_at < expires_at),
    constraint ck_bulk_action_undone check (
        (state = 'UNDONE') = (undone_at is not null) and (undone_at is null) = (undo_reason is null) and (undone_at is null or kind = 'MOVE'))
);
comment on table cases.bulk_action is
    'The same done to many cases without deciding them: planned, looked at, applied, and undone if need be. What became of each case is in bulk_action_item.';
comment on column cases.bulk_action.id is 'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column cases.bulk_action.owner is 'The caller who planned it, as the audit names it; nobody else can apply it.';
comment on column cases.bulk_action.kind is 'MOVE: to another queue; CANCEL: end them.';
comment on column cases.bulk_action.queue_id is 'Where they are moved; null: they are not.';
comment on column cases.bulk_action.cancel_reason is 'What has become of those that are cancelled; null: they are not.';
comment on column cases.bulk_action.state is 'Where it stands.';
comment on column cases.bulk_action.on_error is 'Whether one case that cannot be changed keeps all from it; null: not applied.';
comment on column cases.bulk_action.case_count is 'Cases that it is about.';
comment on column cases.bulk_action.seller_count is 'Sellers of those that would be changed, as planned.';
comment on column cases.bulk_action.creator_count is 'Creators of those that would be changed, as planned.';
comment on column cases.bulk_action.to_change is 'Cases to which it would be done, as planned.';
comment on column cases.bulk_action.to_fail is 'Cases to which it could not be done, as planned.';
comment on column cases.bulk_action.planned_at is 'When the cases were looked at.';
comment on column cases.bulk_action.expires_at is 'Until when it can be applied.';
comment on column cases.bulk_action.applied_at is 'When it was applied; null: not.';
comment on column cases.bulk_action.undone_at is 'When it was undone, as far as that was possible; null: not.';
comment on column cases.bulk_action.undo_reason is 'Why it was undone.';
comment on column cases.bulk_action.version is 'Counts the edits of the row.';
comment on column cases.bulk_action.created_at is 'When the row was written here; not when the thing happened.';
comment on constraint ck_bulk_action_case_count_range on cases.bulk_action is 'As many as one transaction changes within its time.';
comment on constraint ck_bulk_action_undone on cases.bulk_action is 'What was cancelled has ended for good.';
comment on constraint fk_bulk_action_queue_id on cases.bulk_action is 'Not walked from the queue, so without an index.';
call platform.guard('cases.bulk_action', 'select, insert, update, delete', 'false');
call audit.watch('cases.bulk_action', 'BulkAction');

create table cases.bulk_action_item (
    id uuid default uuidv7() constraint pk_bulk_action_item primary key,
    bulk_action_id uuid not null constraint fk_bulk_action_item_bulk_action_id references cases.bulk_action,
    place int not null,
    case_id uuid not null constraint fk_bulk_action_item_case_id references cases.moderation_case,
    case_version int not null,
    from_queue_id uuid constraint fk_bulk_action_item_from_queue_id references cases.queue,
    expected text not null
        constraint ck_bulk_action_item_expected check (expected in ('CHANGED', 'FAILED')),
    result text
        constraint ck_bulk_action_item_result check (result in ('CHANGED', 'FAILED')),
    fault text
        constraint ck_bulk_action_item_fault check (fault in (
            'CASE_UNKNOWN', 'VERSION_CONFLICT', 'INVALID_TRANSITION', 'QUEUE_UNFIT', 'QUEUE_INACTIVE')),
    message text,
    undo text
        constraint ck_bulk_action_item_undo check (undo in ('UNDONE', 'KEPT')),
    undo_fault text
        constraint ck_bulk_action_item_undo_fault check (undo_fault in (
            'CASE_UNKNOWN', 'VERSION_CONFLICT', 'INVALID_TRANSITION', 'QUEUE_UNFIT', 'QUEUE_INACTIVE')),
    undo_message text,
    created_at timestamptz not null default now(),
    constraint uk_bulk_action_item_bulk_action_id_case_id unique (bulk_action_id, case_id),
    constraint ck_bulk_action_item_failed check (
        (fault is null) = (message is null) and (fault is not null) = (coalesce(result, expected) = 'FAILED')),
    constraint ck_bulk_action_item_undone check (
        (undo is null or result = 'CHANGED' and result is not null) and (undo_fault is null) = (undo_message is null)
        and (undo_fault is not null) = (undo = 'KEPT' and undo is not null))
);
comment on table cases.bulk_action_item is 'One case of a bulk action: what was expected of it, what became of it, and what its undoing did.';
comment on column cases.bulk_action_item.id is 'Time-ordered key (UUIDv7).';
comment on column cases.bulk_action_item.bulk_action_id is 'The bulk action.';
comment on column cases.bulk_action_item.place is 'Its place in the list, from 0.';
comment on column cases.bulk_action_item.case_id is 'The case.';
comment on column cases.bulk_action_item.case_version is 'The version in which it was looked at: a later one is left alone.';
comment on column cases.bulk_action_item.from_queue_id is 'The queue in which it was then; null: in none. It is the same when it is changed, since its version is.';
comment on column cases.bulk_action_item.expected is 'What applying would do, when it was planned.';
comment on column cases.bulk_action_item.result is 'What applying did; null: not applied.';
comment on column cases.bulk_action_item.fault is 'Why it cannot be done; null: it can.';
comment on column cases.bulk_action_item.message is 'The same in words, with what would be right.';
comment on column cases.bulk_action_item.undo is 'What undoing did; null: not undone, or nothing had been done.';
comment on column cases.bulk_action_item.undo_fault is 'Why it was left as it is; null: it was undone, or not tried.';
comment on column cases.bulk_action_item.undo_message is 'The same in words.';
comment on column cases.bulk_action_item.created_at is 'When the row was written here; not when the thing happened.';
comment on constraint ck_bulk_action_item_failed on cases.bulk_action_item is 'What fails, or is expected to, says why; nothing else does.';
comment on constraint fk_bulk_action_item_from_queue_id on cases.bulk_action_item is 'Not walked from the queue, so without an index.';
create index ix_bulk_action_item_bulk_action_id_place_id on cases.bulk_action_item (bulk_action_id, place, id);
comment on index cases.ix_bulk_action_item_bulk_action_id_place_id is 'BulkAction.items.';
create index ix_bulk_action_item_case_id on cases.bulk_action_item (case_id);
create index ix_bulk_action_planned_at on cases.bulk_action (planned_at) where state = 'PLANNED';
comment on index cases.ix_bulk_action_planned_at is 'Plans to be forgotten.';
call platform.guard('cases.bulk_action_item', 'select, insert, update, delete', 'false');

insert into platform.life_cycle_transition (machine, from_state, event, to_state, scope, guard)
values
    ('BULK_ACTION', 'PLANNED', 'APPLIED', 'APPLIED', 'CASES_BULK', 'Whoever planned it applies it, within an hour'),
    ('BULK_ACTION', 'APPLIED', 'UNDONE', 'UNDONE', 'CASES_BULK', 'What was cancelled stays so');
create trigger tr_bulk_action_life_cycle
    before update of state on cases.bulk_action
    for each row when (old.state is distinct from new.state)
    execute function platform.keep_life_cycle('BULK_ACTION');

create function cases.keep_bulk_action_item() returns trigger
    language plpgsql
as $$
begin
    if to_jsonb(new) - '{result,fault,message,undo,undo_fault,undo_message}'::text[]
            = to_jsonb(old) - '{result,fault,message,undo,undo_fault,undo_message}'::text[]
        and (old.result is null or (new.result, new.fault) is not distinct from (old.result, old.fault))
        and (old.undo is null or new.undo = old.undo) then
        return new;
    end if;
    raise exception 'item % of bulk action % stays as it was answered', old.id, old.bulk_action_id
        using errcode = 'restrict_violation', schema = 'cases', table = 'bulk_action_item';
end
$$;
comment on function cases.keep_bulk_action_item() is 'Trigger: of an item the result and the undoing are written, each once.';
create trigger tr_bulk_action_item_keep
    before update on cases.bulk_action_item
    for each row execute function cases.keep_bulk_action_item();

create function cases.keep_applied_bulk_action() returns trigger
    language plpgsql
as $$
declare
    bulk uuid := coalesce(to_jsonb(old) ->> 'bulk_action_id', to_jsonb(old) ->> 'id')::uuid;
begin
    if exists (select from cases.bulk_action b where b.id = bulk and b.state = 'PLANNED' and b.expires_at <= now()) then
        return old;
    end if;
    raise exception 'bulk action % was applied, or still can be: it stays', bulk
        using errcode = 'restrict_violation', schema = 'cases', table = tg_table_name;
end
$$;
comment on function cases.keep_applied_bulk_action() is 'Trigger: of bulk actions only plans go that cannot be applied any more, with their items.';
create trigger tr_bulk_action_keep
    before delete on cases.bulk_action
    for each row execute function cases.keep_applied_bulk_action();
create trigger tr_bulk_action_item_keep_applied
    before delete on cases.bulk_action_item
    for each row execute function cases.keep_applied_bulk_action();
