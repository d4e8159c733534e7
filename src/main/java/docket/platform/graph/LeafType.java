package docket.platform.graph;

import docket.platform.request.GlobalId;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLNamedOutputType;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Checks a scalar or enum value on its way out; the form it takes in JSON is the {@link JsonOutput}'s matter. */
sealed interface LeafType {
    Object checked(Object value);

    /** @param parentType whose type an {@code id: ID!} names */
    static LeafType of(GraphQLNamedOutputType type, String parentType) {
        if (type instanceof GraphQLEnumType enumType) {
            return new EnumLeaf(
                    enumType.getName(),
                    enumType.getValues().stream()
                            .map(GraphQLEnumValueDefinition::getName)
                            .collect(Collectors.toSet()));
        }
        return type.getName().equals("ID") ? new IdLeaf(parentType) : new ScalarLeaf();
    }

    record ScalarLeaf() implements LeafType {
        @Override
        public Object checked(Object value) {
            return value;
        }
    }

    record IdLeaf(String type) implements LeafType {
        @Override
        public Object checked(Object value) {
            return value instanceof UUID id ? GlobalId.encode(type, id) : value;
        }
    }

    record EnumLeaf(String name, Set<String> values) implements LeafType {
        @Override
        public Object checked(Object value) {
            var text = value.toString();
            if (!values.contains(text)) {
                throw new IllegalStateException("'%s' is no value of the enum %s".formatted(text, name));
            }
            return text;
        }
    }
}
