set local lock_timeout = '5s';

create table cases.unmoved_case (
    case_id uuid constraint pk_unmoved_case primary key
        constraint fk_unmoved_case_case_id references cases.moderation_case,
    into_id uuid not null constraint fk_unmoved_case_into_id references cases.moderation_case,
    created_at timestamptz not null default now(),
    constraint ck_unmoved_case_into_id_other check (into_id <> case_id)
);
comment on table cases.unmoved_case is
    'Merged cases with so many reports that not all went to the other case at once: the servers go on with that. What came of them is told when they are there. Nearly always empty.';
comment on column cases.unmoved_case.case_id is 'The case that has ended.';
comment on column cases.unmoved_case.into_id is 'The case that takes its reports over.';
comment on column cases.unmoved_case.created_at is 'When the row was written here; not when the thing happened.';
create index ix_unmoved_case_into_id on cases.unmoved_case (into_id);
comment on index cases.ix_unmoved_case_into_id is 'Whether a case has got all of its reports; as nearly always, of nothing.';
call platform.guard('cases.unmoved_case', 'select, insert, delete, update', null, null);
