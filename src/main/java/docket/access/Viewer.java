package docket.access;

/** Whoever sent the request. */
record Viewer(String kind, String name) {
    static final Viewer LOCAL_DEVELOPER = new Viewer("LOCAL_DEVELOPER", "Local developer");
}
