package docket.platform.graph;

import docket.platform.request.GraphException;

/** Stands in a result for a value that could not be had; becomes null and an error at its own path. */
public record FieldFailure(GraphException cause) {}
