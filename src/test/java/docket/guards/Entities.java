package docket.guards;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import docket.platform.listing.Listing;
import docket.platform.sql.Entity;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The entities that repositories declare. */
final class Entities {
    private Entities() {}

    static List<Entity<?>> all() {
        var entities = new ArrayList<Entity<?>>();
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("docket").stream()
                        .filter(type -> type.getSimpleName().endsWith("Repository"))
                        .forEach(type -> collect(type.reflect(), entities));
        return entities;
    }

    private static void collect(Class<?> repository, List<Entity<?>> into) {
        Arrays.stream(repository.getDeclaredFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .forEach(field -> {
                    try {
                        field.setAccessible(true);
                        switch (field.get(null)) {
                            case Entity<?> entity -> into.add(entity);
                            case Listing<?> listing -> into.add(listing.entity());
                            case null, default -> {
                                // some other constant
                            }
                        }
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }
}
