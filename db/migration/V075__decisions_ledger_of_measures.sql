set local lock_timeout = '5s';

-- An entry tells what the measure does: points, cause, until when. Whoever sees the seller, and not the measure, would learn what others decided.
-- An opening balance is nobody's, and holds what all of them took.
alter policy scoped on decisions.health_ledger_entry
    using (exists (select from decisions.enforcement_action a where a.id = action_id));
