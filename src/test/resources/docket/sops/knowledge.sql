-- Two vendors, 130 people, one policy and 120 procedures. Ids are fixed: 00000000-0000-7000-8000-<kind><number>.

create function pg_temp.key(kind int, number int) returns uuid language sql immutable
    return ('00000000-0000-7000-8000-' || lpad(kind::text, 2, '0') || lpad(number::text, 10, '0'))::uuid;

insert into vendors.vendor (id, key, name)
values (pg_temp.key(1, 1), 'knowledge-north', 'North & Sons'), (pg_temp.key(1, 2), 'knowledge-south', 'South Review');

insert into vendors.vendor_site (id, vendor_id, name, country, time_zone, languages)
values (pg_temp.key(2, 1), pg_temp.key(1, 1), 'Cebu', 'PH', 'Asia/Manila', '{en,ja}'),
       (pg_temp.key(2, 2), pg_temp.key(1, 1), 'Baguio', 'PH', 'Asia/Manila', '{en}'),
       (pg_temp.key(2, 3), pg_temp.key(1, 2), 'Lisbon', 'PT', 'Europe/Lisbon', '{pt,en}');

insert into vendors.site_shift (site_id, name, starts_local, ends_local)
values (pg_temp.key(2, 1), 'NIGHT', '22:00', '06:30'), (pg_temp.key(2, 1), 'EARLY', '06:00', '14:00');

insert into vendors.vendor_contract (vendor_id, starts_on, ends_on, decision_sla_target, accuracy_target,
    p90_minutes_target, rate_per_hour, rate_per_case, currency)
values (pg_temp.key(1, 1), '2024-01-01', '2025-01-01', 0.95, 0.97, 240, 14.5, null, 'EUR'),
       (pg_temp.key(1, 1), '2025-01-01', null, 0.96, 0.975, 180, null, 0.35, 'EUR');

insert into vendors.reviewer (id, site_id, vendor_id, name, email, role, hired_on, languages)
select pg_temp.key(3, n), site.id, site.vendor_id, format('Knowledge Person %s', lpad(n::text, 3, '0')),
       format('knowledge-%s@example.com', n), case when n <= 10 then 'SOP_OWNER' else 'REVIEWER' end,
       date '2023-01-01' + n, case when n % 2 = 0 then '{en,ja}'::text[] else '{en}' end
from generate_series(1, 130) n
left join vendors.vendor_site site on n > 10 and site.id = pg_temp.key(2, n % 3 + 1);

insert into vendors.reviewer_skill (reviewer_id, domain, level, granted_on)
select pg_temp.key(3, n), domain, 'FULL', '2024-01-01'
from generate_series(1, 130) n, unnest(array['IPR', 'SELLER']) domain
where domain = 'SELLER' or n % 5 = 0;

insert into policies.policy (id, key, title, domain, summary)
values (pg_temp.key(4, 1), 'knowledge-zebrawood', 'Zebrawood and other protected timber', 'PRODUCT_LISTING',
        'Timber of protected species <CITES> may be sold with papers only.'),
       (pg_temp.key(4, 2), 'knowledge-refunds', 'Refunds and returns', 'SELLER', 'What sellers owe to buyers.');

insert into policies.policy_clause (id, policy_id, number, revision, title, body, ground, statement_category,
    keyword, effective_on, ends_on)
values (pg_temp.key(5, 1), pg_temp.key(4, 1), '3.2', 1, 'Papers', 'Zebrawood needs a permit.', 'ILLEGAL_CONTENT',
        'UNSAFE_AND_PROHIBITED_PRODUCTS', 'PROHIBITED_PRODUCTS', '2023-01-01', '2024-06-01'),
       (pg_temp.key(5, 2), pg_temp.key(4, 1), '3.2', 2, 'Papers', 'Zebrawood needs a permit and a picture of it.',
        'ILLEGAL_CONTENT', 'UNSAFE_AND_PROHIBITED_PRODUCTS', 'PROHIBITED_PRODUCTS', '2024-06-01', null),
       (pg_temp.key(5, 3), pg_temp.key(4, 2), '1.1', 1, 'Returns', 'Sellers take back within 14 days.',
        'INCOMPATIBLE_CONTENT', 'CONSUMER_INFORMATION', null, '2023-01-01', null);

insert into sops.topic (id, key, name, parent_id)
values (pg_temp.key(6, 1), 'knowledge-goods', 'Goods', null),
       (pg_temp.key(6, 2), 'knowledge-timber', 'Timber', pg_temp.key(6, 1)),
       (pg_temp.key(6, 3), 'knowledge-returns', 'Returns', pg_temp.key(6, 1));

insert into sops.sop (id, key, title, topic_id, domain, owner_id, steward_id, review_every_days, reviewed_on)
select pg_temp.key(7, n), format('knowledge-%s', n), format('Procedure %s', lpad(n::text, 3, '0')),
       pg_temp.key(6, 2 + n % 2), 'PRODUCT_LISTING', pg_temp.key(3, n % 5 + 1), pg_temp.key(3, n % 7 + 1), 90,
       case when n <> 2 then date '2025-01-31' end
from generate_series(1, 120) n;

insert into sops.sop_clause (sop_id, policy_clause_id)
select pg_temp.key(7, n), pg_temp.key(5, n % 3 + 1) from generate_series(1, 120) n;

-- Procedure 1 has three English versions, the last one to come, and a Japanese one for Japan beside one for every market.
insert into sops.sop_version (id, sop_id, locale, market, semver, status, title, body, change_note, source_version_id,
    author_id, approver_id, approved_at, published_at, effective_at, ends_at)
select pg_temp.key(8, n), pg_temp.key(7, sop), locale, market, semver, status, title, body, note,
       pg_temp.key(8, source), pg_temp.key(3, 1), pg_temp.key(3, 2), effective_at - interval '7 days',
       effective_at - interval '6 days', effective_at, ends_at
from (values
    (1, 1, 'en-GB', null, '1.0.0', 'SUPERSEDED', 'Zebrawood listings', 'Ask for the zebrawood permit.', null, null,
     timestamptz '2024-01-01T00:00Z', timestamptz '2024-06-01T00:00Z'),
    (2, 1, 'en-GB', null, '2.0.0', 'EFFECTIVE', 'Zebrawood listings',
     'Ask for the permit. Zebrawoods carved as toys & <b>trinkets</b> need it too, and so do carvings sold by weight.',
     'Carvings', null, '2024-06-01T00:00Z', '2099-01-01T00:00Z'),
    (3, 1, 'en-GB', null, '3.0.0', 'SCHEDULED', 'Zebrawood listings', 'Refuse zebrawood.', 'Ban', null,
     '2099-01-01T00:00Z', null),
    (4, 1, 'ja-JP', null, '1.0.0', 'EFFECTIVE', 'ゼブラウッドの出品', '許可証を確認する。', null, 2,
     '2024-06-01T00:00Z', null),
    (5, 1, 'ja-JP', 'JP', '1.0.0', 'EFFECTIVE', 'ゼブラウッドの出品（日本）',
     '許可証を確認する。購入者から返品の申し出があったときは、返品理由を確かめ、ｶﾞｲﾄﾞﾗｲﾝに従う。', null, 2,
     '2024-07-01T00:00Z', null)
) v (n, sop, locale, market, semver, status, title, body, note, source, effective_at, ends_at);

insert into sops.sop_version (id, sop_id, locale, semver, status, title, body, author_id, approver_id, approved_at,
    effective_at)
select pg_temp.key(8, 100 + n), pg_temp.key(7, n), 'en-GB', '1.0.0', 'EFFECTIVE', format('Procedure %s', n),
       repeat('Follow the steps of the procedure with care. ', 20) || 'Look for quokka items.', pg_temp.key(3, 1),
       pg_temp.key(3, 2), '2024-01-01', '2024-02-01'
from generate_series(2, 120) n;

insert into sops.sop_step (sop_version_id, key, position, kind, prompt, yes_step_key, no_step_key)
select id, 'permit', 1, 'QUESTION', 'Is there a permit?', 'keep', 'ask' from sops.sop_version
where sop_id in (select sop.id from sops.sop where key like 'knowledge-%')
union all
select id, 'keep', 2, 'ACTION', 'Keep it.', null, null from sops.sop_version
where sop_id in (select sop.id from sops.sop where key like 'knowledge-%')
union all
select id, 'ask', 3, 'ESCALATE', 'Ask.', null, null from sops.sop_version
where sop_id in (select sop.id from sops.sop where key like 'knowledge-%');

insert into sops.policy_update (id, title, body, kind, severity, audience, status, sop_version_id, policy_clause_id,
    author_id, announced_at, effective_at, ack_due_at)
values (pg_temp.key(9, 1), 'Carvings', 'Carvings need papers too.', 'SOP_CHANGE', 'MAJOR', 'REVIEWERS', 'EFFECTIVE',
        pg_temp.key(8, 2), pg_temp.key(5, 2), pg_temp.key(3, 1), '2024-05-20', '2024-06-01', '2024-06-08');

insert into sops.acknowledgement (policy_update_id, reviewer_id, status, due_at, acknowledged_at, quiz_score)
select pg_temp.key(9, 1), pg_temp.key(3, n), case when n % 3 = 0 then 'PENDING' else 'PASSED' end, '2024-06-08',
       case when n % 3 <> 0 then timestamptz '2024-06-03' end, case when n % 3 <> 0 then 90 end
from generate_series(11, 130) n;
