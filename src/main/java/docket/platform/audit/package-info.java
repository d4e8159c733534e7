/** How those who write name themselves, and how the platform tells the audit what it saw. The audit itself is a feature. */
@NullMarked
package docket.platform.audit;

import org.jspecify.annotations.NullMarked;
