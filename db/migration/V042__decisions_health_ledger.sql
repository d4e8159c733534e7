set local lock_timeout = '5s';

create table decisions.health_ledger_entry (
    id uuid default uuidv7() constraint pk_health_ledger_entry primary key,
    seller_id uuid constraint fk_health_ledger_entry_seller_id references subjects.seller,
    creator_id uuid constraint fk_health_ledger_entry_creator_id references subjects.creator,
    points int not null,
    cause text not null
        constraint ck_health_ledger_entry_cause check (cause in ('OPENING', 'MEASURE', 'EXPIRY', 'REVERSAL')),
    action_id uuid constraint fk_health_ledger_entry_action_id references decisions.enforcement_action,
    reverses_id uuid constraint fk_health_ledger_entry_reverses_id references decisions.health_ledger_entry,
    expires_at timestamptz,
    recorded_at timestamptz not null default clock_timestamp(),
    created_at timestamptz not null default now(),
    constraint ck_health_ledger_entry_holder check (num_nonnulls(seller_id, creator_id) = 1),
    constraint ck_health_ledger_entry_causes check (
        case cause
            when 'OPENING' then points >= 0 and num_nonnulls(action_id, reverses_id, expires_at) = 0
            when 'MEASURE' then points < 0 and action_id is not null and reverses_id is null
            else points > 0 and action_id is not null and expires_at is null end)
);
comment on table decisions.health_ledger_entry is
    'Account health points, given and taken. Nothing is edited: what is undone gets a counter-entry. A balance is the sum of its entries, as far as it lies between 0 and 1000.';
comment on column decisions.health_ledger_entry.id is 'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column decisions.health_ledger_entry.seller_id is 'Whose points; null: a creator''s.';
comment on column decisions.health_ledger_entry.creator_id is 'Whose points; null: a seller''s.';
comment on column decisions.health_ledger_entry.points is 'Given, or, below zero, taken.';
comment on column decisions.health_ledger_entry.cause is
    'OPENING: the balance when its ledger was opened, by the first measure after ledgers were kept; MEASURE: taken; EXPIRY, REVERSAL: given back.';
comment on column decisions.health_ledger_entry.action_id is 'The measure that took them; null: OPENING.';
comment on column decisions.health_ledger_entry.reverses_id is
    'The entry that it undoes; null: it undoes none, or the points were taken before ledgers were kept.';
comment on column decisions.health_ledger_entry.expires_at is 'When what was taken is given back by itself; null: never.';
comment on column decisions.health_ledger_entry.recorded_at is 'When it was written down: entries of one holder are in this order.';
comment on column decisions.health_ledger_entry.created_at is 'When the row was written here; not when the thing happened.';
create index ix_health_ledger_entry_seller_id_id on decisions.health_ledger_entry (seller_id, id) where seller_id is not null;
comment on index decisions.ix_health_ledger_entry_seller_id_id is 'Seller.healthLedger.';
create index ix_health_ledger_entry_creator_id_id on decisions.health_ledger_entry (creator_id, id) where creator_id is not null;
comment on index decisions.ix_health_ledger_entry_creator_id_id is 'Creator.healthLedger.';
create unique index uk_health_ledger_entry_seller_id_opening on decisions.health_ledger_entry (seller_id) where cause = 'OPENING';
comment on index decisions.uk_health_ledger_entry_seller_id_opening is 'A ledger is opened once.';
create unique index uk_health_ledger_entry_creator_id_opening on decisions.health_ledger_entry (creator_id) where cause = 'OPENING';
comment on index decisions.uk_health_ledger_entry_creator_id_opening is 'A ledger is opened once.';
create unique index uk_health_ledger_entry_reverses_id on decisions.health_ledger_entry (reverses_id) where reverses_id is not null;
comment on index decisions.uk_health_ledger_entry_reverses_id is 'An entry is undone once.';
create unique index uk_health_ledger_entry_action_id_taken on decisions.health_ledger_entry (action_id) where cause = 'MEASURE';
comment on index decisions.uk_health_ledger_entry_action_id_taken is 'A measure takes its points once.';
create unique index uk_health_ledger_entry_action_id_given on decisions.health_ledger_entry (action_id) where cause in ('EXPIRY', 'REVERSAL');
comment on index decisions.uk_health_ledger_entry_action_id_given is 'And they are given back once.';

create function decisions.keep_balance() returns trigger
    language plpgsql
as $$
declare
    sellers uuid[] := array(select distinct a.seller_id from added a where a.cause <> 'OPENING' and a.seller_id is not null);
    creators uuid[] := array(select distinct a.creator_id from added a where a.cause <> 'OPENING' and a.creator_id is not null);
begin
    if cardinality(sellers) > 0 then
        -- Before the sum is taken: what others have just written is in the next statement's snapshot.
        perform from subjects.seller s where s.id = any (sellers) order by s.id for no key update;
        insert into decisions.health_ledger_entry (id, seller_id, points, cause)
        select uuidv7(interval '-1 second'), s.id, s.health_points, 'OPENING'
        from subjects.seller s
        where s.id = any (sellers)
          and not exists (select from decisions.health_ledger_entry e where e.seller_id = s.id and e.cause = 'OPENING')
        order by s.id;
        update subjects.seller s set health_points = b.balance, version = s.version + 1
        from (select e.seller_id, greatest(0, least(1000, sum(e.points)))::int as balance
              from decisions.health_ledger_entry e where e.seller_id = any (sellers) group by e.seller_id) b
        where s.id = b.seller_id and s.health_points <> b.balance;
    end if;
    if cardinality(creators) > 0 then
        perform from subjects.creator c where c.id = any (creators) order by c.id for no key update;
        insert into decisions.health_ledger_entry (id, creator_id, points, cause)
        select uuidv7(interval '-1 second'), c.id, c.health_points, 'OPENING'
        from subjects.creator c
        where c.id = any (creators)
          and not exists (select from decisions.health_ledger_entry e where e.creator_id = c.id and e.cause = 'OPENING')
        order by c.id;
        update subjects.creator c set health_points = b.balance, version = c.version + 1
        from (select e.creator_id, greatest(0, least(1000, sum(e.points)))::int as balance
              from decisions.health_ledger_entry e where e.creator_id = any (creators) group by e.creator_id) b
        where c.id = b.creator_id and c.health_points <> b.balance;
    end if;
    return null;
end
$$;
comment on function decisions.keep_balance() is
    'Trigger: the balance on the seller or creator is the sum of the ledger, which is opened with the balance before the first entry.';
create trigger tr_health_ledger_entry_balance
    after insert on decisions.health_ledger_entry referencing new table as added
    for each statement execute function decisions.keep_balance();
create trigger tr_health_ledger_entry_append_only
    before update or delete or truncate on decisions.health_ledger_entry
    for each statement execute function platform.refuse_change();

create function decisions.follow_measures(begun uuid[], ended uuid[]) returns void
    language plpgsql
as $$
declare
    sellers uuid[];
    creators uuid[];
    listings uuid[];
    contents uuid[];
begin
    if cardinality(begun) + cardinality(ended) = 0 then
        return;
    end if;
    select coalesce(array_agg(distinct a.seller_id) filter (where a.seller_id is not null), '{}'),
        coalesce(array_agg(distinct a.creator_id) filter (where a.creator_id is not null), '{}'),
        coalesce(array_agg(distinct a.listing_id) filter (where a.listing_id is not null), '{}'),
        coalesce(array_agg(distinct a.content_id) filter (where a.content_id is not null), '{}')
    into sellers, creators, listings, contents
    from decisions.enforcement_action a
    join decisions.measure_kind m on m.kind = a.kind
    where a.id = any (begun || ended) and (m.effect is not null or a.kind = 'HEALTH_POINTS');

    -- Held before anything is read: what others have just written is then in the snapshot of the next statement.
    perform from subjects.seller s where s.id = any (sellers) order by s.id for no key update;
    perform from subjects.creator c where c.id = any (creators) order by c.id for no key update;
    perform from subjects.product_listing l where l.id = any (listings) order by l.id for no key update;
    perform from subjects.content c where c.id = any (contents) order by c.id for no key update;

    insert into decisions.health_ledger_entry (seller_id, creator_id, points, cause, action_id, expires_at)
    select a.seller_id, a.creator_id, -a.points, 'MEASURE', a.id, a.ends_at
    from decisions.enforcement_action a
    where a.id = any (begun) and a.kind = 'HEALTH_POINTS' and num_nonnulls(a.seller_id, a.creator_id) = 1
    order by a.id;
    insert into decisions.health_ledger_entry (seller_id, creator_id, points, cause, action_id, reverses_id)
    select a.seller_id, a.creator_id, a.points, case a.state when 'EXPIRED' then 'EXPIRY' else 'REVERSAL' end, a.id, e.id
    from decisions.enforcement_action a
    left join decisions.health_ledger_entry e on e.action_id = a.id and e.cause = 'MEASURE'
    where a.id = any (ended) and a.kind = 'HEALTH_POINTS' and num_nonnulls(a.seller_id, a.creator_id) = 1
    order by a.id;

    update subjects.seller s set state = n.state, version = s.version + 1
    from (
        select h.id, case max(case m.effect when 'GONE' then 2 when 'LIMITED' then 1 end) when 2 then 'TERMINATED' when 1 then 'SUSPENDED' else 'ACTIVE' end as state
        from unnest(sellers) h (id)
        left join (decisions.enforcement_action a join decisions.measure_kind m on m.kind = a.kind and m.effect is not null)
            on a.seller_id = h.id and a.state = 'ACTIVE'
        group by h.id) n
    where s.id = n.id and s.state <> n.state and (n.state <> 'ACTIVE' or s.state in ('SUSPENDED', 'TERMINATED'));
    update subjects.creator c set state = n.state, version = c.version + 1
    from (
        select h.id, case max(case m.effect when 'GONE' then 2 when 'LIMITED' then 1 end) when 2 then 'TERMINATED' when 1 then 'SUSPENDED' else 'ACTIVE' end as state
        from unnest(creators) h (id)
        left join (decisions.enforcement_action a join decisions.measure_kind m on m.kind = a.kind and m.effect is not null)
            on a.creator_id = h.id and a.state = 'ACTIVE'
        group by h.id) n
    where c.id = n.id and c.state <> n.state;
    update subjects.product_listing l set state = n.state, version = l.version + 1
    from (
        select h.id, case max(case m.effect when 'GONE' then 2 when 'LIMITED' then 1 end) when 2 then 'REMOVED' when 1 then 'FROZEN' else 'LIVE' end as state
        from unnest(listings) h (id)
        left join (decisions.enforcement_action a
                   join decisions.measure_kind m on m.kind = a.kind and m.effect is not null and m.target = 'LISTING')
            on a.listing_id = h.id and a.state = 'ACTIVE'
        group by h.id) n
    where l.id = n.id and l.state <> n.state and (n.state <> 'LIVE' or l.state in ('FROZEN', 'REMOVED'));
    update subjects.content c set state = n.state, version = c.version + 1
    from (
        select h.id, case max(case m.effect when 'GONE' then 2 when 'LIMITED' then 1 end) when 2 then 'REMOVED' when 1 then 'RESTRICTED' else 'LIVE' end as state
        from unnest(contents) h (id)
        left join (decisions.enforcement_action a join decisions.measure_kind m on m.kind = a.kind and m.effect is not null)
            on a.content_id = h.id and a.state = 'ACTIVE'
        group by h.id) n
    where c.id = n.id and c.state <> n.state;
end
$$;
comment on function decisions.follow_measures(uuid[], uuid[]) is
    'What measures that have come into force, and others that are in force no longer, make of whom and what they hit: points in the ledger, and states, of all that is in force the strongest. What is told of no target has no such effect.';

create function decisions.follow_new_measures() returns trigger
    language plpgsql
as $$
begin
    perform decisions.follow_measures(array(select a.id from added a where a.state = 'ACTIVE'), '{}');
    return null;
end
$$;
comment on function decisions.follow_new_measures() is 'Trigger: measures that are in force from their beginning take effect.';
create trigger tr_enforcement_action_takes_effect
    after insert on decisions.enforcement_action referencing new table as added
    for each statement when (not platform.in_bulk_load()) execute function decisions.follow_new_measures();

create function decisions.follow_changed_measures() returns trigger
    language plpgsql
as $$
begin
    perform decisions.follow_measures(
        array(select a.id from after a join before b on b.id = a.id where a.state = 'ACTIVE' and b.state <> 'ACTIVE'),
        array(select a.id from after a join before b on b.id = a.id where a.state <> 'ACTIVE' and b.state = 'ACTIVE'));
    return null;
end
$$;
comment on function decisions.follow_changed_measures() is 'Trigger: measures take effect when they come into force, and end it when they end.';
create trigger tr_enforcement_action_changes_effect
    after update on decisions.enforcement_action referencing old table as before new table as after
    for each statement when (not platform.in_bulk_load()) execute function decisions.follow_changed_measures();

call platform.guard(
    'decisions.health_ledger_entry', 'select, insert',
    'exists (select from subjects.seller s where s.id = seller_id) or exists (select from subjects.creator c where c.id = creator_id)',
    null);
call audit.watch('decisions.health_ledger_entry', 'HealthLedgerEntry');
