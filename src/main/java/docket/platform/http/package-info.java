/** GraphQL over HTTP, as its specification says: one endpoint, JSON in, JSON out. */
@NullMarked
package docket.platform.http;

import org.jspecify.annotations.NullMarked;
