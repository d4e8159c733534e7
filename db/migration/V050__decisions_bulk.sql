set local lock_timeout = '5s';

create table decisions.bulk_decision (
    id uuid default uuidv7() constraint pk_bulk_decision primary key,
    owner text not null,
    reviewer_id uuid not null constraint fk_bulk_decision_reviewer_id references vendors.reviewer,
    vendor_id uuid constraint fk_bulk_decision_vendor_id references vendors.vendor,
    template jsonb not null,
    state text not null default 'PLANNED'
        constraint ck_bulk_decision_state check (state in ('PLANNED', 'APPLIED', 'UNDONE')),
    on_error text
        constraint ck_bulk_decision_on_error check (on_error in ('REJECT_ALL', 'REJECT_ITEM')),
    case_count int not null,
    seller_count int not null,
    creator_count int not null,
    to_decide int not null,
    to_propose int not null,
    to_fail int not null,
    planned_at timestamptz not null,
    expires_at timestamptz not null,
    applied_at timestamptz,
    undone_at timestamptz,
    undo_reason text,
    version int not null default 1,
    created_at timestamptz not null default now(),
    constraint ck_bulk_decision_case_count_range check (case_count between 1 and 1000),
    constraint ck_bulk_decision_counts check (to_decide + to_propose + to_fail = case_count),
    constraint ck_bulk_decision_expires_at_order check (expires_at > planned_at),
    constraint ck_bulk_decision_applied check (
        (state = 'PLANNED') = (applied_at is null) and (applied_at is null) = (on_error is null) and applied_at < expires_at),
    constraint ck_bulk_decision_undone check ((state = 'UNDONE') = (undone_at is not null) and (undone_at is null) = (undo_reason is null))
);
comment on table decisions.bulk_decision is
    'One decision for many cases: planned, looked at, applied, and undone if need be. What became of each case is in bulk_item.';
comment on column decisions.bulk_decision.id is 'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column decisions.bulk_decision.owner is 'The caller who planned it, as the audit names it; nobody else can apply it.';
comment on column decisions.bulk_decision.reviewer_id is 'Who decides: claims what waits, and signs each decision.';
comment on column decisions.bulk_decision.vendor_id is 'The company that the caller is bound to; null: the house. Scoped callers filter by it.';
comment on column decisions.bulk_decision.template is 'What is decided, as it was sent: checked again for each case when it is applied.';
comment on column decisions.bulk_decision.state is 'Where it stands.';
comment on column decisions.bulk_decision.on_error is 'Whether one case that cannot be decided keeps all from it; null: not applied.';
comment on column decisions.bulk_decision.case_count is 'Cases that it is about.';
comment on column decisions.bulk_decision.seller_count is 'Sellers of those that would be decided, as planned.';
comment on column decisions.bulk_decision.creator_count is 'Creators of those that would be decided, as planned.';
comment on column decisions.bulk_decision.to_decide is 'Cases that would be decided at once, as planned.';
comment on column decisions.bulk_decision.to_propose is 'Cases whose decision would wait for a second pair of eyes, as planned.';
comment on column decisions.bulk_decision.to_fail is 'Cases that could not be decided, as planned.';
comment on column decisions.bulk_decision.planned_at is 'When the cases were looked at.';
comment on column decisions.bulk_decision.expires_at is 'Until when it can be applied.';
comment on column decisions.bulk_decision.applied_at is 'When it was applied; null: not.';
comment on column decisions.bulk_decision.undone_at is 'When it was undone, as far as that was possible; null: not.';
comment on column decisions.bulk_decision.undo_reason is 'Why it was undone.';
comment on column decisions.bulk_decision.version is 'Counts the edits of the row.';
comment on column decisions.bulk_decision.created_at is 'When the row was written here; not when the thing happened.';
comment on constraint ck_bulk_decision_case_count_range on decisions.bulk_decision is 'As many as one transaction decides within its time.';
comment on constraint fk_bulk_decision_reviewer_id on decisions.bulk_decision is 'Not walked from the reviewer, so without an index.';
comment on constraint fk_bulk_decision_vendor_id on decisions.bulk_decision is 'Not walked from the vendor, so without an index.';
call platform.guard('decisions.bulk_decision', 'select, insert, update', 'vendor_id = (select platform.scoped_vendor())');
call audit.watch('decisions.bulk_decision', 'BulkDecision');

create table decisions.bulk_item (
    id uuid default uuidv7() constraint pk_bulk_item primary key,
    bulk_decision_id uuid not null constraint fk_bulk_item_bulk_decision_id references decisions.bulk_decision,
    place int not null,
    case_id uuid not null constraint fk_bulk_item_case_id references cases.moderation_case,
    case_version int not null,
    expected text not null
        constraint ck_bulk_item_expected check (expected in ('DECIDED', 'PROPOSED', 'FAILED')),
    result text
        constraint ck_bulk_item_result check (result in ('DECIDED', 'PROPOSED', 'FAILED')),
    decision_id uuid constraint fk_bulk_item_decision_id references decisions.decision,
    fault text
        constraint ck_bulk_item_fault check (fault in (
            'CASE_UNKNOWN', 'VERSION_CONFLICT', 'INVALID_TRANSITION', 'LEASE_OF_ANOTHER', 'LEASE_EXPIRED', 'REVIEWER_UNFIT',
            'DUTIES_NOT_SEPARATE', 'SOP_NOT_EFFECTIVE', 'SOP_PATH_INVALID', 'ACTION_UNFIT', 'NOTICE_TOO_SHORT', 'STILL_IN_FORCE')),
    message text,
    undo text
        constraint ck_bulk_item_undo check (undo in ('UNDONE', 'KEPT')),
    undo_fault text
        constraint ck_bulk_item_undo_fault check (undo_fault in (
            'CASE_UNKNOWN', 'VERSION_CONFLICT', 'AWAITS_APPROVAL', 'ACTION_NOT_REVERSIBLE')),
    undo_message text,
    created_at timestamptz not null default now(),
    constraint uk_bulk_item_bulk_decision_id_case_id unique (bulk_decision_id, case_id),
    constraint ck_bulk_item_decided check ((decision_id is not null) = (result in ('DECIDED', 'PROPOSED') and result is not null)),
    constraint ck_bulk_item_failed check (
        (fault is null) = (message is null) and (fault is not null) = (coalesce(result, expected) = 'FAILED')),
    constraint ck_bulk_item_undone check (
        (undo is null or decision_id is not null) and (undo_fault is null) = (undo_message is null)
        and (undo_fault is not null) = (undo = 'KEPT' and undo is not null))
);
comment on table decisions.bulk_item is 'One case of a bulk decision: what was expected of it, what became of it, and what its undoing did.';
comment on column decisions.bulk_item.id is 'Time-ordered key (UUIDv7).';
comment on column decisions.bulk_item.bulk_decision_id is 'The bulk decision.';
comment on column decisions.bulk_item.place is 'Its place in the list, from 0.';
comment on column decisions.bulk_item.case_id is 'The case.';
comment on column decisions.bulk_item.case_version is 'The version in which it was looked at: a later one is not decided.';
comment on column decisions.bulk_item.expected is 'What applying would do, when it was planned.';
comment on column decisions.bulk_item.result is 'What applying did; null: not applied.';
comment on column decisions.bulk_item.decision_id is 'The decision taken or proposed; null: none.';
comment on column decisions.bulk_item.fault is 'Why it cannot be decided; null: it can.';
comment on column decisions.bulk_item.message is 'The same in words, with what would be right.';
comment on column decisions.bulk_item.undo is 'What undoing did; null: not undone, or nothing was decided.';
comment on column decisions.bulk_item.undo_fault is 'Why its decision was left as it is; null: it was undone, or not tried.';
comment on column decisions.bulk_item.undo_message is 'The same in words.';
comment on column decisions.bulk_item.created_at is 'When the row was written here; not when the thing happened.';
comment on constraint ck_bulk_item_failed on decisions.bulk_item is 'What fails, or is expected to, says why; nothing else does.';
create index ix_bulk_item_bulk_decision_id_place_id on decisions.bulk_item (bulk_decision_id, place, id);
comment on index decisions.ix_bulk_item_bulk_decision_id_place_id is 'BulkDecision.items.';
create index ix_bulk_item_case_id on decisions.bulk_item (case_id);
create index ix_bulk_item_decision_id on decisions.bulk_item (decision_id) where decision_id is not null;
call platform.guard(
    'decisions.bulk_item', 'select, insert, update',
    'exists (select from decisions.bulk_decision b where b.id = bulk_decision_id) and exists (select from cases.moderation_case c where c.id = case_id)',
    'not exists (select from quality.blinded_case b where b.case_id = bulk_item.case_id)');

create table decisions.bulk_measure (
    bulk_decision_id uuid not null constraint fk_bulk_measure_bulk_decision_id references decisions.bulk_decision,
    kind text not null constraint fk_bulk_measure_kind references decisions.measure_kind,
    measure_count int not null,
    to_approve int not null,
    created_at timestamptz not null default now(),
    constraint pk_bulk_measure primary key (bulk_decision_id, kind),
    constraint ck_bulk_measure_counts check (measure_count > 0 and to_approve between 0 and measure_count)
);
comment on table decisions.bulk_measure is 'How many measures of each kind a bulk decision would bring about, as planned.';
comment on column decisions.bulk_measure.bulk_decision_id is 'The bulk decision.';
comment on column decisions.bulk_measure.kind is 'The kind of measure.';
comment on column decisions.bulk_measure.measure_count is 'Measures of the kind, of all cases that would be decided or proposed.';
comment on column decisions.bulk_measure.to_approve is 'Those of them that would wait for a second pair of eyes.';
comment on column decisions.bulk_measure.created_at is 'When the row was written here; not when the thing happened.';
comment on constraint fk_bulk_measure_kind on decisions.bulk_measure is 'A handful of kinds, so without an index of its own.';
call platform.guard(
    'decisions.bulk_measure', 'select, insert', 'exists (select from decisions.bulk_decision b where b.id = bulk_decision_id)');
create trigger tr_bulk_measure_append_only
    before update or delete or truncate on decisions.bulk_measure
    for each statement execute function platform.refuse_change();

insert into platform.life_cycle_transition (machine, from_state, event, to_state, scope, guard)
values
    ('BULK_DECISION', 'PLANNED', 'APPLIED', 'APPLIED', 'CASES_BULK', 'Whoever planned it applies it, within an hour'),
    ('BULK_DECISION', 'APPLIED', 'UNDONE', 'UNDONE', 'CASES_BULK', null);
create trigger tr_bulk_decision_life_cycle
    before update of state on decisions.bulk_decision
    for each row when (old.state is distinct from new.state)
    execute function platform.keep_life_cycle('BULK_DECISION');

create function decisions.keep_bulk_item() returns trigger
    language plpgsql
as $$
begin
    if to_jsonb(new) - '{result,decision_id,fault,message,undo,undo_fault,undo_message}'::text[]
            = to_jsonb(old) - '{result,decision_id,fault,message,undo,undo_fault,undo_message}'::text[]
        and (old.result is null or (new.result, new.decision_id, new.fault) is not distinct from (old.result, old.decision_id, old.fault))
        and (old.undo is null or new.undo = old.undo) then
        return new;
    end if;
    raise exception 'item % of bulk decision % stays as it was answered', old.id, old.bulk_decision_id
        using errcode = 'restrict_violation', schema = 'decisions', table = 'bulk_item';
end
$$;
comment on function decisions.keep_bulk_item() is 'Trigger: of an item the result and the undoing are written, each once.';
create trigger tr_bulk_item_keep
    before update on decisions.bulk_item
    for each row execute function decisions.keep_bulk_item();
