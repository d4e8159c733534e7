package docket.platform.http;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/** HTTP as Tomcat speaks it, with connections that can be asked whether anybody is there; made by Tomcat, by its name. */
public final class WatchedProtocol extends Http11NioProtocol {
    private SecurityHeaders headers = new SecurityHeaders(null);

    /** Those of what is refused before there is a request. */
    void setHeaders(SecurityHeaders headers) {
        this.headers = headers;
    }

    @Override
    protected Processor createProcessor() {
        return new WatchedConnection(this, getAdapter(), headers);
    }
}
