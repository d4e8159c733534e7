create unique index concurrently uk_lease_case_id_token on cases.lease (case_id, token);
comment on index cases.uk_lease_case_id_token is 'Leases of a case are told apart by their numbers; the last of them.';
