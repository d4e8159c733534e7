package docket.cases;

import docket.platform.search.SearchHit;
import java.util.UUID;

/** A case which matches a search. */
record CaseSearchHit(UUID id, double rank, String query, String title, String body) implements SearchHit {}
