set local lock_timeout = '5s';

-- Numbers of leases are those of a case. V074 looks at the decisions that are there.
alter table decisions.decision
    drop constraint fk_decision_lease_token,
    add constraint fk_decision_case_id_lease_token foreign key (case_id, lease_token) references cases.lease (case_id, token) not valid;
comment on constraint fk_decision_case_id_lease_token on decisions.decision is 'Not walked from the lease, so without an index of its own.';
alter table cases.lease drop constraint uk_lease_token;

create table decisions.kept_open (
    case_id uuid constraint pk_kept_open primary key
        constraint fk_kept_open_case_id references cases.moderation_case,
    case_version int not null,
    look_at timestamptz not null,
    created_at timestamptz not null default now()
);
comment on table decisions.kept_open is
    'Decided cases that the servers have looked at and could not close yet. They are looked at again at their time, or once something has happened to them; all others are new.';
comment on column decisions.kept_open.case_id is 'The case.';
comment on column decisions.kept_open.case_version is 'The case''s version as it was looked at; with another one something has happened since.';
comment on column decisions.kept_open.look_at is 'When it may be ready by itself: a measure takes effect, or an hour has passed.';
comment on column decisions.kept_open.created_at is 'When the row was written here; not when the thing happened.';
call platform.guard('decisions.kept_open', 'select, insert, update, delete', null, null);
