/**
 * The execution engine: GraphQL Java parses, validates and introspects; queries run breadth-first, every field once for all parents of its
 * level. Knows no feature.
 */
@NullMarked
package docket.platform.graph;

import org.jspecify.annotations.NullMarked;
