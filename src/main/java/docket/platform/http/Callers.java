package docket.platform.http;

/** Tells who sends a request, by the credential that it carries. Asked for every request, so that it has to be quick. */
public interface Callers {
    /**
     * @param credential what stands behind {@code Bearer}
     * @param address of the machine that sends it
     * @throws HttpRefusal when nobody is known by it, or that cannot be told at the moment
     */
    Admission admit(String credential, String address) throws HttpRefusal;
}
