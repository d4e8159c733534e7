package docket.platform.bulk;

import docket.platform.graph.Permission;

/** What a caller may do with a plan, in the words of the mutations. */
public record BulkPermissions(Permission apply, Permission undo) {}
