alter table cases.case_event validate constraint ck_case_event_kind;
alter table cases.lease validate constraint ck_lease_ended_by;
