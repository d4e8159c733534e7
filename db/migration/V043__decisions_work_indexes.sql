create index concurrently ix_decision_approval_due_at_id on decisions.decision (approval_due_at, id) where approval = 'PENDING';
comment on index decisions.ix_decision_approval_due_at_id is 'What waits for approval; small.';
create index concurrently ix_enforcement_action_effective_at on decisions.enforcement_action (effective_at) where state in ('PLANNED', 'NOTICE') and effective_at is not null;
comment on index decisions.ix_enforcement_action_effective_at is 'Measures to put into effect; small.';
create index concurrently ix_enforcement_action_seller_id on decisions.enforcement_action (seller_id) where seller_id is not null;
comment on index decisions.ix_enforcement_action_seller_id is 'What is or was in force against a seller.';
create index concurrently ix_enforcement_action_creator_id on decisions.enforcement_action (creator_id) where creator_id is not null;
comment on index decisions.ix_enforcement_action_creator_id is 'What is or was in force against a creator.';
create index concurrently ix_enforcement_action_listing_id on decisions.enforcement_action (listing_id) where listing_id is not null;
comment on index decisions.ix_enforcement_action_listing_id is 'What is or was in force against a listing.';
create index concurrently ix_enforcement_action_content_id on decisions.enforcement_action (content_id) where content_id is not null;
comment on index decisions.ix_enforcement_action_content_id is 'What is or was in force against content.';
create unique index concurrently uk_decision_supersedes_id_standing
    on decisions.decision (supersedes_id)
    where supersedes_id is not null and approval <> 'REFUSED';
comment on index decisions.uk_decision_supersedes_id_standing is
    'A decision is replaced once; a replacement that was refused leaves it to the next. Decision.supersededBy.';
drop index concurrently decisions.uk_decision_supersedes_id;
