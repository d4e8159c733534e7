set local lock_timeout = '5s';

alter table access.api_token
    drop constraint ck_api_token_scopes,
    add constraint ck_api_token_scopes check (
        scopes <@ array[
            'VIEWER_READ', 'CASES_READ', 'DECISIONS_READ', 'APPEALS_READ', 'QUALITY_READ', 'WORKFORCE_READ',
            'PERSONAL_DATA_READ', 'HANDLERS_READ', 'BLIND_DECISIONS_READ',
            'METRICS_READ', 'KNOWLEDGE_READ', 'DIAGNOSTICS_READ', 'IMPORTS_WRITE', 'TOKENS_READ', 'TOKENS_WRITE', 'AUDIT_READ',
            'CASES_REPORT', 'CASES_WORK', 'CASES_LEAD', 'CASES_BULK', 'ON_BEHALF'
        ]
    );
