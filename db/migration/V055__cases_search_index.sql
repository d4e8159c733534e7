-- Outside of a transaction, since cases are written meanwhile: a few at a time, so that nobody waits for long for one whose text changes just then.
do $$
declare
    next bigint := 0;
    last bigint := (select coalesce(max(number), 0) from cases.moderation_case);
begin
    while next <= last loop
        insert into cases.case_text (case_id, number, vendor_id, market, title, summary)
        select c.id, c.number, c.vendor_id, c.market, c.title, c.summary
        from cases.moderation_case c
        where c.number between next and next + 9999
        on conflict (case_id) do nothing;
        commit;
        next := next + 10000;
    end loop;
end
$$;
-- What a broken attempt has left is invalid and only in the way.
drop index concurrently if exists cases.ix_case_text_words;
create index concurrently ix_case_text_words
    on cases.case_text using gin (cases.search_vector(number, vendor_id, market, title, summary)) with (gin_pending_list_limit = 512);
comment on index cases.ix_case_text_words is
    'Text search of cases, of all and of a company''s, in blocks of numbers. The pending list is kept short, since every search reads it whole.';
drop index concurrently if exists cases.ix_moderation_case_search;
drop index concurrently if exists cases.ix_moderation_case_scoped_search;
analyze cases.case_text;
