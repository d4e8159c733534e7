create unique index concurrently uk_moderation_case_intake_key
    on cases.moderation_case (intake_key)
    where intake_key is not null and state in ('RECEIVED', 'QUEUED', 'IN_REVIEW', 'ON_HOLD', 'ESCALATED', 'PENDING_APPROVAL');
comment on index cases.uk_moderation_case_intake_key is
    'Reports of the same go to one case for as long as it waits for its decision.';
