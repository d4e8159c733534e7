set local lock_timeout = '5s';

-- What has not taken effect can always be called off. Checked for what is written from now on; the next migration looks at what is there
-- without keeping writers out.
alter table decisions.enforcement_action
    drop constraint ck_enforcement_action_reversible,
    add constraint ck_enforcement_action_reversible check (state <> 'REVERSED' or reversible or effective_at >= reversed_at) not valid;
comment on constraint ck_enforcement_action_reversible on decisions.enforcement_action is
    'What cannot be undone is called off before it takes effect, or not at all.';
comment on column decisions.enforcement_action.effective_at is
    'When it takes or took effect, or was to: where reversed_at is not later, it never did. Null: not yet set. Imported: 00:00 UTC of the application date.';
comment on column decisions.enforcement_action.reversible is 'Whether it can be undone once it has taken effect.';
comment on column decisions.enforcement_action.reversed_at is 'When it was undone or called off.';
