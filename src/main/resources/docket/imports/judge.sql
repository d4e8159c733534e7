-- Rows of a stretch of lines that are not new: found by the platform's database key, which settles it, or by the platform's own key under
-- another one. They leave the staging table, so that all that is still there afterwards is to be stored.
with stretch as materialized (
    select line, uuid, platform_name, platform_uid,
           first_value(line) over (partition by uuid order by line) as line_of_uuid,
           first_value(line) over (partition by platform_name, platform_uid order by line) as line_of_uid,
           first_value(uuid) over (partition by platform_name, platform_uid order by line) as uuid_of_uid
    from staged
    where line >= ? and line < ?
),
judged as (
    select s.line,
           case
               when by_uuid.id is not null then
                   case when (select row(%1$s) is not distinct from row(%2$s)
                              from staged t, imports.statement k
                              where t.line = s.line and k.id = by_uuid.id)
                       then 'KNOWN' else 'UUID_STORED' end
               when by_uid.id is not null then 'UID_STORED'
               when s.uuid_of_uid <> s.uuid then 'UID_IN_FILE'
               when s.line_of_uuid < s.line then
                   case when (select row(%1$s) is not distinct from row(%2$s)
                              from staged t, staged k
                              where t.line = s.line and k.line = s.line_of_uuid)
                       then 'KNOWN' else 'UUID_IN_FILE' end
           end as verdict
    from stretch s
    left join imports.statement by_uuid on by_uuid.uuid = s.uuid
    left join imports.statement by_uid on by_uid.platform_name = s.platform_name and by_uid.platform_uid = s.platform_uid
)
delete from staged t
using judged j
where j.verdict is not null and t.line = j.line
returning t.line, j.verdict, t.uuid, t.platform_uid
