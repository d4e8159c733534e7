package docket.imports;

import docket.platform.request.ErrorCode;

/** A request that never got as far as its file. */
final class ImportRefusal extends Exception {
    private final int status;
    private final ErrorCode code;

    ImportRefusal(int status, ErrorCode code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    ErrorCode code() {
        return code;
    }
}
