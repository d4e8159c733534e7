package docket.platform.graph;

import docket.platform.sql.Db;

/**
 * What all fields of one operation share.
 *
 * @param db one connection, one snapshot
 */
public record Request(Db db) {}
