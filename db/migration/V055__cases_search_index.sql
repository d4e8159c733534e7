-- Outside of a transaction, since cases are written meanwhile. What a broken attempt has left is invalid and only in the way.
drop index concurrently if exists cases.ix_moderation_case_words;
create index concurrently ix_moderation_case_words
    on cases.moderation_case using gin (cases.search_vector(number, vendor_id, market, title, summary)) with (gin_pending_list_limit = 512);
comment on index cases.ix_moderation_case_words is
    'Text search of cases, of all and of a company''s, in blocks of numbers. The pending list is kept short, since every search reads it whole.';
drop index concurrently if exists cases.ix_moderation_case_search;
drop index concurrently if exists cases.ix_moderation_case_scoped_search;
