-- Columns and types are those of db-scheduler, which reads and writes it.
create table platform.scheduled_task (
    task_name text not null,
    task_instance text not null,
    task_data bytea,
    execution_time timestamptz not null,
    picked boolean not null,
    picked_by text,
    last_success timestamptz,
    last_failure timestamptz,
    consecutive_failures int,
    last_heartbeat timestamptz,
    version bigint not null,
    priority smallint,
    constraint pk_scheduled_task primary key (task_name, task_instance)
);
comment on table platform.scheduled_task is
    'What the servers do by themselves, and when next: each task is picked by one server at a time. A few rows, changed at every turn; not audited, what a task does is.';
comment on column platform.scheduled_task.task_name is 'What is done: the name of a sweep.';
comment on column platform.scheduled_task.task_instance is 'Tells tasks of one name apart; sweeps have one.';
comment on column platform.scheduled_task.task_data is 'What the task is given; sweeps get nothing.';
comment on column platform.scheduled_task.execution_time is 'When it is due next. After a downtime it lies in the past, and the task runs at once.';
comment on column platform.scheduled_task.picked is 'Whether a server is at it.';
comment on column platform.scheduled_task.picked_by is 'Which; null: none.';
comment on column platform.scheduled_task.last_success is 'When it last ended well.';
comment on column platform.scheduled_task.last_failure is 'When it last failed; the log tells why.';
comment on column platform.scheduled_task.consecutive_failures is 'How often in a row it has failed.';
comment on column platform.scheduled_task.last_heartbeat is 'The last sign of the server that is at it: without one for 40 seconds another takes over.';
comment on column platform.scheduled_task.version is 'Counts the edits of the row (optimistic lock).';
comment on column platform.scheduled_task.priority is 'Not used: all are alike.';
create index ix_scheduled_task_execution_time on platform.scheduled_task (execution_time);
comment on index platform.ix_scheduled_task_execution_time is 'What is due; every server asks every other second.';

call platform.guard('platform.scheduled_task', 'select, insert, update, delete', null, null);
