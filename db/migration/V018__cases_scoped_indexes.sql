-- Outside of a transaction, since cases are written meanwhile. What a broken attempt has left is invalid and only in the way.
drop index concurrently if exists cases.ix_moderation_case_scoped_search;
create index concurrently ix_moderation_case_scoped_search
    on cases.moderation_case using gin (cases.scoped_vector(vendor_id, title, summary)) with (gin_pending_list_limit = 512)
    where vendor_id is not null;
comment on index cases.ix_moderation_case_scoped_search is
    'Text search of a company''s cases.';


drop index concurrently if exists cases.ix_moderation_case_seller_id_vendor_id_market;
create index concurrently ix_moderation_case_seller_id_vendor_id_market
    on cases.moderation_case (seller_id, vendor_id, market)
    where seller_id is not null and vendor_id is not null;
comment on index cases.ix_moderation_case_seller_id_vendor_id_market is
    'Whether a company has a case about a seller, without reading the cases.';
