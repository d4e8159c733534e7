/** What the servers do by themselves, again and again, one of them at a time; durable, so that nothing is left out that fell into a downtime. */
@NullMarked
package docket.platform.schedule;

import org.jspecify.annotations.NullMarked;
