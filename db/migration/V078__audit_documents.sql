set local lock_timeout = '5s';

create table audit.document (
    hash text constraint pk_document primary key,
    text text not null,
    created_at timestamptz not null default now(),
    constraint ck_document_hash check (length(hash) >= 32 and starts_with(encode(sha256(convert_to(text, 'UTF8')), 'hex'), hash))
);
comment on table audit.document is
    'GraphQL documents by which personal data was read, each once: what the hash in an event of a read stands for. Values of variables are not kept.';
comment on column audit.document.hash is 'The begin of its SHA-256 in hexadecimal, as events and the log name it.';
comment on column audit.document.text is 'The document as it was sent.';
comment on column audit.document.created_at is 'When it was first written down.';
create trigger tr_document_append_only
    before update or delete or truncate on audit.document
    for each statement execute function platform.refuse_change();
call platform.guard('audit.document', 'select, insert', null, 'false');
