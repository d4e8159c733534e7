package docket.platform.graph;

import docket.platform.request.Caller;
import docket.platform.sql.Db;

/**
 * What all fields of one operation share.
 *
 * @param wired the schema as the caller sees it
 * @param db one connection, one snapshot
 */
public record Request(Caller caller, WiredSchema wired, Db db) {}
