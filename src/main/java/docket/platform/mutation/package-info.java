/** How mutations run: one transaction, signed for the audit, done once however often it is sent. */
@NullMarked
package docket.platform.mutation;

import org.jspecify.annotations.NullMarked;
