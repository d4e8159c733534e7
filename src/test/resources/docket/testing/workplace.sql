-- Who works.
insert into vendors.vendor (key, name) values ('swift', 'Swift Reviews');
insert into vendors.vendor_site (vendor_id, name, country, time_zone, languages)
select id, 'Manila', 'PH', 'Asia/Manila', '{en,fr}' from vendors.vendor;
insert into vendors.reviewer (name, email, role, hired_on, languages)
values ('Ann', 'ann@docket.test', 'REVIEWER', '2024-01-01', '{de,en,ja}'),
       ('Bea', 'bea@docket.test', 'REVIEWER', '2024-01-01', '{de,en,ja}'),
       ('Tim', 'tim@docket.test', 'REVIEWER', '2024-01-01', '{de,en,ja}'),
       ('Una', 'una@docket.test', 'REVIEWER', '2024-01-01', '{en}'),
       ('Lea', 'lea@docket.test', 'TEAM_LEAD', '2024-01-01', '{de,en}'),
       ('Max', 'max@docket.test', 'TEAM_LEAD', '2024-01-01', '{de,en}');
insert into vendors.reviewer (name, email, role, hired_on, languages, site_id, vendor_id)
select n, lower(n) || '@swift.test', 'REVIEWER', '2024-01-01', '{en,fr}', id, vendor_id
from vendors.vendor_site, unnest(array['Vic', 'Val']) n;
insert into vendors.reviewer_skill (reviewer_id, domain, level, granted_on)
select id, 'PRODUCT_LISTING', 'FULL', '2024-01-01' from vendors.reviewer where name in ('Lea', 'Max', 'Vic', 'Val');
insert into vendors.reviewer_skill (reviewer_id, domain, level, granted_on)
select id, 'SELLER', 'FULL', '2024-01-01' from vendors.reviewer where name = 'Lea';
insert into vendors.reviewer_skill (reviewer_id, domain, level, granted_on)
select r.id, d, case r.name when 'Tim' then 'TRAINEE' else 'FULL' end, '2024-01-01'
from vendors.reviewer r, unnest(array['SELLER', 'PRODUCT_LISTING', 'CONTENT_CREATOR', 'IPR']) d
where r.name in ('Ann', 'Bea', 'Tim');

-- Where: queues of their own for two markets, and for each domain one for the rest of the world.
insert into cases.queue (key, name, domain, market)
values ('listings-de', 'Listings DE', 'PRODUCT_LISTING', 'DE'), ('sellers-de', 'Sellers DE', 'SELLER', 'DE');
insert into cases.queue (key, name, domain, market, vendor_id)
select 'listings-fr', 'Listings FR', 'PRODUCT_LISTING', 'FR', id from vendors.vendor;
insert into cases.routing_rule_version (key, revision, rank, queue_id, domain, market, effective_at)
select key, 1, 10, id, domain, market, '2024-01-01' from cases.queue;
insert into cases.queue (key, name, domain)
values ('sellers', 'Sellers', 'SELLER'), ('listings', 'Listings', 'PRODUCT_LISTING'), ('creators', 'Creators', 'CONTENT_CREATOR'), ('ipr', 'IPR', 'IPR');

-- What is promised, without calendars, and since long ago.
select set_config('docket.bulk_load', 'on', true);
insert into sla.sla_policy (key, revision, name, clock_kind, agreement, target_minutes, imminent_minutes, severity, effective_at)
select 'decision-' || lower(severity), 1, 'Decision', 'DECISION', 'SLA', minutes, 10, severity, '2024-01-01'
from (values ('P0', 60), ('P1', 240), ('P2', 1440), ('P3', 2880)) s (severity, minutes);
insert into sla.sla_policy (key, revision, name, clock_kind, agreement, target_minutes, imminent_minutes, effective_at)
values ('first-touch', 1, 'First touch', 'FIRST_TOUCH', 'OLA', 120, 10, '2024-01-01');

select set_config('docket.bulk_load', '', true);

-- Whom it is about.
insert into subjects.seller (external_ref, name, kind, market, registered_at)
values ('de-1', 'Lampenladen', 'BUSINESS', 'DE', '2024-01-01'), ('fr-1', 'La Lampe', 'BUSINESS', 'FR', '2024-01-01');

-- By which rules.
insert into policies.policy (key, title, domain, summary) values ('lamps', 'Lamps', 'PRODUCT_LISTING', 'Which lamps may be sold.');
insert into policies.policy_clause (policy_id, number, revision, title, body, ground, statement_category, effective_on, ends_on)
select p.id, c.number, 1, c.title, c.title || ' are not sold.', c.ground, c.category, '2024-01-01', c.ends_on::date
from policies.policy p, (values
    ('1', 'Open wires', 'ILLEGAL_CONTENT', 'UNSAFE_AND_PROHIBITED_PRODUCTS', null),
    ('2', 'Made-up ratings', 'INCOMPATIBLE_CONTENT', 'SCAMS_AND_FRAUD', null),
    ('3', 'Candles', 'INCOMPATIBLE_CONTENT', 'SCAMS_AND_FRAUD', '2025-06-01')) c (number, title, ground, category, ends_on);
insert into sops.topic (key, name) values ('lamps', 'Lamps');
insert into sops.sop (key, title, topic_id, domain, owner_id, steward_id, review_every_days)
select k, 'Look at a lamp', t.id, 'PRODUCT_LISTING', r.id, r.id, 90
from sops.topic t, vendors.reviewer r, unnest(array['lamps', 'lamps-empty']) k
where r.name = 'Lea';
with version as (
    insert into sops.sop_version (
        sop_id, locale, market, semver, status, title, body, author_id, approver_id, approved_at, effective_at, ends_at)
    select s.id, v.locale, v.market, v.semver, v.status, 'Look at a lamp', 'Are there open wires?', a.id, b.id, '2024-01-01',
        v.begins::timestamptz, v.ends::timestamptz
    from sops.sop s, vendors.reviewer a, vendors.reviewer b, (values
        ('en-GB', null, '1.0.0', 'SUPERSEDED', '2024-02-01', '2025-08-01'),
        ('en-GB', null, '1.1.0', 'EFFECTIVE', '2025-08-01', null),
        ('ja-JP', null, '2.0.0', 'EFFECTIVE', '2024-02-01', null),
        ('ja-JP', 'JP', '3.0.0', 'EFFECTIVE', '2024-02-01', null)) v (locale, market, semver, status, begins, ends)
    where s.key = 'lamps' and a.name = 'Lea' and b.name = 'Ann'
    returning id)
insert into sops.sop_step (sop_version_id, key, position, kind, prompt, yes_step_key, no_step_key, next_step_key)
select v.id, s.key, s.position, s.kind, 'Look.', s.yes, s.no, s.next
from version v, (values
    ('wires', 1, 'QUESTION', 'remove', 'label', null),
    ('label', 2, 'QUESTION', 'remove', 'keep', null),
    ('remove', 3, 'ACTION', null, null, 'tell'),
    ('tell', 4, 'ACTION', null, null, null),
    ('keep', 5, 'ACTION', null, null, null)) s (key, position, kind, yes, no, next);
