/** Docket, the GraphQL backend of a moderation console: one package per feature. */
@NullMarked
package docket;

import org.jspecify.annotations.NullMarked;
