package docket.platform.graph;

import org.jspecify.annotations.Nullable;

/** What is told of a request in logs: nothing that its caller wrote but the name of the operation. Filled as far as the request came. */
public final class Facts {
    @Nullable
    String operation;

    @Nullable
    String documentHash;

    long requested;
    long actual;
    int statements;
    int rows;
    boolean isClientGone;

    Facts() {}

    /** The name of the operation; null: it has none, or is not known. */
    public @Nullable String operation() {
        return operation;
    }

    /** The begin of the document's SHA-256; null: it was not even read. */
    public @Nullable String documentHash() {
        return documentHash;
    }

    /** Points that it could cost. */
    public long requested() {
        return requested;
    }

    /** Points that it did cost. */
    public long actual() {
        return actual;
    }

    public int statements() {
        return statements;
    }

    /** Whether it was stopped because nobody waited any more. */
    public boolean isClientGone() {
        return isClientGone;
    }

    /** That all statements returned together. */
    public int rows() {
        return rows;
    }
}
