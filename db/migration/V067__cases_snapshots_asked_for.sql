set local lock_timeout = '5s';

alter table cases.subject_snapshot
    add column on_request boolean not null default false,
    add column taken_by uuid,
    add constraint fk_subject_snapshot_taken_by foreign key (taken_by) references vendors.reviewer not valid,
    add constraint ck_subject_snapshot_taken_by_on_request check (taken_by is null or on_request) not valid;
comment on column cases.subject_snapshot.on_request is
    'True: somebody asked for it, which is audited. False: it was taken by itself, with the first report or the first claim.';
comment on column cases.subject_snapshot.taken_by is
    'Who asked for it: a decision of hers rests on it, unless she says otherwise. Null: nobody, or a program.';
comment on constraint fk_subject_snapshot_taken_by on cases.subject_snapshot is
    'Not walked from the reviewer, so without an index.';

-- Not by audit.watch: what is taken by itself is told by the events of its case, and claims take it.
create constraint trigger tr_subject_snapshot_audited
    after insert on cases.subject_snapshot deferrable initially deferred
    for each row when (new.on_request and not platform.in_bulk_load())
    execute function audit.note_change('SubjectSnapshot', '{payload}');
