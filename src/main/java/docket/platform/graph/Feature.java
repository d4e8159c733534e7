package docket.platform.graph;

/** A feature's part of the graph: it declares how the fields of its {@code .graphqls} file get their values. */
@FunctionalInterface
public interface Feature {
    void wire(Graph graph);
}
