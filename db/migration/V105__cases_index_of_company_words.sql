-- What a broken attempt has left is invalid and only in the way.
drop index concurrently if exists cases.ix_case_text_company_words;
create index concurrently ix_case_text_company_words
    on cases.case_text using gin (cases.company_vector(number, vendor_id, market, title, summary)) with (gin_pending_list_limit = 512)
    where vendor_id is not null;
comment on index cases.ix_case_text_company_words is
    'Text search of the cases of a company, by lists that hold its own alone. The pending list is kept short, since every search reads it whole.';
analyze cases.case_text;
