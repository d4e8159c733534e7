package docket.imports;

/** What one bad row does to its file. */
enum OnError {
    /** Nothing of the file is stored. */
    REJECT_ALL,
    /** The row alone is left out. */
    REJECT_ITEM
}
