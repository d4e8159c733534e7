create extension if not exists btree_gist;

create schema platform;
comment on schema platform is 'What every feature stands on: the markets and the text search functions.';

create table platform.market (
    code text constraint pk_market primary key,
    name text not null,
    time_zone text not null,
    default_locale text not null,
    region text not null
        constraint ck_market_region check (region in ('JP', 'SEA', 'EU', 'UK', 'US')),
    constraint ck_market_code_format check (code ~ '^[A-Z]{2}$'),
    constraint ck_market_time_zone_known check (timestamp '2000-01-01' at time zone time_zone is not null),
    constraint ck_market_default_locale_format check (default_locale ~ '^[a-z]{2}-[A-Z]{2}$')
);
comment on table platform.market is
    'A country in which the marketplace trades: reference data, filled by this migration. No row is reached from here, so the keys that point here carry no index.';
comment on column platform.market.code is 'ISO 3166-1 alpha-2, upper case: GB, not UK.';
comment on column platform.market.name is 'English short name.';
comment on column platform.market.time_zone is
    'IANA name; the windows of figures sliced by this market begin at midnight there.';
comment on column platform.market.default_locale is
    'BCP 47 language-REGION in which people of this market are addressed first.';
comment on column platform.market.region is
    'The area whose rota answers escalations: JP Japan, SEA South-East Asia, EU the European Union, UK, US.';
comment on constraint ck_market_time_zone_known on platform.market is
    'Fails on a zone name that this server does not know.';

insert into platform.market (code, name, time_zone, default_locale, region)
values ('JP', 'Japan', 'Asia/Tokyo', 'ja-JP', 'JP'),
       ('TH', 'Thailand', 'Asia/Bangkok', 'th-TH', 'SEA'),
       ('VN', 'Vietnam', 'Asia/Ho_Chi_Minh', 'vi-VN', 'SEA'),
       ('ID', 'Indonesia', 'Asia/Jakarta', 'id-ID', 'SEA'),
       ('PH', 'Philippines', 'Asia/Manila', 'en-PH', 'SEA'),
       ('MY', 'Malaysia', 'Asia/Kuala_Lumpur', 'ms-MY', 'SEA'),
       ('SG', 'Singapore', 'Asia/Singapore', 'en-SG', 'SEA'),
       ('DE', 'Germany', 'Europe/Berlin', 'de-DE', 'EU'),
       ('FR', 'France', 'Europe/Paris', 'fr-FR', 'EU'),
       ('IT', 'Italy', 'Europe/Rome', 'it-IT', 'EU'),
       ('ES', 'Spain', 'Europe/Madrid', 'es-ES', 'EU'),
       ('IE', 'Ireland', 'Europe/Dublin', 'en-IE', 'EU'),
       ('NL', 'Netherlands', 'Europe/Amsterdam', 'nl-NL', 'EU'),
       ('PL', 'Poland', 'Europe/Warsaw', 'pl-PL', 'EU'),
       ('AT', 'Austria', 'Europe/Vienna', 'de-AT', 'EU'),
       ('BE', 'Belgium', 'Europe/Brussels', 'nl-BE', 'EU'),
       ('SE', 'Sweden', 'Europe/Stockholm', 'sv-SE', 'EU'),
       ('DK', 'Denmark', 'Europe/Copenhagen', 'da-DK', 'EU'),
       ('CZ', 'Czechia', 'Europe/Prague', 'cs-CZ', 'EU'),
       ('PT', 'Portugal', 'Europe/Lisbon', 'pt-PT', 'EU'),
       ('GR', 'Greece', 'Europe/Athens', 'el-GR', 'EU'),
       ('RO', 'Romania', 'Europe/Bucharest', 'ro-RO', 'EU'),
       ('HU', 'Hungary', 'Europe/Budapest', 'hu-HU', 'EU'),
       ('GB', 'United Kingdom', 'Europe/London', 'en-GB', 'UK'),
       ('US', 'United States', 'America/New_York', 'en-US', 'US');

-- Text search. Scripts written without spaces between words (Han, kana, Thai, Lao, Burmese, Khmer) are indexed by each
-- three neighbouring characters and by what is left at the end of a run; a shorter term is found as a prefix of those.
-- So no query needs the order of lexemes, and PostgreSQL need not look at the text again after the index.
-- Everything else goes to the English parser as ASCII or as letters and digits, so that the result is the same under
-- every locale of the database.
-- The cost tells the planner that some 20 microseconds a row are too much for a sequential scan.

create function platform.search_fold(source text) returns text
    language plpgsql immutable strict parallel safe
as $$
begin
    -- Full-width letters and half-width kana become the usual ones; most texts have none.
    if source is not nfkc normalized then
        return lower(normalize(source, nfkc) collate "pg_c_utf8");
    end if;
    return lower(source collate "pg_c_utf8");
end
$$;

create function platform.search_latin(folded text) returns text
    language plpgsql immutable strict parallel safe
as $$
declare
    -- The scripts without spaces, and the punctuation that comes with them.
    latin text := regexp_replace(folded,
        '[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2000-\u206f\u3000-\u31ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+' collate "C", ' ', 'g');
begin
    if octet_length(latin) = length(latin) then
        return latin;
    end if;
    return regexp_replace(latin, '[^\u0001-\u007f[:alnum:]]+' collate "pg_c_utf8", ' ', 'g');
end
$$;

create function platform.search_runs(folded text) returns text
    language sql immutable strict parallel safe
    return trim(regexp_replace(folded,
        '[^\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30fa\u30fc-\u31ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+' collate "C", ' ', 'g'));

create function platform.search_vector(body text) returns tsvector
    language plpgsql immutable strict parallel safe cost 2000
as $$
declare
    source text := left(body, 50000);
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
    -- Three readings, each begun a character later, hold each window of three once; at a gap a window falls apart.
    return to_tsvector('pg_catalog.english', platform.search_latin(folded))
        || (regexp_replace(runs, '...' collate "C", '\& ', 'g') || ' '
            || regexp_replace(substr(runs, 2), '...' collate "C", '\& ', 'g') || ' '
            || regexp_replace(substr(runs, 3), '...' collate "C", '\& ', 'g'))::tsvector;
end
$$;

create function platform.search_vector(title text, body text) returns tsvector
    language sql immutable parallel safe cost 2000
    return platform.search_vector(title || ' ' || body);

create function platform.search_positions(folded text) returns tsvector
    language plpgsql immutable strict parallel safe cost 2000
as $$
declare
    chars text[] := string_to_array(platform.search_runs(folded), null);
    grams text := '';
begin
    for i in 1 .. coalesce(cardinality(chars), 0) loop
        if chars[i] <> ' ' then
            grams := grams || split_part(concat(chars[i], chars[i + 1], chars[i + 2]), ' ', 1) || ':' || least(i, 16383) || ' ';
        end if;
    end loop;
    return to_tsvector('pg_catalog.english', platform.search_latin(folded)) || grams::tsvector;
end
$$;

create function platform.document_vector(title text, body text) returns tsvector
    language sql immutable parallel safe
    return setweight(platform.search_positions(platform.search_fold(left(title, 1000))), 'A')
        || platform.search_positions(platform.search_fold(left(body, 50000)));

create function platform.search_query(words text) returns tsquery
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
        if length(run) < 3 then
            term := (run || ':*')::tsquery;
            terms := coalesce(terms && term, term);
        else
            for i in 1 .. length(run) - 2 loop
                term := substr(run, i, 3)::tsquery;
                terms := coalesce(terms && term, term);
            end loop;
        end if;
    end loop;
    return terms;
end
$$;

create function platform.sha256(payload jsonb) returns bytea
    language plpgsql immutable strict parallel safe
as $$
begin
    return sha256(convert_to(payload::text, 'UTF8'));
end
$$;

create function platform.refuse_change() returns trigger
    language plpgsql
as $$
begin
    raise exception '% of %.% is refused: its rows are never changed', tg_op, tg_table_schema, tg_table_name
        using errcode = 'restrict_violation', schema = tg_table_schema, table = tg_table_name;
end
$$;
comment on function platform.search_fold(text) is
    'Lower case and one form for each character, by Unicode alone.';
comment on function platform.search_latin(text) is
    'Of a folded text what the English parser is to see: no scripts without spaces, no punctuation beyond ASCII.';
comment on function platform.search_runs(text) is
    'Of a folded text only the runs of scripts written without spaces, one space between them.';
comment on function platform.search_vector(text) is
    'The searchable form of a short text, for indexes over many rows: English word stems, and three neighbouring characters at a time where a script has no spaces.';
comment on function platform.search_vector(text, text) is
    'The searchable form of a title and a short text together.';
comment on function platform.search_positions(text) is
    'As search_vector, of a folded text, with the position of everything: for ranking.';
comment on function platform.document_vector(text, text) is
    'The searchable form of a document, its title weighing more (A) than its body (D); for stored columns, since it costs more.';
comment on function platform.search_query(text) is
    'What a person typed, as a query over all of these: every word must occur; never fails, whatever was typed, null if that holds nothing to look for. Beyond 200 characters the rest is ignored; from four characters of a run on, its threes may match apart.';
comment on function platform.refuse_change() is
    'Trigger of tables whose rows are evidence: refuses update, delete and truncate.';
comment on function platform.sha256(jsonb) is
    'SHA-256 of a document''s canonical text: jsonb as PostgreSQL prints it, in UTF-8.';
