-- Outside of a transaction, since cases are written meanwhile.
set default_transaction_isolation = 'read committed';
call subjects.note_companies();
reset default_transaction_isolation;
alter table subjects.seller validate constraint ck_seller_seen_by_told;
analyze subjects.seller;
