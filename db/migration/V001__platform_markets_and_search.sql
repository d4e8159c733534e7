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
comment on table platform.market is 'A country in which the marketplace trades: reference data, filled by this migration.';
comment on column platform.market.code is 'ISO 3166-1 alpha-2, upper case: GB, not UK.';
comment on column platform.market.name is 'English short name.';
comment on column platform.market.time_zone is 'IANA name; the windows of figures sliced by this market begin at midnight there.';
comment on column platform.market.default_locale is 'BCP 47 language-REGION in which people of this market are addressed first.';
comment on column platform.market.region is 'The area whose rota answers escalations: JP Japan, SEA South-East Asia, EU the European Union, UK, US.';
comment on constraint ck_market_time_zone_known on platform.market is 'Fails on a zone name that this server does not know.';

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

create function platform.search_vector(body text) returns tsvector
    language plpgsql immutable strict parallel safe
as $$
declare
    source text := left(body, 50000);
    latin text;
    run text;
    chars text[];
    grams text := '';
    pos int := 0;
begin
    if octet_length(source) = length(source) then
        return to_tsvector('pg_catalog.english', source);
    end if;
    source := lower(normalize(source, nfkc) collate "pg_c_utf8");
    latin := regexp_replace(source,
        '[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30fa\u30fc-\u31ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+|[^\u0001-\u007f[:alnum:]]+' collate "pg_c_utf8",
        ' ', 'g');
    for run in
        select m[1] from regexp_matches(source,
        '([\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30fa\u30fc-\u31ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)' collate "pg_c_utf8", 'g') m
    loop
        chars := string_to_array(run, null);
        for i in 1 .. cardinality(chars) loop
            pos := pos + 1;
            grams := grams || chars[i] || coalesce(chars[i + 1], '') || ':' || least(pos, 16383) || ' ';
        end loop;
        pos := pos + 1;
    end loop;
    return to_tsvector('pg_catalog.english', latin) || grams::tsvector;
end
$$;

create function platform.search_vector(title text, body text) returns tsvector
    language sql immutable parallel safe
    return platform.search_vector(title || ' ' || body);

create function platform.search_query(words text) returns tsquery
    language plpgsql immutable strict parallel safe
as $$
declare
    source text := lower(normalize(left(words, 200), nfkc) collate "pg_c_utf8");
    latin text;
    run text;
    chars text[];
    phrase text;
    grams text;
begin
    latin := regexp_replace(source,
        '[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30fa\u30fc-\u31ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+|[^\u0001-\u007f[:alnum:]]+' collate "pg_c_utf8",
        ' ', 'g');
    for run in
        select m[1] from regexp_matches(source,
        '([\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30fa\u30fc-\u31ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)' collate "pg_c_utf8", 'g') m
    loop
        chars := string_to_array(run, null);
        phrase := null;
        for i in 1 .. greatest(cardinality(chars) - 1, 1) loop
            phrase := concat_ws('<->', phrase, chars[i] || coalesce(chars[i + 1], ':*'));
        end loop;
        grams := concat_ws('&', grams, phrase);
    end loop;
    if grams is null then
        return plainto_tsquery('pg_catalog.english', latin);
    end if;
    return plainto_tsquery('pg_catalog.english', latin) && grams::tsquery;
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
comment on function platform.search_vector(text) is
    'The searchable form of a text: English word stems, and for scripts written without spaces (Han, kana, Thai, Lao, Khmer, Burmese) each pair of neighbouring characters, in order. Depends on no locale.';
comment on function platform.search_vector(text, text) is
    'The searchable form of a title and a body together; the expression that the search indexes are built on.';
comment on function platform.search_query(text) is
    'What a person typed, as a query over search_vector: all words must occur; a run of characters without spaces must occur as it stands; never fails, whatever was typed (beyond 200 characters the rest is ignored).';
comment on function platform.refuse_change() is
    'Trigger of tables whose rows are evidence: refuses update, delete and truncate.';
