package docket.platform.http;

import docket.platform.request.Caller;

/**
 * That a caller was let in. Most requests are over before that can change; what lasts longer, a slow query, an import, an open socket, asks again while
 * it lasts: once a second, and before it does anything for good.
 */
public interface Admission {
    Caller caller();

    /**
     * Whether the same credential, from the same address, no longer lets in the same caller: its token was revoked, it has run out, or its person may do
     * other things by now. Answered out of memory, without waiting for anybody: at once where time has run out, within five seconds of anything else,
     * whichever server it happened on. What was known last holds while the database or the provider is away.
     */
    boolean hasEnded();
}
