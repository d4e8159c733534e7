-- Case search whose cost does not grow with the number of cases that hold a word. An index over words alone finds all of them, of all companies, in
-- no order; so each case has, beside its words, marks that no text can hold (they hold a space): its company, its market, and the blocks of 256,
-- 2,048, 16,384, 131,072 and 1,048,576 numbers that it stands in, of the house and of its company. One index then answers "these words, in this
-- block, of this company", and blocks are asked from the newest backwards until there are enough.

set local lock_timeout = '5s';

create table cases.case_text (
    case_id uuid constraint pk_case_text primary key constraint fk_case_text_case_id references cases.moderation_case,
    number bigint not null,
    vendor_id uuid,
    market text,
    title text not null,
    summary text not null
);
comment on table cases.case_text is
    'What is searched of a case, kept by a trigger. A table of its own, since a case changes with each step of its work, and an index over its words would take all of them in anew each time, which cost more than the rest of the change.';
comment on column cases.case_text.case_id is 'The case.';
comment on column cases.case_text.number is 'As in moderation_case, like all that follows.';
comment on column cases.case_text.vendor_id is 'Whose search finds it; null: the house''s alone.';
comment on column cases.case_text.market is 'Null: none, as of what was imported.';
comment on column cases.case_text.title is 'Its words weigh more.';
comment on column cases.case_text.summary is 'The other words.';
call platform.guard('cases.case_text', 'select, insert, update', 'exists (select from cases.moderation_case c where c.id = case_id)');

create function cases.keep_text() returns trigger
    language plpgsql
as $$
begin
    insert into cases.case_text (case_id, number, vendor_id, market, title, summary)
    select a.id, a.number, a.vendor_id, a.market, a.title, a.summary from added a
    on conflict (case_id) do nothing;
    return null;
end
$$;
comment on function cases.keep_text() is 'Trigger: what is searched of new cases.';
create trigger tr_moderation_case_text
    after insert on cases.moderation_case referencing new table as added
    for each statement execute function cases.keep_text();

create function cases.keep_changed_text() returns trigger
    language plpgsql
as $$
begin
    insert into cases.case_text (case_id, number, vendor_id, market, title, summary)
    values (new.id, new.number, new.vendor_id, new.market, new.title, new.summary)
    on conflict (case_id) do update
    set number = excluded.number, vendor_id = excluded.vendor_id, market = excluded.market, title = excluded.title, summary = excluded.summary;
    return null;
end
$$;
comment on function cases.keep_changed_text() is 'Trigger: what is searched of a case has changed.';
create trigger tr_moderation_case_changed_text
    after update on cases.moderation_case
    for each row when (
        (old.number, old.vendor_id, old.market, old.title, old.summary) is distinct from (new.number, new.vendor_id, new.market, new.title, new.summary))
    execute function cases.keep_changed_text();

create or replace function platform.search_positions(folded text) returns tsvector
    language plpgsql immutable strict parallel safe cost 2000
as $$
declare
    chars text[];
    grams text := '';
begin
    if octet_length(folded) = length(folded) then
        return to_tsvector('pg_catalog.english', folded);
    end if;
    chars := string_to_array(platform.search_runs(folded), null);
    for i in 1 .. coalesce(cardinality(chars), 0) loop
        if chars[i] <> ' ' then
            grams := grams || split_part(concat(chars[i], chars[i + 1], chars[i + 2]), ' ', 1) || ':' || least(i, 16383) || ' ';
        end if;
    end loop;
    return to_tsvector('pg_catalog.english', platform.search_latin(folded)) || grams::tsvector;
end
$$;

create function platform.gram_vector(title text, body text) returns tsvector
    language plpgsql immutable strict parallel safe cost 2000
as $$
declare
    source text := left(title || ' ' || body, 50000);
    folded text;
    runs text;
begin
    if octet_length(source) = length(source) then
        return to_tsvector('pg_catalog.english', lower(source collate "C"));
    end if;
    folded := platform.search_fold(source);
    runs := platform.search_runs(folded);
    if runs = '' then
        return to_tsvector('pg_catalog.english', platform.search_latin(folded));
    end if;
    return to_tsvector('pg_catalog.english', platform.search_latin(folded))
        || (regexp_replace(runs, '...' collate "C", '\& ', 'g') || ' '
            || regexp_replace(substr(runs, 2), '...' collate "C", '\& ', 'g') || ' '
            || regexp_replace(substr(runs, 3), '...' collate "C", '\& ', 'g') || ' '
            || regexp_replace(runs, '..' collate "C", '\& ', 'g') || ' '
            || regexp_replace(substr(runs, 2), '..' collate "C", '\& ', 'g') || ' '
            || regexp_replace(runs, '.' collate "C", '\& ', 'g'))::tsvector;
end
$$;
comment on function platform.gram_vector(text, text) is
    'As search_vector, with single and two neighbouring characters too where a script has no spaces: no query needs the begin of a lexeme, for which an index reads all that begin so.';

create function platform.gram_query(words text) returns tsquery
    language plpgsql immutable strict parallel safe
as $$
declare
    folded text := platform.search_fold(left(words, 200));
    latin text := platform.search_latin(folded);
    terms tsquery;
    term tsquery;
    run text;
begin
    if latin ~ '[[:alnum:]]' collate "pg_c_utf8" then
        terms := plainto_tsquery('pg_catalog.english', latin);
    end if;
    foreach run in array string_to_array(platform.search_runs(folded), ' ') loop
        for i in 1 .. greatest(length(run) - 2, least(length(run), 1)) loop
            term := substr(run, i, 3)::tsquery;
            terms := coalesce(terms && term, term);
        end loop;
    end loop;
    return terms;
end
$$;
comment on function platform.gram_query(text) is 'What a person typed, as search_query, for what gram_vector made.';

create function cases.search_vector(number bigint, company uuid, market text, title text, summary text) returns tsvector
    language sql immutable parallel safe cost 2000
return platform.gram_vector(title, summary) || array_to_tsvector(array_remove(array[
    'of ' || company, 'in ' || market,
    '8 ' || (number >> 8), '11 ' || (number >> 11), '14 ' || (number >> 14), '17 ' || (number >> 17), '20 ' || (number >> 20),
    '8 ' || (number >> 8) || ' ' || right(company::text, 12), '11 ' || (number >> 11) || ' ' || right(company::text, 12),
    '14 ' || (number >> 14) || ' ' || right(company::text, 12), '17 ' || (number >> 17) || ' ' || right(company::text, 12),
    '20 ' || (number >> 20) || ' ' || right(company::text, 12)], null));
comment on function cases.search_vector(bigint, uuid, text, text, text) is
    'The words of a case, and marks: "of" its company, "in" its market, and its blocks of 2^8 to 2^20 numbers, each also with the end of its company''s id, which is short; whoever asks compares the company besides.';

create function cases.newest_matches(words text, company uuid, markets text[], most int) returns setof uuid
    language plpgsql stable
    set search_path = '' set plan_cache_mode = force_generic_plan set max_parallel_workers_per_gather = 0
as $$
declare
    query tsquery := platform.gram_query(words);
    whose constant text := coalesce(' ' || right(company::text, 12), '');
    -- More than the smallest blocks that are asked together can hold.
    too_many constant int := 2049;
    newest constant bigint := (select max(c.number) from cases.moderation_case c);
    next bigint := newest;
    bits int := 8;
    blocks bigint := 1;
    is_whole boolean := false;
    are_few boolean;
    part uuid[];
    matches uuid[] := '{}';
begin
    if query is null or numnode(query) = 0 then
        return;
    end if;
    if markets is not null then
        query := query && (select coalesce(string_agg(quote_literal('in ' || m), ' | '), quote_literal('in '))::tsquery from unnest(markets) m);
    end if;
    while next > 0 and cardinality(matches) < most loop
        select array_agg(m.case_id order by m.number desc) into part
        from (
            select c.case_id, c.number
            from cases.case_text c
            where cases.search_vector(c.number, c.vendor_id, c.market, c.title, c.summary) @@ case
                    when is_whole and company is null then query
                    when is_whole then query && quote_literal('of ' || company)::tsquery
                    else query && (
                        select string_agg(quote_literal(bits || ' ' || b || whose), ' | ')::tsquery
                        from generate_series((next >> bits) - blocks + 1, next >> bits) b)
                    end
                and (company is null or c.vendor_id = company)
                and (markets is null or c.market = any (markets))
            limit too_many
        ) m;
        if cardinality(part) = too_many then
            -- More than expected, as of words that have gone out of use: the newest part alone.
            bits := case when blocks = 1 and not is_whole then bits - 3 else bits end;
            blocks := case when is_whole then blocks else 1 end;
            is_whole := false;
            are_few := false;
            continue;
        end if;
        if is_whole then
            matches := part;
            exit;
        end if;
        matches := matches || part;
        next := (((next >> bits) - blocks + 1) << bits) - 1;
        -- Larger blocks, once one of them begins here and the smaller ones have told how frequent the words are.
        if bits < 20 and (next + 1) & ((1 << (bits + 3)) - 1) = 0 and newest - next >= 1 << bits then
            bits := bits + 3;
        end if;
        blocks := case when bits < 20 then ((next >> bits) & 7) + 1 else (next >> bits) + 1 end;
        if cardinality(matches) > 0 then
            blocks := least(blocks, 1 + (most - cardinality(matches)) * (newest - next) / cardinality(matches) / (1 << bits));
        end if;
        -- What seems to be rare is best read at once.
        are_few := coalesce(are_few, case when newest - next >= 2048 then cardinality(matches) * newest < 2 * most * (newest - next) end);
        is_whole := coalesce(are_few, false);
    end loop;
    return query select unnest(matches[:most]);
end
$$;
comment on function cases.newest_matches(text, uuid, text[], int) is
    'The cases of highest numbers that match words, exactly so many if there are as many: of a company, null: of all; of markets, null: of any. Asks blocks of numbers from the newest backwards, as many as it needs by what it has found, so that the cost does not depend on how many cases hold the words; once they prove to be rare, all at once. Sees what its caller sees.';

create function cases.newest_matches(words text, only_market text, most int) returns setof uuid
    language sql stable
begin atomic
    select m.id from cases.newest_matches(words, null, case when only_market is not null then array[only_market] end, most) m (id);
end;
comment on function cases.newest_matches(text, text, int) is
    'The cases of highest numbers that match words, of a market, null: of any. For the house, whose policies hide no case.';

create function cases.scoped_newest_matches(words text, only_market text, most int) returns setof uuid
    language plpgsql stable security definer rows 200
    set search_path = ''
as $$
declare
    company constant uuid := platform.scoped_vendor();
    seen constant text[] := platform.scoped_markets();
begin
    if company is null or (seen is null and not platform.all_markets()) then
        return;
    end if;
    return query select m.id
        from cases.newest_matches(
            words,
            company,
            case when only_market is null then seen
                 when seen is null or only_market = any (seen) then array[only_market]
                 else '{}' end,
            most) m (id);
end
$$;
comment on function cases.scoped_newest_matches(text, text, int) is
    'As newest_matches, of what the transaction may see: looks past the policies, which no index gets past, so that it repeats them; the market can only narrow.';

create function cases.scoped_matches(words text) returns setof uuid
    language plpgsql stable security definer rows 200
    set search_path = '' set plan_cache_mode = force_custom_plan
as $$
declare
    query constant tsquery := platform.gram_query(words);
    company constant uuid := platform.scoped_vendor();
begin
    if company is null or query is null or numnode(query) = 0 then
        return;
    end if;
    return query
        select c.case_id
        from cases.case_text c
        where cases.search_vector(c.number, c.vendor_id, c.market, c.title, c.summary)
                @@ (query && quote_literal('of ' || company)::tsquery)
            and c.vendor_id = company
            and (platform.all_markets() or c.market = any (platform.scoped_markets()));
end
$$;
comment on function cases.scoped_matches(text) is
    'All cases that match words among those that the transaction may see: looks past the policies, which no index gets past, so that it repeats them.';

revoke execute on function cases.newest_matches(text, uuid, text[], int) from public;
revoke execute on function cases.newest_matches(text, text, int) from public;
revoke execute on function cases.scoped_newest_matches(text, text, int) from public;
revoke execute on function cases.scoped_matches(text) from public;
grant execute on function cases.newest_matches(text, uuid, text[], int), cases.newest_matches(text, text, int) to docket_app, docket_blind;
grant execute on function cases.scoped_newest_matches(text, text, int), cases.scoped_matches(text) to docket_scoped;
