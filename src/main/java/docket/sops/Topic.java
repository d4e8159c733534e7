package docket.sops;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A node of the tree by which procedures are found. */
public record Topic(
        UUID id, String key, String name, @Nullable UUID parentId) {}
