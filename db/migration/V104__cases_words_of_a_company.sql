-- A company's search read the list of cases that hold a word, of all companies, and took out its own: 20 ms for a word that many others hold and none of its own cases,
-- 2 ms for one that nobody holds. So a company could tell by the clock how frequent a word is with others.

create function cases.company_mark(company uuid) returns text
    language sql immutable strict parallel safe
return ' ' || right(company::text, 12);
comment on function cases.company_mark(uuid) is
    'What stands behind the words of a company''s cases, where it searches: the end of its id, which is short. Whoever asks compares the company besides.';

create function cases.company_vector(number bigint, company uuid, market text, title text, summary text) returns tsvector
    language sql immutable parallel safe cost 3000
return array_to_tsvector(array(
    select word || coalesce(cases.company_mark(company), '')
    from unnest(tsvector_to_array(platform.gram_vector(title, summary)) || array_remove(array[
        'in ' || market,
        '8 ' || (number >> 8), '11 ' || (number >> 11), '14 ' || (number >> 14), '17 ' || (number >> 17), '20 ' || (number >> 20)], null)) word));
comment on function cases.company_vector(bigint, uuid, text, text, text) is
    'The words of a case, its market and its blocks of 2^8 to 2^20 numbers, each with the mark of its company: lists of them hold no case of others.';

create function cases.company_query(words text, company uuid) returns tsquery
    language sql immutable strict parallel safe
return regexp_replace(
    platform.gram_query(words)::text, '''((?:[^'']|'''')+)''', '''\1' || cases.company_mark(company) || '''', 'g')::tsquery;
comment on function cases.company_query(text, uuid) is 'What a person typed, as gram_query, for what company_vector made.';

revoke execute on function
    cases.company_mark(uuid), cases.company_vector(bigint, uuid, text, text, text), cases.company_query(text, uuid) from public;
-- Who writes a case has its words taken into the index.
grant execute on function cases.company_mark(uuid), cases.company_vector(bigint, uuid, text, text, text) to docket_app;
