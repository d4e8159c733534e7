create index concurrently ix_moderation_case_wake_at on cases.moderation_case (wake_at) where state = 'ON_HOLD';
comment on index cases.ix_moderation_case_wake_at is 'Cases on hold that come back by themselves; small.';
