package docket.platform.http;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/** HTTP as Tomcat speaks it, with connections that can be asked whether anybody is there; made by Tomcat, by its name. */
public final class WatchedProtocol extends Http11NioProtocol {
    @Override
    protected Processor createProcessor() {
        return new WatchedConnection(this, getAdapter());
    }
}
