package docket.platform.database;

/** Where the data lives, in words for people. */
public record DatabaseLocation(String description) {}
