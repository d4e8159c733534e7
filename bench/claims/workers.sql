-- Who may decide alone in the queues where most cases wait, and with what: the clause and the procedure that were applied there last.
select distinct on (r.id) r.id as reviewer, q.id as queue, q.market, v.sop_id as sop, v.id as sop_version, latest.policy_clause_id as clause
from (
    select c.queue_id from cases.moderation_case c where c.state = 'QUEUED' group by c.queue_id order by count(*) desc, c.queue_id limit 40) most
join cases.queue q on q.id = most.queue_id
cross join lateral (
    select d.policy_clause_id, v.sop_id
    from cases.moderation_case c join decisions.decision d on d.case_id = c.id join sops.sop_version v on v.id = d.sop_version_id
        join policies.policy_clause p on p.id = d.policy_clause_id and p.ends_on is null
    where c.queue_id = q.id and c.state = 'CLOSED'
    order by c.due_at desc limit 1) latest
cross join lateral (
    select v.id, v.sop_id
    from sops.sop_version v join platform.market m on m.code = q.market
    where v.sop_id = latest.sop_id and v.locale = m.default_locale and v.effective_at <= now() and coalesce(v.ends_at, 'infinity') > now()
    limit 1) v
cross join lateral (
    select r.id
    from vendors.reviewer r join vendors.reviewer_skill s on s.reviewer_id = r.id and s.domain = q.domain and s.level = 'FULL'
    where r.vendor_id is not distinct from q.vendor_id and r.active and (q.language is null or q.language = any (r.languages))
        and (not q.certified or q.domain in (select vendors.certified_domains(r.id, now())))
    order by r.id
    limit 8) r
order by r.id, q.id
