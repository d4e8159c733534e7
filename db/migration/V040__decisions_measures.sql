set local lock_timeout = '5s';

create table decisions.measure_kind (
    kind text constraint pk_measure_kind primary key,
    target text not null
        constraint ck_measure_kind_target check (target in ('SELLER', 'CREATOR', 'LISTING', 'CONTENT', 'ITEM', 'PUBLISHER')),
    effect text
        constraint ck_measure_kind_effect check (effect in ('LIMITED', 'GONE')),
    ending text not null
        constraint ck_measure_kind_ending check (ending in ('NEEDED', 'ALLOWED', 'NONE'))
);
comment on table decisions.measure_kind is 'What each kind of measure is about; triggers and the server both read it here.';
comment on column decisions.measure_kind.kind is 'As in enforcement_action.kind.';
comment on column decisions.measure_kind.target is
    'Whom or what it hits. ITEM: a listing or content. PUBLISHER: a seller or a creator, whoever published.';
comment on column decisions.measure_kind.effect is
    'What becomes of it: LIMITED (suspended, frozen, restricted) or GONE (terminated, removed); on an ITEM only content is LIMITED. Null: its state stays.';
comment on column decisions.measure_kind.ending is 'Whether it has an end: NEEDED, ALLOWED, or NONE since it is done at once or for good.';
call platform.guard('decisions.measure_kind', 'select', 'true');

insert into decisions.measure_kind (kind, target, effect, ending)
values
    ('WARNING', 'PUBLISHER', null, 'NONE'),
    ('LISTING_REMOVAL', 'LISTING', 'GONE', 'ALLOWED'),
    ('LISTING_FREEZE', 'LISTING', 'LIMITED', 'ALLOWED'),
    ('VISIBILITY_REDUCTION', 'ITEM', 'LIMITED', 'ALLOWED'),
    ('FEATURE_RESTRICTION', 'PUBLISHER', null, 'ALLOWED'),
    ('CAMPAIGN_RESTRICTION', 'PUBLISHER', null, 'ALLOWED'),
    ('SETTLEMENT_DEFERRAL', 'PUBLISHER', null, 'ALLOWED'),
    ('WITHDRAWAL_SUSPENSION', 'PUBLISHER', null, 'ALLOWED'),
    ('BALANCE_DEDUCTION', 'PUBLISHER', null, 'NONE'),
    ('HEALTH_POINTS', 'PUBLISHER', null, 'ALLOWED'),
    ('SHOP_SUSPENSION', 'SELLER', 'LIMITED', 'NEEDED'),
    ('SHOP_TERMINATION', 'SELLER', 'GONE', 'NONE'),
    ('CREATOR_SUSPENSION', 'CREATOR', 'LIMITED', 'NEEDED'),
    ('CREATOR_TERMINATION', 'CREATOR', 'GONE', 'NONE'),
    ('CONTENT_REMOVAL', 'CONTENT', 'GONE', 'ALLOWED'),
    ('CONTENT_DISABLING', 'CONTENT', 'LIMITED', 'ALLOWED'),
    ('AGE_RESTRICTION', 'ITEM', 'LIMITED', 'ALLOWED'),
    ('INTERACTION_RESTRICTION', 'ITEM', 'LIMITED', 'ALLOWED'),
    ('CONTENT_LABEL', 'ITEM', null, 'ALLOWED'),
    ('OTHER_VISIBILITY_RESTRICTION', 'ITEM', null, 'ALLOWED'),
    ('PAYMENT_SUSPENSION', 'PUBLISHER', null, 'NEEDED'),
    ('PAYMENT_TERMINATION', 'PUBLISHER', null, 'NONE'),
    ('OTHER_MONETARY_RESTRICTION', 'PUBLISHER', null, 'ALLOWED'),
    ('SERVICE_PARTIAL_SUSPENSION', 'PUBLISHER', null, 'NEEDED'),
    ('SERVICE_TOTAL_SUSPENSION', 'PUBLISHER', null, 'NEEDED'),
    ('SERVICE_PARTIAL_TERMINATION', 'PUBLISHER', null, 'NONE'),
    ('SERVICE_TOTAL_TERMINATION', 'PUBLISHER', null, 'NONE'),
    ('ACCOUNT_SUSPENSION', 'PUBLISHER', 'LIMITED', 'NEEDED'),
    ('ACCOUNT_TERMINATION', 'PUBLISHER', 'GONE', 'NONE');

create table decisions.approval_rule (
    id uuid default uuidv7() constraint pk_approval_rule primary key,
    kind text constraint fk_approval_rule_kind references decisions.measure_kind,
    reach_from int not null default 0,
    due_within interval not null default '24 hours',
    effective_at timestamptz not null default '-infinity',
    ends_at timestamptz,
    created_at timestamptz not null default now(),
    constraint ex_approval_rule_kind_period exclude using gist (coalesce(kind, '') with =, tstzrange(effective_at, ends_at) with &&),
    constraint ck_approval_rule_reach_from_range check (reach_from >= 0),
    constraint ck_approval_rule_due_within_positive check (due_within > interval '0'),
    constraint ck_approval_rule_ends_at_order check (ends_at > effective_at)
);
comment on table decisions.approval_rule is
    'Which decisions take a second pair of eyes. To change a rule, end it and insert the next: decisions are judged by the one in force when they are taken.';
comment on column decisions.approval_rule.id is 'Time-ordered key (UUIDv7).';
comment on column decisions.approval_rule.kind is 'The kind of measure that takes it; null: the rule of what trainees decide, whatever follows.';
comment on column decisions.approval_rule.reach_from is 'From this priority rank of the case on: how many people follow whoever published it. 0: always.';
comment on column decisions.approval_rule.due_within is 'How long a decision may wait until it is overdue; of several rules the shortest time counts.';
comment on column decisions.approval_rule.effective_at is 'In force from then on.';
comment on column decisions.approval_rule.ends_at is 'In force until then; null: no end set.';
comment on column decisions.approval_rule.created_at is 'When the row was written here; not when the thing happened.';
comment on constraint ex_approval_rule_kind_period on decisions.approval_rule is 'One rule for a kind at a time; serves the look-up by kind too.';
comment on constraint fk_approval_rule_kind on decisions.approval_rule is 'A handful of rows, so without an index of its own.';
call platform.guard('decisions.approval_rule', 'select, insert, update', 'true');

insert into decisions.approval_rule (kind, reach_from, due_within)
values
    (null, 0, '8 hours'),
    ('SHOP_TERMINATION', 0, '24 hours'),
    ('CREATOR_TERMINATION', 0, '24 hours'),
    ('ACCOUNT_TERMINATION', 0, '24 hours'),
    ('SERVICE_TOTAL_TERMINATION', 0, '24 hours'),
    ('PAYMENT_TERMINATION', 0, '24 hours'),
    ('BALANCE_DEDUCTION', 0, '24 hours'),
    ('WITHDRAWAL_SUSPENSION', 0, '24 hours'),
    ('SHOP_SUSPENSION', 100000, '12 hours'),
    ('CREATOR_SUSPENSION', 100000, '12 hours'),
    ('ACCOUNT_SUSPENSION', 100000, '12 hours');

create table decisions.notice_rule (
    kind text not null constraint fk_notice_rule_kind references decisions.measure_kind,
    region text not null
        constraint ck_notice_rule_region check (region in ('JP', 'SEA', 'EU', 'UK', 'US')),
    notice interval not null,
    constraint pk_notice_rule primary key (kind, region),
    constraint ck_notice_rule_notice_positive check (notice > interval '0')
);
comment on table decisions.notice_rule is
    'How long ahead a business seller is told that its service ends (Regulation (EU) 2019/1150, Art. 4(2), kept in the United Kingdom).';
comment on column decisions.notice_rule.kind is 'The kind of measure.';
comment on column decisions.notice_rule.region is 'Of the market, as platform.market has it.';
comment on column decisions.notice_rule.notice is 'In hours, so that no change of clocks shortens it: the shortest time between decision, or its approval, and effect.';
call platform.guard('decisions.notice_rule', 'select', 'true');

insert into decisions.notice_rule (kind, region, notice)
select k.kind, r.region, interval '720 hours'
from unnest(array['SHOP_TERMINATION', 'ACCOUNT_TERMINATION', 'SERVICE_TOTAL_TERMINATION']) k (kind),
    unnest(array['EU', 'UK']) r (region);

alter table decisions.decision
    add column lease_token bigint,
    add column approval_due_at timestamptz not null default 'infinity',
    add constraint fk_decision_lease_token foreign key (lease_token) references cases.lease (token) not valid,
    add constraint ck_decision_approval_due_at_needs check (approval_due_at = 'infinity' or approval <> 'NOT_REQUIRED') not valid;
comment on column decisions.decision.lease_token is
    'The number of the lease that the decider held; null: no person decided in the normal course, or before this was kept.';
comment on column decisions.decision.approval_due_at is
    'Until when a second pair of eyes should have looked at it; infinity: none is needed, or decided before this was kept.';
comment on constraint fk_decision_lease_token on decisions.decision is 'Not walked from the lease, so without an index.';

alter table decisions.enforcement_action
    add column seller_id uuid,
    add column creator_id uuid,
    add column listing_id uuid,
    add column content_id uuid,
    add column duration interval,
    add column notice interval,
    add column without_notice text,
    add column reversed_reason text,
    add constraint fk_enforcement_action_seller_id foreign key (seller_id) references subjects.seller not valid,
    add constraint fk_enforcement_action_creator_id foreign key (creator_id) references subjects.creator not valid,
    add constraint fk_enforcement_action_listing_id foreign key (listing_id) references subjects.product_listing not valid,
    add constraint fk_enforcement_action_content_id foreign key (content_id) references subjects.content not valid,
    add constraint ck_enforcement_action_target_one check (num_nonnulls(seller_id, creator_id, listing_id, content_id) <= 1) not valid,
    add constraint ck_enforcement_action_duration_positive check (duration > interval '0') not valid,
    add constraint ck_enforcement_action_reversed_reason_reversed check (reversed_reason is null or state = 'REVERSED') not valid;
comment on column decisions.enforcement_action.seller_id is 'The seller whom it hits; null: not a seller, or not told.';
comment on column decisions.enforcement_action.creator_id is 'The creator whom it hits; null: not a creator, or not told.';
comment on column decisions.enforcement_action.listing_id is 'The listing that it hits; null: not a listing, or not told.';
comment on column decisions.enforcement_action.content_id is 'The content that it hits; null: no content, or not told.';
comment on column decisions.enforcement_action.duration is
    'How long it lasts from when it takes effect, so that a late approval does not shorten it; ends_at follows from it. Null: ends_at says it.';
comment on column decisions.enforcement_action.notice is
    'How long ahead whoever it hits is told, as was owed when it was decided; null: no notice is owed, or there is a reason.';
comment on column decisions.enforcement_action.without_notice is
    'Why a seller who is owed notice is told no earlier than it takes effect; null: no such reason.';
comment on column decisions.enforcement_action.reversed_reason is 'Why it was undone; null: it was not, or it was not told.';

create table decisions.carried_action (
    decision_id uuid not null constraint fk_carried_action_decision_id references decisions.decision,
    action_id uuid not null constraint fk_carried_action_action_id references decisions.enforcement_action,
    created_at timestamptz not null default now(),
    constraint pk_carried_action primary key (decision_id, action_id)
);
comment on table decisions.carried_action is
    'Measures of earlier decisions of a case that a later one leaves in force; all others end with what it supersedes.';
comment on column decisions.carried_action.decision_id is 'The later decision.';
comment on column decisions.carried_action.action_id is 'The measure of an earlier one of the same case.';
comment on column decisions.carried_action.created_at is 'When the row was written here; not when the thing happened.';
create index ix_carried_action_action_id on decisions.carried_action (action_id);
call platform.guard(
    'decisions.carried_action', 'select, insert', 'exists (select from decisions.decision d where d.id = decision_id)',
    'exists (select from decisions.decision d where d.id = decision_id)');
create trigger tr_carried_action_append_only
    before update or delete or truncate on decisions.carried_action
    for each statement execute function platform.refuse_change();

insert into platform.life_cycle_transition (machine, from_state, event, to_state, scope, guard)
values
    ('ENFORCEMENT_ACTION', 'PENDING_APPROVAL', 'APPROVED', 'ACTIVE', null, 'Its decision is approved'),
    ('ENFORCEMENT_ACTION', 'PENDING_APPROVAL', 'APPROVED', 'PLANNED', null, 'Its decision is approved, and it takes effect later'),
    ('ENFORCEMENT_ACTION', 'PENDING_APPROVAL', 'APPROVED', 'NOTICE', null, 'Its decision is approved, and notice is owed'),
    ('ENFORCEMENT_ACTION', 'PENDING_APPROVAL', 'REFUSED', 'FAILED', null, 'Its decision is refused'),
    ('ENFORCEMENT_ACTION', 'PLANNED', 'ACTIVATED', 'ACTIVE', null, 'Its time has come'),
    ('ENFORCEMENT_ACTION', 'NOTICE', 'ACTIVATED', 'ACTIVE', null, 'Its time has come'),
    ('ENFORCEMENT_ACTION', 'ACTIVE', 'ENDED', 'EXPIRED', null, 'Its end has come'),
    ('ENFORCEMENT_ACTION', 'PLANNED', 'REVERSED', 'REVERSED', 'CASES_LEAD', 'It can be undone'),
    ('ENFORCEMENT_ACTION', 'NOTICE', 'REVERSED', 'REVERSED', 'CASES_LEAD', 'It can be undone'),
    ('ENFORCEMENT_ACTION', 'ACTIVE', 'REVERSED', 'REVERSED', 'CASES_LEAD', 'It can be undone');

create trigger tr_enforcement_action_life_cycle
    before update of state on decisions.enforcement_action
    for each row when (old.state is distinct from new.state)
    execute function platform.keep_life_cycle('ENFORCEMENT_ACTION');

create function decisions.keep_action() returns trigger
    language plpgsql
as $$
begin
    if tg_op = 'UPDATE'
        -- What is generated is not there yet.
        and to_jsonb(new) - '{state,effective_at,ends_at,reversed_at,reversed_reason,version,dsa_restriction}'::text[]
            = to_jsonb(old) - '{state,effective_at,ends_at,reversed_at,reversed_reason,version,dsa_restriction}'::text[] then
        return new;
    end if;
    raise exception 'measure % stays as it was decided; reverse it, and decide anew', old.id
        using errcode = 'restrict_violation', schema = 'decisions', table = 'enforcement_action';
end
$$;
comment on function decisions.keep_action() is 'Trigger: of a measure only state and times change.';
create trigger tr_enforcement_action_keep
    before update or delete on decisions.enforcement_action
    for each row execute function decisions.keep_action();

create function decisions.keep_fence() returns trigger
    language plpgsql
as $$
declare
    wrong record;
begin
    select a.id, a.case_id, a.decider_id, a.lease_token into wrong
    from added a
    where a.level = 'FIRST' and a.decider_id is not null
      and not exists (
          select from cases.lease l
          where l.token = a.lease_token and l.case_id = a.case_id and l.reviewer_id = a.decider_id
            and l.ended_at is null and l.expires_at > a.decided_at and a.decided_at > now() - interval '1 minute')
    limit 1;
    if found then
        raise exception 'reviewer % holds no lease % of case %', wrong.decider_id, wrong.lease_token, wrong.case_id
            using errcode = 'restrict_violation', schema = 'decisions', table = 'decision';
    end if;
    select a.id, a.decider_id into wrong
    from added a
    join cases.moderation_case c on c.id = a.case_id
    join vendors.reviewer_skill s on s.reviewer_id = a.decider_id and s.domain = c.domain and s.level = 'TRAINEE'
    where a.level = 'FIRST' and a.approval = 'NOT_REQUIRED'
      and exists (
          select from decisions.approval_rule r
          where r.kind is null and r.reach_from <= c.priority_rank and tstzrange(r.effective_at, r.ends_at) @> a.decided_at)
    limit 1;
    if found then
        raise exception 'decision % of trainee % takes a second pair of eyes', wrong.id, wrong.decider_id
            using errcode = 'restrict_violation', schema = 'decisions', table = 'decision';
    end if;
    return null;
end
$$;
comment on function decisions.keep_fence() is
    'Trigger: a person decides in the normal course only what she holds, with a lease that has neither ended nor run out; what a trainee decides is approved first.';
create trigger tr_decision_fence
    after insert on decisions.decision referencing new table as added
    for each statement when (not platform.in_bulk_load()) execute function decisions.keep_fence();

create function decisions.keep_measures() returns trigger
    language plpgsql
as $$
declare
    wrong record;
begin
    select a.id, a.kind, w.what into wrong
    from added a
    join decisions.measure_kind m on m.kind = a.kind
    join decisions.decision d on d.id = a.decision_id
    join cases.moderation_case c on c.id = d.case_id
    left join subjects.ipr_claim i on i.id = c.ipr_claim_id
    cross join lateral (values
        (d.outcome <> 'VIOLATION', 'follows from no violation'),
        (not case m.target
                when 'SELLER' then a.seller_id is not null
                when 'CREATOR' then a.creator_id is not null
                when 'LISTING' then a.listing_id is not null
                when 'CONTENT' then a.content_id is not null
                when 'ITEM' then num_nonnulls(a.listing_id, a.content_id) = 1
                else num_nonnulls(a.seller_id, a.creator_id) = 1 end
            or coalesce(a.seller_id, a.creator_id, a.listing_id, a.content_id)
                not in (select t.id from unnest(array[c.seller_id, c.creator_id, c.listing_id, c.content_id, i.listing_id, i.content_id]) t (id)
                        where t.id is not null),
            'does not fit the subject of its case'),
        (m.ending = 'NEEDED' and num_nulls(a.ends_at, a.duration) = 2, 'has no end'),
        (m.ending = 'NONE' and num_nonnulls(a.ends_at, a.duration) > 0, 'has an end'),
        (a.state <> 'PENDING_APPROVAL' and d.approval <> 'NOT_REQUIRED', 'does not wait for the approval of its decision'),
        (d.approval = 'NOT_REQUIRED' and exists (
            select from decisions.approval_rule r
            where r.kind = a.kind and r.reach_from <= c.priority_rank and tstzrange(r.effective_at, r.ends_at) @> d.decided_at),
            'takes a second pair of eyes')) w (is_so, what)
    where d.level = 'FIRST' and d.decider_id is not null and w.is_so
    limit 1;
    if found then
        raise exception 'measure % (%) %', wrong.id, wrong.kind, wrong.what
            using errcode = 'restrict_violation', schema = 'decisions', table = 'enforcement_action';
    end if;
    return null;
end
$$;
comment on function decisions.keep_measures() is
    'Trigger: measures of a decision that a person took follow from a violation, fit the subject, end as their kind does, and wait for approval where a rule says so.';
create trigger tr_enforcement_action_fits
    after insert on decisions.enforcement_action referencing new table as added
    for each statement when (not platform.in_bulk_load()) execute function decisions.keep_measures();

create function decisions.keep_notice() returns trigger
    language plpgsql
as $$
declare
    wrong record;
begin
    select a.id, a.kind, r.notice into wrong
    from added a
    join decisions.notice_rule r on r.kind = a.kind
    join subjects.seller s on s.id = a.seller_id and s.kind = 'BUSINESS'
    join platform.market m on m.code = s.market and m.region = r.region
    join decisions.decision d on d.id = a.decision_id
    where a.without_notice is null and a.state in ('PLANNED', 'NOTICE', 'ACTIVE')
      and d.level = 'FIRST' and d.decider_id is not null
      and a.effective_at < coalesce(d.approved_at, d.decided_at) + r.notice
    limit 1;
    if found then
        raise exception 'measure % (%) is announced % ahead', wrong.id, wrong.kind, wrong.notice
            using errcode = 'restrict_violation', schema = 'decisions', table = 'enforcement_action';
    end if;
    return null;
end
$$;
comment on function decisions.keep_notice() is
    'Trigger: the service of a business seller does not end without the notice that is owed, or a reason.';
create trigger tr_enforcement_action_notice
    after insert on decisions.enforcement_action referencing new table as added
    for each statement when (not platform.in_bulk_load()) execute function decisions.keep_notice();
create trigger tr_enforcement_action_notice_kept
    after update on decisions.enforcement_action referencing new table as added
    for each statement when (not platform.in_bulk_load()) execute function decisions.keep_notice();

call audit.watch('decisions.decision', 'Decision');
call audit.watch('decisions.enforcement_action', 'EnforcementAction');
