package docket.sops;

import docket.platform.search.SearchHit;
import java.util.UUID;

/** A version of a procedure which matches a search. */
record SopSearchHit(UUID id, double rank, String query, String title, String body) implements SearchHit {}
