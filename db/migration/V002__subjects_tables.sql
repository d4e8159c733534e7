create schema subjects;
comment on schema subjects is
    'Who and what is moderated: sellers, their listings, creators, their content, claims of rights owners.';

create table subjects.seller (
    id uuid default uuidv7() constraint pk_seller primary key,
    external_ref text not null,
    name text not null,
    kind text not null
        constraint ck_seller_kind check (kind in ('BUSINESS', 'PRIVATE')),
    market text not null constraint fk_seller_market references platform.market,
    state text not null default 'ACTIVE'
        constraint ck_seller_state check (state in (
            'ONBOARDING', 'ACTIVE', 'SUSPENDED', 'TERMINATED')),
    tier text not null default 'STANDARD'
        constraint ck_seller_tier check (tier in ('NEW', 'STANDARD', 'PREFERRED', 'MALL')),
    health_points int not null default 200,
    trader_verified_at timestamptz,
    registered_at timestamptz not null,
    version int not null default 1,
    created_at timestamptz not null default now(),
    constraint uk_seller_market_external_ref unique (market, external_ref),
    constraint ck_seller_health_points_range check (health_points between 0 and 1000)
);
comment on table subjects.seller is 'An account that sells on the marketplace.';
comment on column subjects.seller.id is 'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column subjects.seller.external_ref is 'The shop''s key in the marketplace; unique within its market.';
comment on column subjects.seller.name is 'Shop name as shown to buyers, in its own script.';
comment on column subjects.seller.kind is
    'BUSINESS trader in the sense of Regulation (EU) 2019/1150; PRIVATE a person.';
comment on column subjects.seller.market is 'Where the shop is registered.';
comment on column subjects.seller.state is
    'ONBOARDING not yet allowed to sell; SUSPENDED for a time; TERMINATED for good.';
comment on column subjects.seller.tier is
    'Standing given by the marketplace, lowest first; MALL is a brand''s own shop.';
comment on column subjects.seller.health_points is
    'Points left, 0 to 1000; a new account has 200, violations take points away and reversals give them back.';
comment on column subjects.seller.trader_verified_at is
    'When the trader''s identity was last proven (DSA Art. 30); null: never.';
comment on column subjects.seller.registered_at is 'When the account was opened in the marketplace.';
comment on column subjects.seller.version is
    'Counts the edits of the row; a writer names the one it has read (optimistic lock).';
comment on column subjects.seller.created_at is 'When the row was written here; not when the thing happened.';
create index ix_seller_name_search on subjects.seller using gin (platform.search_vector(name));
comment on index subjects.ix_seller_name_search is 'Search of sellers by words or characters of the name.';
create index ix_seller_registered_at_id on subjects.seller (registered_at, id);
comment on index subjects.ix_seller_registered_at_id is 'List of sellers, by age.';
create index ix_seller_health_points_id on subjects.seller (health_points, id);
comment on index subjects.ix_seller_health_points_id is 'List of the sellers nearest to sanctions.';

create table subjects.creator (
    id uuid default uuidv7() constraint pk_creator primary key,
    handle text not null,
    display_name text not null,
    market text not null constraint fk_creator_market references platform.market,
    state text not null default 'ACTIVE'
        constraint ck_creator_state check (state in ('ACTIVE', 'SUSPENDED', 'TERMINATED')),
    health_points int not null default 200,
    follower_count int not null default 0,
    registered_at timestamptz not null,
    version int not null default 1,
    created_at timestamptz not null default now(),
    constraint uk_creator_market_handle unique (market, handle),
    constraint ck_creator_health_points_range check (health_points between 0 and 1000),
    constraint ck_creator_follower_count_range check (follower_count >= 0)
);
comment on table subjects.creator is 'An account that publishes content.';
comment on column subjects.creator.id is 'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column subjects.creator.handle is 'Public name without the leading @; unique within its market.';
comment on column subjects.creator.display_name is 'Name as shown, in its own script.';
comment on column subjects.creator.market is 'Where the account is registered.';
comment on column subjects.creator.state is 'SUSPENDED for a time; TERMINATED for good.';
comment on column subjects.creator.health_points is 'As for sellers: points left, 0 to 1000, 200 at the start.';
comment on column subjects.creator.follower_count is 'Followers when the account was last synchronised.';
comment on column subjects.creator.registered_at is 'When the account was opened.';
comment on column subjects.creator.version is
    'Counts the edits of the row; a writer names the one it has read (optimistic lock).';
comment on column subjects.creator.created_at is 'When the row was written here; not when the thing happened.';
create index ix_creator_handle on subjects.creator (handle);
comment on index subjects.ix_creator_handle is 'A creator by handle, whatever the market.';
create index ix_creator_registered_at_id on subjects.creator (registered_at, id);
comment on index subjects.ix_creator_registered_at_id is 'List of creators, by age.';

create table subjects.product_listing (
    id uuid default uuidv7() constraint pk_product_listing primary key,
    seller_id uuid constraint fk_product_listing_seller_id references subjects.seller,
    title text,
    category_path text,
    ean13 text,
    brand text,
    regulated_class text
        constraint ck_product_listing_regulated_class check (regulated_class in (
            'COSMETICS', 'FOOD_SUPPLEMENT', 'MEDICINE', 'MEDICAL_DEVICE', 'TOY', 'ELECTRICAL', 'BATTERY',
            'CHEMICAL', 'ALCOHOL', 'TOBACCO', 'WEAPON', 'PROTECTIVE_EQUIPMENT')),
    state text
        constraint ck_product_listing_state check (state in (
            'PENDING', 'LIVE', 'FROZEN', 'REMOVED')),
    market text constraint fk_product_listing_market references platform.market,
    language text,
    listed_on date,
    source_platform text,
    version int not null default 1,
    created_at timestamptz not null default now(),
    constraint uk_product_listing_id_seller_id unique (id, seller_id),
    constraint ck_product_listing_ean13_format check (ean13 ~ '^[0-9]{13}$'),
    constraint ck_product_listing_language_format check (language ~ '^[a-z]{2,3}$'),
    constraint ck_product_listing_own_complete check (
        source_platform is not null or num_nulls(seller_id, title, state, market) = 0)
);
comment on table subjects.product_listing is
    'A product offered for sale. Of another platform''s listing (imported) only what its statement tells is known.';
comment on column subjects.product_listing.id is
    'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column subjects.product_listing.seller_id is 'Who sells it; null: the imported statement does not tell.';
comment on column subjects.product_listing.title is 'As shown to buyers; null: the imported statement does not tell.';
comment on column subjects.product_listing.category_path is 'Path in the catalogue, levels divided by " > ".';
comment on column subjects.product_listing.ean13 is
    'International article number: 13 digits as text (leading zeros count), check digit not verified.';
comment on column subjects.product_listing.brand is 'As claimed by the seller.';
comment on column subjects.product_listing.regulated_class is
    'Product law that applies beyond general safety; null: none known.';
comment on column subjects.product_listing.state is
    'PENDING not yet shown; FROZEN hidden while it is looked into; REMOVED taken down; null: the imported statement does not tell.';
comment on column subjects.product_listing.market is
    'Where it is offered; null: imported (the territories stand on the action).';
comment on column subjects.product_listing.language is 'ISO 639-1 code of the text, lower case.';
comment on column subjects.product_listing.listed_on is 'Day it was first offered.';
comment on column subjects.product_listing.source_platform is
    'The other platform whose statement told of it; null: our own marketplace.';
comment on column subjects.product_listing.version is
    'Counts the edits of the row; a writer names the one it has read (optimistic lock).';
comment on column subjects.product_listing.created_at is 'When the row was written here; not when the thing happened.';
comment on constraint uk_product_listing_id_seller_id on subjects.product_listing is
    'Target of the composite keys which hold a case''s seller to its listing''s seller.';
comment on constraint ck_product_listing_own_complete on subjects.product_listing is
    'Only an imported listing may lack these.';
create index ix_product_listing_seller_id_id on subjects.product_listing (seller_id, id) where seller_id is not null;
comment on index subjects.ix_product_listing_seller_id_id is 'Seller.listings.';
create index ix_product_listing_ean13 on subjects.product_listing (ean13) where ean13 is not null;
comment on index subjects.ix_product_listing_ean13 is 'The same article at other sellers.';
create index ix_product_listing_title_search on subjects.product_listing using gin (platform.search_vector(title));
comment on index subjects.ix_product_listing_title_search is 'Search of listings by words or characters of the title.';

create table subjects.content (
    id uuid default uuidv7() constraint pk_content primary key,
    creator_id uuid constraint fk_content_creator_id references subjects.creator,
    kind text not null
        constraint ck_content_kind check (kind in (
            'VIDEO', 'LIVE', 'IMAGE', 'REVIEW', 'TEXT', 'AUDIO', 'APP', 'SYNTHETIC_MEDIA', 'OTHER')),
    caption text,
    language text,
    state text
        constraint ck_content_state check (state in ('LIVE', 'RESTRICTED', 'REMOVED')),
    market text constraint fk_content_market references platform.market,
    posted_on date,
    source_platform text,
    version int not null default 1,
    created_at timestamptz not null default now(),
    constraint uk_content_id_creator_id unique (id, creator_id),
    constraint ck_content_language_format check (language ~ '^[a-z]{2,3}$'),
    constraint ck_content_own_complete check (
        source_platform is not null or num_nulls(creator_id, state, market) = 0)
);
comment on table subjects.content is
    'A piece of published content: a video, a live session, an image, a review. Of other platforms'' content only what its statement tells is known.';
comment on column subjects.content.id is 'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column subjects.content.creator_id is 'Who published it; null: the imported statement does not tell.';
comment on column subjects.content.kind is
    'LIVE a running or recorded stream; REVIEW of a product; APP, SYNTHETIC_MEDIA and OTHER as DSA statements have them.';
comment on column subjects.content.caption is 'Title or first words; null: none, or not told.';
comment on column subjects.content.language is 'ISO 639-1 code, lower case; null: not told.';
comment on column subjects.content.state is
    'RESTRICTED shown to fewer people; null: the imported statement does not tell.';
comment on column subjects.content.market is 'The creator''s market when it was published; null: imported.';
comment on column subjects.content.posted_on is 'Day of publication.';
comment on column subjects.content.source_platform is 'The other platform whose statement told of it; null: our own.';
comment on column subjects.content.version is
    'Counts the edits of the row; a writer names the one it has read (optimistic lock).';
comment on column subjects.content.created_at is 'When the row was written here; not when the thing happened.';
comment on constraint uk_content_id_creator_id on subjects.content is
    'Target of the composite keys which hold a case''s creator to its content''s creator.';
comment on constraint ck_content_own_complete on subjects.content is 'Only imported content may lack these.';
create index ix_content_creator_id_id on subjects.content (creator_id, id) where creator_id is not null;
comment on index subjects.ix_content_creator_id_id is 'Creator.contents.';

create table subjects.ipr_claim (
    id uuid default uuidv7() constraint pk_ipr_claim primary key,
    rights_owner text not null,
    right_kind text not null
        constraint ck_ipr_claim_right_kind check (right_kind in (
            'TRADEMARK', 'COPYRIGHT', 'DESIGN', 'PATENT', 'GEOGRAPHIC_INDICATION', 'TRADE_SECRET')),
    registration_no text,
    evidence text not null,
    listing_id uuid constraint fk_ipr_claim_listing_id references subjects.product_listing,
    content_id uuid constraint fk_ipr_claim_content_id references subjects.content,
    market text not null constraint fk_ipr_claim_market references platform.market,
    filed_at timestamptz not null,
    version int not null default 1,
    created_at timestamptz not null default now(),
    constraint ck_ipr_claim_target check (num_nonnulls(listing_id, content_id) <= 1),
    constraint ck_ipr_claim_registration_no_needed check (
        right_kind not in ('TRADEMARK', 'DESIGN', 'PATENT', 'GEOGRAPHIC_INDICATION') or registration_no is not null)
);
comment on table subjects.ipr_claim is 'A rights owner''s claim that a listing or content infringes a right.';
comment on column subjects.ipr_claim.id is
    'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column subjects.ipr_claim.rights_owner is 'Name of the firm or person who claims.';
comment on column subjects.ipr_claim.right_kind is 'The right that is said to be infringed.';
comment on column subjects.ipr_claim.registration_no is
    'Number in the register; null for rights without registration (copyright, trade secret).';
comment on column subjects.ipr_claim.evidence is 'What the claim rests on, in the claimant''s words.';
comment on column subjects.ipr_claim.listing_id is 'The listing said to infringe.';
comment on column subjects.ipr_claim.content_id is 'The content said to infringe.';
comment on column subjects.ipr_claim.market is 'Where the right is claimed.';
comment on column subjects.ipr_claim.filed_at is 'When the claim came in.';
comment on column subjects.ipr_claim.version is
    'Counts the edits of the row; a writer names the one it has read (optimistic lock).';
comment on column subjects.ipr_claim.created_at is 'When the row was written here; not when the thing happened.';
comment on constraint ck_ipr_claim_target on subjects.ipr_claim is
    'A claim is about one thing; several things are several claims.';
comment on constraint ck_ipr_claim_registration_no_needed on subjects.ipr_claim is
    'Registered rights name their number.';
create index ix_ipr_claim_listing_id on subjects.ipr_claim (listing_id) where listing_id is not null;
comment on index subjects.ix_ipr_claim_listing_id is 'ProductListing.claims.';
create index ix_ipr_claim_content_id on subjects.ipr_claim (content_id) where content_id is not null;
comment on index subjects.ix_ipr_claim_content_id is 'Content.claims.';
create index ix_ipr_claim_rights_owner_id on subjects.ipr_claim (rights_owner, id);
comment on index subjects.ix_ipr_claim_rights_owner_id is 'All claims of one owner.';
create index ix_ipr_claim_filed_at_id on subjects.ipr_claim (filed_at, id);
comment on index subjects.ix_ipr_claim_filed_at_id is 'List of claims, by age.';
