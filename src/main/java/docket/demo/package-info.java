/**
 * Fills an empty database with a made-up history of two years. It writes the tables of every feature: the history of a case spans all of them, and
 * going through their use cases, one transaction per act, would take days for two million cases.
 */
@NullMarked
package docket.demo;

import org.jspecify.annotations.NullMarked;
