set local lock_timeout = '5s';

create function decisions.hold_measures(decided uuid, coming uuid[]) returns void
    language plpgsql
as $$
declare
    hit uuid[];
begin
    perform from decisions.decision d join decisions.enforcement_action a on a.decision_id = d.id
    where d.case_id = decided and a.state in ('PENDING_APPROVAL', 'PLANNED', 'NOTICE', 'ACTIVE')
    order by a.id for no key update of a;
    if not found then
        return;
    end if;
    hit := coming || array(
        select h.id
        from decisions.decision d
        join decisions.enforcement_action a on a.decision_id = d.id and a.state in ('PENDING_APPROVAL', 'PLANNED', 'NOTICE', 'ACTIVE')
        cross join unnest(array[a.seller_id, a.creator_id, a.listing_id, a.content_id]) h (id)
        where d.case_id = decided);
    perform from subjects.seller s where s.id = any (hit) order by s.id for no key update;
    perform from subjects.creator c where c.id = any (hit) order by c.id for no key update;
    perform from subjects.product_listing l where l.id = any (hit) order by l.id for no key update;
    perform from subjects.content c where c.id = any (hit) order by c.id for no key update;
end
$$;
comment on function decisions.hold_measures(uuid, uuid[]) is
    'Holds the measures of a case that are in force or to come, and then all whom they and the coming ones hit: who changes measures in several steps begins with it, so that all take their locks in one order.';
