create schema imports;
comment on schema imports is 'Files that came in from outside, as they stood.';

create table imports.run (
    id uuid default uuidv7() constraint pk_run primary key,
    source text,
    on_error text not null
        constraint ck_run_on_error check (on_error in ('REJECT_ALL', 'REJECT_ITEM')),
    state text not null
        constraint ck_run_state check (state in (
            'STORED', 'REJECTED', 'UNREADABLE', 'CUT_OFF', 'TOO_LARGE', 'FAILED')),
    sha256 text,
    rows_read bigint not null default 0,
    rows_stored bigint not null default 0,
    rows_known bigint not null default 0,
    rows_rejected bigint not null default 0,
    started_at timestamptz not null,
    finished_at timestamptz not null,
    created_at timestamptz not null default now(),
    constraint ck_run_sha256_format check (sha256 ~ '^[0-9a-f]{64}$'),
    constraint ck_run_counts check (
        rows_read >= 0 and rows_stored >= 0 and rows_known >= 0 and rows_rejected >= 0
        and (state <> 'STORED' or rows_read = rows_stored + rows_known + rows_rejected)),
    constraint ck_run_nothing_stored check (state = 'STORED' or rows_stored = 0),
    constraint ck_run_times_order check (finished_at >= started_at)
);
comment on table imports.run is 'One file that was read.';
comment on column imports.run.id is 'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column imports.run.source is 'File name, or what the sender called it; null: not named.';
comment on column imports.run.on_error is
    'What a bad row does: REJECT_ALL refuses the whole file, REJECT_ITEM that row alone.';
comment on column imports.run.state is
    'STORED: all that was good is in. In all others nothing was stored: REJECTED because of bad rows, UNREADABLE because of the header, CUT_OFF because the file ended early, TOO_LARGE, FAILED because the database gave up.';
comment on column imports.run.sha256 is 'Of the file''s bytes, 64 hexadecimal digits; null: not read to its end.';
comment on column imports.run.rows_read is 'Rows after the header.';
comment on column imports.run.rows_stored is 'New statements.';
comment on column imports.run.rows_known is 'Statements that were there already, or twice in the file.';
comment on column imports.run.rows_rejected is 'Bad rows.';
comment on column imports.run.started_at is 'When reading began.';
comment on column imports.run.finished_at is 'When it ended.';
comment on column imports.run.created_at is 'When the row was written here; not when the thing happened.';
comment on constraint ck_run_counts on imports.run is 'Every row is accounted for.';
create index ix_run_started_at_id on imports.run (started_at, id);
comment on index imports.ix_run_started_at_id is 'List of runs.';

create table imports.statement (
    id uuid constraint pk_statement primary key,
    uuid uuid not null constraint uk_statement_uuid unique,
    platform_name text not null,
    platform_uid text not null,
    run_id uuid not null constraint fk_statement_run_id references imports.run,
    decision_visibility text[],
    decision_visibility_other text,
    end_date_visibility_restriction date,
    decision_monetary text,
    decision_monetary_other text,
    end_date_monetary_restriction date,
    decision_provision text,
    end_date_service_restriction date,
    decision_account text,
    end_date_account_restriction date,
    account_type text,
    decision_ground text not null,
    decision_ground_reference_url text,
    illegal_content_legal_ground text,
    illegal_content_explanation text,
    incompatible_content_ground text,
    incompatible_content_explanation text,
    incompatible_content_illegal boolean,
    category text not null,
    category_addition text[],
    category_specification text[],
    category_specification_other text,
    additional_categories text[],
    keywords text[],
    content_type text[] not null,
    content_type_other text,
    content_language text,
    content_date date not null,
    content_id_ean text,
    territorial_scope text[],
    application_date date not null,
    decision_facts text,
    source_type text not null,
    source_identity text,
    automated_detection boolean not null,
    automated_decision text not null,
    published_at timestamptz not null,
    created_at timestamptz not null default now(),
    constraint uk_statement_platform_name_platform_uid unique (platform_name, platform_uid),
    constraint fk_statement_id foreign key (id, id) references decisions.decision (id, case_id),
    constraint ck_statement_additional_categories check (additional_categories <@ array[
        'ANIMAL_WELFARE',
        'CONSUMER_INFORMATION',
        'CYBER_VIOLENCE',
        'CYBER_VIOLENCE_AGAINST_WOMEN',
        'DATA_PROTECTION_AND_PRIVACY_VIOLATIONS',
        'ILLEGAL_OR_HARMFUL_SPEECH',
        'INTELLECTUAL_PROPERTY_INFRINGEMENTS',
        'NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS',
        'NOT_SPECIFIED_NOTICE',
        'OTHER_VIOLATION_TC',
        'PROTECTION_OF_MINORS',
        'RISK_FOR_PUBLIC_SECURITY',
        'SCAMS_AND_FRAUD',
        'SELF_HARM',
        'UNSAFE_AND_PROHIBITED_PRODUCTS',
        'VIOLENCE']),
    constraint ck_statement_content_type_some check (cardinality(content_type) > 0),
    constraint ck_statement_restriction_some check (
        num_nonnulls(decision_visibility, decision_monetary, decision_provision, decision_account) > 0)
);
comment on table imports.statement is
    'A DSA statement of reasons as another platform published it, column by column, beside the case and the decision that were made of it. Codes keep their prefixes and their old spellings.';
comment on column imports.statement.id is
    'Time-ordered key (UUIDv7), shared with the subject, the case and the decision that were made of it; the typed global id of the graph is made from it.';
comment on column imports.statement.uuid is 'The transparency database''s key; a file read twice is recognised by it.';
comment on column imports.statement.platform_name is 'Who published it.';
comment on column imports.statement.platform_uid is
    'The platform''s own key (puid): text, leading zeros and 19 digits occur.';
comment on column imports.statement.run_id is 'The run that stored it.';
comment on column imports.statement.decision_visibility is 'Codes DECISION_VISIBILITY_…; null: none.';
comment on column imports.statement.decision_visibility_other is 'Which other restriction of visibility.';
comment on column imports.statement.end_date_visibility_restriction is 'End of it; null: indefinite.';
comment on column imports.statement.decision_monetary is 'Code DECISION_MONETARY_…; null: none.';
comment on column imports.statement.decision_monetary_other is 'Which other monetary restriction.';
comment on column imports.statement.end_date_monetary_restriction is 'End of it; null: indefinite.';
comment on column imports.statement.decision_provision is 'Code DECISION_PROVISION_…; null: none.';
comment on column imports.statement.end_date_service_restriction is
    'End of the restriction of the service; null: indefinite.';
comment on column imports.statement.decision_account is 'Code DECISION_ACCOUNT_…; null: none.';
comment on column imports.statement.end_date_account_restriction is 'End of it; null: indefinite.';
comment on column imports.statement.account_type is 'Code ACCOUNT_TYPE_…; null: not told.';
comment on column imports.statement.decision_ground is 'Code DECISION_GROUND_….';
comment on column imports.statement.decision_ground_reference_url is 'Where the law or the terms can be read.';
comment on column imports.statement.illegal_content_legal_ground is 'The law.';
comment on column imports.statement.illegal_content_explanation is 'Why it is broken.';
comment on column imports.statement.incompatible_content_ground is 'The clause of the platform''s terms.';
comment on column imports.statement.incompatible_content_explanation is 'Why it is broken.';
comment on column imports.statement.incompatible_content_illegal is
    'Yes or No in the file; null: not said, which does not mean legal.';
comment on column imports.statement.category is
    'Code STATEMENT_CATEGORY_… as it stood; the decision carries it mapped.';
comment on column imports.statement.category_addition is 'Further categories; null: none.';
comment on column imports.statement.category_specification is 'Codes KEYWORD_…; null: none.';
comment on column imports.statement.category_specification_other is 'Meaning of KEYWORD_OTHER.';
comment on column imports.statement.additional_categories is
    'category_addition in the words of schema v2, without prefix, old codes mapped; null: none.';
comment on column imports.statement.keywords is
    'category_specification in the words of schema v2, without prefix, renamed ones mapped; those removed without successor are left out; null: none.';
comment on column imports.statement.content_type is 'Codes CONTENT_TYPE_…; at least one.';
comment on column imports.statement.content_type_other is 'Meaning of CONTENT_TYPE_OTHER.';
comment on column imports.statement.content_language is 'Upper-case code as it stood (Greek is EL).';
comment on column imports.statement.content_date is 'Day the content or account was created.';
comment on column imports.statement.content_id_ean is 'EAN-13 of the product, schema v2 only.';
comment on column imports.statement.territorial_scope is 'Country codes as they stood; null: not told.';
comment on column imports.statement.application_date is 'Day from which the restriction applied.';
comment on column imports.statement.decision_facts is
    'The facts relied on; null: published without, against the rules.';
comment on column imports.statement.source_type is 'Code SOURCE_….';
comment on column imports.statement.source_identity is 'Who notified, if told.';
comment on column imports.statement.automated_detection is 'Yes or No in the file.';
comment on column imports.statement.automated_decision is 'Code AUTOMATED_DECISION_….';
comment on column imports.statement.published_at is
    'Column created_at of the file: receipt by the transparency database, taken as UTC.';
comment on column imports.statement.created_at is 'When the row was written here; not when the thing happened.';
comment on constraint uk_statement_platform_name_platform_uid on imports.statement is
    'A platform uses a key once, for ever.';
comment on constraint fk_statement_id on imports.statement is
    'One case and one decision per statement, under its own key.';
comment on constraint ck_statement_restriction_some on imports.statement is
    'At least one restriction, as the law and the schema demand.';
create index ix_statement_platform_name_id on imports.statement (platform_name, id);
comment on index imports.ix_statement_platform_name_id is 'Statements of a platform, in order of import.';
create index ix_statement_run_id_id on imports.statement (run_id, id);
comment on index imports.ix_statement_run_id_id is 'ImportRun.statements.';
create trigger tr_statement_append_only
    before update or delete or truncate on imports.statement
    for each statement execute function platform.refuse_change();
