create unlogged table platform.cost_account (
    caller text constraint pk_cost_account primary key,
    points double precision not null,
    counted_at timestamptz not null,
    constraint ck_cost_account_caller_told check (caller ~ '\S' and length(caller) <= 300),
    constraint ck_cost_account_points_finite check (points > '-infinity' and points < 'infinity')
) with (fillfactor = 50);
comment on table platform.cost_account is
    'What each caller may still spend, shared by all servers. Unlogged: it is written for every portion, neither needs a replica nor outlives a crash of the database, after which every account is full.';
comment on column platform.cost_account.caller is 'Which token or person, as logs name it.';
comment on column platform.cost_account.points is 'Points that were there at counted_at; what came in since is counted when somebody looks.';
comment on column platform.cost_account.counted_at is 'When it was last looked at, by the clock of the database.';

call platform.guard('platform.cost_account', 'select, insert, update, delete', null);
