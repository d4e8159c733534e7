package docket.platform.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.ErrorState;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * A connection as its requests see it. Tomcat looks at a socket only between requests, so that a client that has gone is noticed when the answer is
 * written; and it bounds the wait for each next byte, not for all of them.
 */
final class WatchedConnection extends Http11Processor {
    private static final ScopedValue<WatchedConnection> CURRENT = ScopedValue.newInstance();
    /** For the request line and the headers together. */
    private static final Duration HEAD = Duration.ofSeconds(10);

    private final SecurityHeaders headers;
    private long headSince;

    WatchedConnection(AbstractHttp11Protocol<?> protocol, Adapter adapter, SecurityHeaders headers) {
        super(protocol, adapter);
        this.headers = headers;
    }

    /** A head that cannot be read is refused here, and no filter or valve sees the answer. */
    @Override
    protected void setErrorState(ErrorState state, @Nullable Throwable cause) {
        super.setErrorState(state, cause);
        if (!response.isCommitted()) {
            headers.add(
                    null,
                    (name, value) -> response.getMimeHeaders().setValue(name).setString(value));
        }
    }

    /** That of the request which the thread works on; null: none of ours. */
    static @Nullable WatchedConnection current() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }

    /** Called whenever something has come in; a head that is not whole yet waits without a thread. */
    @Override
    public SocketState service(SocketWrapperBase<?> socket) throws IOException {
        var now = System.nanoTime();
        if (headSince != 0 && now - headSince > HEAD.toNanos()) {
            headSince = 0;
            return SocketState.CLOSED;
        }
        var state = served(socket);
        if (state != SocketState.LONG) {
            headSince = 0;
        } else if (headSince == 0) {
            headSince = now;
        }
        return state;
    }

    private SocketState served(SocketWrapperBase<?> socket) throws IOException {
        try {
            return ScopedValue.where(CURRENT, this).call(() -> serviced(socket));
        } catch (UncheckedIOException broken) {
            throw broken.getCause();
        }
    }

    private SocketState serviced(SocketWrapperBase<?> socket) {
        try {
            return super.service(socket);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /**
     * Whether the client has closed its end. What comes in meanwhile, the begin of a next request, is kept for its reader; behind that nobody can
     * see. To be asked only while a request runs that has been read, since two would read at once.
     */
    boolean isClientGone() {
        try {
            var socket = getSocketWrapper();
            if (socket != null) {
                socket.isReadyForRead();
            }
            return false;
        } catch (IOException gone) {
            return true;
        }
    }

    /** The longest wait for the next byte of this request. */
    void readWithin(long millis) {
        var socket = getSocketWrapper();
        if (socket != null) {
            socket.setReadTimeout(Math.max(1, millis));
        }
    }

    boolean isBodyRead() {
        return isRequestBodyFullyRead();
    }

    /**
     * Reads a part of a body that nobody wants, below the streams of the servlet, which are closed with the answer.
     *
     * @return how many bytes; -1 at its end
     */
    int readScrap() throws IOException {
        return request.doRead(new Scrap());
    }

    /** Takes what is read and looks at none of it. */
    private static final class Scrap implements ApplicationBufferHandler {
        private ByteBuffer buffer = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer read) {
            buffer = read;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public void expand(int size) {
            // it is given buffers, and fills none
        }
    }

    /** Nobody reads the rest of the body; the connection ends with the answer. */
    void abandonBody() {
        action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }
}
