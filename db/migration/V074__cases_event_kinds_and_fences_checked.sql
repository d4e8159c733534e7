alter table cases.case_event validate constraint ck_case_event_kind;
alter table decisions.decision validate constraint fk_decision_case_id_lease_token;
