set local lock_timeout = '5s';

create function cases.newest_of_company(words text, company uuid, markets text[], most int) returns setof uuid
    language plpgsql stable
    set search_path = '' set plan_cache_mode = force_generic_plan set max_parallel_workers_per_gather = 0
as $$
declare
    query tsquery := cases.company_query(words, company);
    whose constant text := cases.company_mark(company);
    -- More than the smallest blocks that are asked together can hold.
    too_many constant int := 2049;
    newest constant bigint := (select max(c.number) from cases.moderation_case c);
    next bigint := newest;
    bits int := 8;
    blocks bigint := 1;
    largest int := 20;
    is_whole boolean := false;
    are_few boolean;
    samples constant int := 16;
    part uuid[];
    matches uuid[] := '{}';
begin
    if query is null or numnode(query) = 0 then
        return;
    end if;
    if markets is not null then
        query := query && (select coalesce(string_agg(quote_literal('in ' || m || whose), ' | '), quote_literal('in '))::tsquery from unnest(markets) m);
    end if;
    while next > 0 and cardinality(matches) < most loop
        select array_agg(m.case_id order by m.number desc) into part
        from (
            select c.case_id, c.number
            from cases.case_text c
            where cases.company_vector(c.number, c.vendor_id, c.market, c.title, c.summary) @@ case
                    when is_whole then query
                    else query && (
                        select string_agg(quote_literal(bits || ' ' || b || whose), ' | ')::tsquery
                        from generate_series((next >> bits) - blocks + 1, next >> bits) b)
                    end
                and c.vendor_id = company
                and (markets is null or c.market = any (markets))
            limit too_many
        ) m;
        if cardinality(part) = too_many then
            -- More than expected, as of words that have gone out of use: the newest part alone.
            bits := least(case when blocks = 1 and not is_whole then bits - 3 else bits end, 17);
            largest := 17;
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
        if bits < largest and (next + 1) & ((1 << (bits + 3)) - 1) = 0 and newest - next >= 1 << bits then
            bits := bits + 3;
        end if;
        blocks := case when not are_few then 1 when bits < largest then ((next >> bits) & 7) + 1 else (next >> bits) + 1 end;
        if cardinality(matches) > 0 then
            blocks := least(blocks, 1 + (most - cardinality(matches)) * (newest - next) / cardinality(matches) / (1 << bits));
        end if;
        -- What seems to be rare among the newest is looked for in small blocks from all over the rest. What is rare there too is read at once.
        if are_few is null and newest - next >= 2048 and cardinality(matches) * newest < 2 * most * (newest - next) then
            are_few := next < samples << 8 or (
                select count(*) * next < too_many * (samples << 8)
                from cases.case_text c
                where cases.company_vector(c.number, c.vendor_id, c.market, c.title, c.summary) @@ (query && (
                        select string_agg(quote_literal(8 || ' ' || (next >> 8) * s / samples || whose), ' | ')::tsquery
                        from generate_series(1, samples) s))
                    and c.vendor_id = company
                    and (markets is null or c.market = any (markets)));
            largest := case when are_few then largest else 17 end;
            bits := least(bits, largest);
            is_whole := are_few;
        end if;
    end loop;
    return query select unnest(matches[:most]);
end
$$;
comment on function cases.newest_of_company(text, uuid, text[], int) is
    'As newest_matches, of a company, and of markets, null: of any. Reads lists that hold cases of the company alone, so that its time does not depend on others.';
revoke execute on function cases.newest_of_company(text, uuid, text[], int) from public;

create or replace function cases.scoped_newest_matches(words text, only_market text, most int) returns setof uuid
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
        from cases.newest_of_company(
            words,
            company,
            case when only_market is null then seen
                 when seen is null or only_market = any (seen) then array[only_market]
                 else '{}' end,
            most) m (id);
end
$$;

create or replace function cases.scoped_matches(words text) returns setof uuid
    language plpgsql stable security definer rows 200
    set search_path = '' set plan_cache_mode = force_custom_plan
as $$
declare
    company constant uuid := platform.scoped_vendor();
    query constant tsquery := cases.company_query(words, company);
begin
    if company is null or query is null or numnode(query) = 0 then
        return;
    end if;
    return query
        select c.case_id
        from cases.case_text c
        where cases.company_vector(c.number, c.vendor_id, c.market, c.title, c.summary) @@ query
            and c.vendor_id = company
            and (platform.all_markets() or c.market = any (platform.scoped_markets()));
end
$$;

-- What is left of it is the house's, which asks of all companies.
drop function cases.newest_matches(text, text, int);
drop function cases.newest_matches(text, uuid, text[], int);
create function cases.newest_matches(words text, only_market text, most int) returns setof uuid
    language plpgsql stable
    set search_path = '' set plan_cache_mode = force_generic_plan set max_parallel_workers_per_gather = 0
as $$
declare
    query tsquery := platform.gram_query(words);
    -- More than the smallest blocks that are asked together can hold.
    too_many constant int := 2049;
    newest constant bigint := (select max(c.number) from cases.moderation_case c);
    next bigint := newest;
    bits int := 8;
    blocks bigint := 1;
    largest int := 20;
    is_whole boolean := false;
    are_few boolean;
    samples constant int := 16;
    part uuid[];
    matches uuid[] := '{}';
begin
    if query is null or numnode(query) = 0 then
        return;
    end if;
    if only_market is not null then
        query := query && quote_literal('in ' || only_market)::tsquery;
    end if;
    while next > 0 and cardinality(matches) < most loop
        select array_agg(m.case_id order by m.number desc) into part
        from (
            select c.case_id, c.number
            from cases.case_text c
            where cases.search_vector(c.number, c.vendor_id, c.market, c.title, c.summary) @@ case
                    when is_whole then query
                    else query && (
                        select string_agg(quote_literal(bits || ' ' || b), ' | ')::tsquery
                        from generate_series((next >> bits) - blocks + 1, next >> bits) b)
                    end
                and (only_market is null or c.market = only_market)
            limit too_many
        ) m;
        if cardinality(part) = too_many then
            -- More than expected, as of words that have gone out of use: the newest part alone.
            bits := least(case when blocks = 1 and not is_whole then bits - 3 else bits end, 17);
            largest := 17;
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
        if bits < largest and (next + 1) & ((1 << (bits + 3)) - 1) = 0 and newest - next >= 1 << bits then
            bits := bits + 3;
        end if;
        blocks := case when not are_few then 1 when bits < largest then ((next >> bits) & 7) + 1 else (next >> bits) + 1 end;
        if cardinality(matches) > 0 then
            blocks := least(blocks, 1 + (most - cardinality(matches)) * (newest - next) / cardinality(matches) / (1 << bits));
        end if;
        -- What seems to be rare among the newest is looked for in small blocks from all over the rest. What is rare there too is read at once.
        if are_few is null and newest - next >= 2048 and cardinality(matches) * newest < 2 * most * (newest - next) then
            are_few := next < samples << 8 or (
                select count(*) * next < too_many * (samples << 8)
                from cases.case_text c
                where cases.search_vector(c.number, c.vendor_id, c.market, c.title, c.summary) @@ (query && (
                        select string_agg(quote_literal(8 || ' ' || (next >> 8) * s / samples), ' | ')::tsquery
                        from generate_series(1, samples) s))
                    and (only_market is null or c.market = only_market));
            largest := case when are_few then largest else 17 end;
            bits := least(bits, largest);
            is_whole := are_few;
        end if;
    end loop;
    return query select unnest(matches[:most]);
end
$$;
comment on function cases.newest_matches(text, text, int) is
    'The cases of highest numbers that match words, exactly so many if there are as many, of a market, null: of any. Asks blocks of numbers from the newest backwards, as many as it needs by what it has found, so that the cost does not depend on how many cases hold the words; once they prove to be rare, all at once. For the house, whose policies hide no case.';
revoke execute on function cases.newest_matches(text, text, int) from public;
grant execute on function cases.newest_matches(text, text, int) to docket_app, docket_blind;
