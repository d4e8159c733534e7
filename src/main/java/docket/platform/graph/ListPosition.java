package docket.platform.graph;

import java.util.Arrays;
import java.util.List;

/** The indexes, outermost first, of the list element being completed; part of the path of an error there. */
final class ListPosition {
    private int[] indexes = new int[4];
    private int depth;

    void enter() {
        if (depth == indexes.length) {
            indexes = Arrays.copyOf(indexes, depth * 2);
        }
        depth++;
    }

    void at(int index) {
        indexes[depth - 1] = index;
    }

    void leave() {
        depth--;
    }

    void appendTo(List<Object> path) {
        for (int level = 0; level < depth; level++) {
            path.add(indexes[level]);
        }
    }
}
