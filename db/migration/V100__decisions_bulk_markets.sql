set local lock_timeout = '5s';

alter table decisions.bulk_decision add column markets text[];
comment on column decisions.bulk_decision.markets is
    'The markets of its cases: callers bound to markets see it when it is about none but theirs. Null: planned before this was kept, and seen by none of those.';
alter policy scoped on decisions.bulk_decision
    using (vendor_id = (select platform.scoped_vendor())
        and ((select platform.all_places()) or platform.all_markets() or markets <@ platform.scoped_markets()));
