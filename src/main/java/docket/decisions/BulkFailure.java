package docket.decisions;

/** Why one case of a bulk decision cannot be decided, and in words what would be right. */
record BulkFailure(BulkFault fault, String message) {}
