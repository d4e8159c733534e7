create function cases.scoped_vector(company uuid, title text, summary text) returns tsvector
    language sql immutable parallel safe cost 2000
return array_to_tsvector(array['vendor ' || company]) || platform.search_vector(title, summary);
comment on function cases.scoped_vector(uuid, text, text) is
    'The words of a case, and its company as one more that no text can hold, since it holds a space: so that one index finds both.';

create function cases.scoped_matches(words text, most int) returns setof uuid
    language plpgsql stable security definer rows 200
    set search_path = '' set plan_cache_mode = force_custom_plan
as $$
declare
    query constant tsquery := platform.search_query(words);
    company constant uuid := platform.scoped_vendor();
begin
    if company is null or query is null or numnode(query) = 0 then
        return;
    end if;
    return query
        select c.id
        from cases.moderation_case c
        where cases.scoped_vector(c.vendor_id, c.title, c.summary)
                @@ (query && quote_literal('vendor ' || company)::tsquery)
            and c.vendor_id = company
            and (platform.all_markets() or c.market = any (platform.scoped_markets()))
        order by c.id desc nulls last
        limit most;
end
$$;
comment on function cases.scoped_matches(text, int) is
    'Cases that match words, newest first, among those that the transaction may see: looks past the policies, which no index gets past, so that it repeats them. Null for the number: all of them.';
revoke execute on function cases.scoped_matches(text, int) from public;
grant execute on function cases.scoped_matches(text, int) to docket_scoped;
