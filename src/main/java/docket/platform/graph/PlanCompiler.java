package docket.platform.graph;

import docket.platform.request.Arguments;
import docket.platform.request.Scope;
import graphql.Directives;
import graphql.GraphQLContext;
import graphql.GraphQLException;
import graphql.execution.CoercedVariables;
import graphql.execution.ValuesResolver;
import graphql.introspection.Introspection;
import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.ObjectValue;
import graphql.language.OperationDefinition;
import graphql.language.SelectionSet;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedOutputType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLUnionType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Compiles a validated operation. Where {@code @skip} and {@code @include} depend on variables the plan holds for these values only, so their
 * values belong to the key under which it is cached.
 */
final class PlanCompiler {
    private static final CoercedVariables NO_VARIABLES = CoercedVariables.emptyVariables();

    private final WiredSchema wired;
    private final GraphQLSchema schema;
    private final Map<String, FragmentDefinition> fragments;
    private final Map<String, Object> variables;
    private final DocumentLimits limits;
    private final Map<String, Plan.Introspection> introspection = new LinkedHashMap<>();
    private final Selections selections;
    private final SortedSet<String> personal = new TreeSet<>();
    private final Set<PersonalInputs.Open> open = new LinkedHashSet<>();
    private boolean isCostVariable;
    private int depth;
    private int planned;

    PlanCompiler(WiredSchema wired, DocumentLimits limits, Document document, Map<String, Object> variables) {
        this.limits = limits;
        this.wired = wired;
        this.schema = wired.schema();
        this.selections = new Selections(wired.graph());
        this.fragments = document.getDefinitionsOfType(FragmentDefinition.class).stream()
                .collect(Collectors.toMap(FragmentDefinition::getName, fragment -> fragment));
        this.variables = variables;
    }

    Plan compile(OperationDefinition operation) {
        var root = objectPlan(rootType(operation), List.of(operation.getSelectionSet()), 0, 1);
        limits.checkRoot(root.fields().size());
        var last = LastStatement.of(root);
        var read = Collections.unmodifiableSortedSet(personal);
        var plan = new Plan(root, introspection, depth, null, read, List.copyOf(open), last);
        return isCostVariable
                ? plan
                : new Plan(root, introspection, depth, new Cost(wired, NO_VARIABLES).of(plan), read, plan.open(), last);
    }

    private GraphQLObjectType rootType(OperationDefinition operation) {
        return switch (operation.getOperation()) {
            case QUERY -> schema.getQueryType();
            case MUTATION -> Objects.requireNonNull(schema.getMutationType());
            case SUBSCRIPTION -> Objects.requireNonNull(schema.getSubscriptionType());
        };
    }

    private Plan.ObjectPlan objectPlan(
            GraphQLObjectType type, Collection<SelectionSet> selections, int level, long rows) {
        var collected = new LinkedHashMap<String, List<Field>>();
        selections.forEach(selection -> collect(type, selection, collected, new LinkedHashSet<>()));
        checkLimits(level + 1, collected.size());
        limits.checkAliases(collected.values());
        var fields = new ArrayList<Plan.FieldPlan>();
        collected.forEach((key, merged) -> {
            if (isIntrospectionRoot(merged.getFirst())) {
                introspection.put(key, new Plan.Introspection(merge(merged)));
                fields.add(introspectionPlan(type, key, merged.getFirst()));
            } else {
                fields.add(fieldPlan(type, key, merged, level, rows));
            }
        });
        return new Plan.ObjectPlan(type.getName(), Price.ofObject(type), List.copyOf(fields));
    }

    private void checkLimits(int level, int fields) {
        depth = Math.max(depth, level);
        planned += fields;
        limits.checkDepth(level);
        limits.checkFields(planned);
    }

    private Plan.FieldPlan fieldPlan(GraphQLObjectType type, String key, List<Field> merged, int level, long parents) {
        var field = merged.getFirst();
        var definition = Introspection.getFieldDefinition(schema, type, field.getName());
        var selections = merged.stream()
                .map(Field::getSelectionSet)
                .filter(Objects::nonNull)
                .toList();
        var constant = dependsOnVariables(field) ? null : arguments(schema, definition, field, NO_VARIABLES);
        if (Requires.isOn(definition, Scope.PERSONAL_DATA_READ)) {
            personal.add(type.getName() + "." + field.getName());
        }
        wired.personalInputs().collect(type.getName(), definition, field, personal, open);
        var price = Price.of(definition);
        isCostVariable |=
                constant == null && (price.isSized() || field.getName().equals("nodes"));
        var rows = parents * (price.isSized() ? Cost.pageSize(price, constant == null ? Arguments.NONE : constant) : 1);
        var shape = shape(definition.getType(), false, selections, type.getName(), new Level(level, rows));
        var resolver = field.getName().equals("__typename") ? null : wired.resolver(type.getName(), field.getName());
        var selected = selectedNames(shape);
        var selection = this.selections.of(type.getName(), field.getName(), shape, rows);
        return new Plan.FieldPlan(
                key, type.getName(), field, definition, price, constant, resolver, shape, selected, selection);
    }

    /** Its value is there before the operation runs. */
    private Plan.FieldPlan introspectionPlan(GraphQLObjectType type, String key, Field field) {
        var definition = Introspection.getFieldDefinition(schema, type, field.getName());
        var shape = new Plan.Shape.Leaf(false, new LeafType.ScalarLeaf());
        var price = new Price(Cost.INTROSPECTION, 1, List.of(), Set.of());
        return new Plan.FieldPlan(
                key, type.getName(), field, definition, price, Arguments.NONE, null, shape, Set.of(), null);
    }

    static Arguments arguments(
            GraphQLSchema schema, GraphQLFieldDefinition definition, Field field, CoercedVariables coerced) {
        if (definition.getArguments().isEmpty()) {
            return Arguments.NONE;
        }
        try {
            return new Arguments(ValuesResolver.getArgumentValues(
                    schema.getCodeRegistry(),
                    definition.getArguments(),
                    field.getArguments(),
                    coerced,
                    GraphQLContext.getDefault(),
                    Locale.ROOT));
        } catch (GraphQLException nullFromVariable) {
            throw Wording.ofArgument(nullFromVariable);
        }
    }

    private Plan.Shape shape(
            GraphQLType type, boolean nonNull, List<SelectionSet> selections, String parentType, Level level) {
        return switch (type) {
            case GraphQLNonNull wrapped -> shape(wrapped.getWrappedType(), true, selections, parentType, level);
            case GraphQLList list ->
                new Plan.Shape.ListOf(nonNull, shape(list.getWrappedType(), false, selections, parentType, level));
            case GraphQLObjectType object ->
                new Plan.Shape.ObjectOf(nonNull, objectPlan(object, selections, level.number() + 1, level.rows()));
            case GraphQLCompositeType composite -> new Plan.Shape.AnyOf(nonNull, plans(composite, selections, level));
            default -> new Plan.Shape.Leaf(nonNull, LeafType.of((GraphQLNamedOutputType) type, parentType));
        };
    }

    private Map<String, Plan.ObjectPlan> plans(GraphQLCompositeType type, List<SelectionSet> selections, Level level) {
        return possibleTypes(type).stream()
                .collect(Collectors.toMap(
                        GraphQLObjectType::getName,
                        object -> objectPlan(object, selections, level.number() + 1, level.rows())));
    }

    private List<GraphQLObjectType> possibleTypes(GraphQLCompositeType type) {
        if (type instanceof GraphQLUnionType union) {
            return union.getTypes().stream()
                    .map(member -> (GraphQLObjectType) member)
                    .toList();
        }
        return Objects.requireNonNull(schema.getImplementations((GraphQLInterfaceType) type));
    }

    private void collect(
            GraphQLObjectType type,
            SelectionSet selectionSet,
            Map<String, List<Field>> into,
            LinkedHashSet<String> visited) {
        for (var selection : selectionSet.getSelections()) {
            if (!isIncluded((DirectivesContainer<?>) selection)) {
                continue;
            }
            if (selection instanceof Field field) {
                into.computeIfAbsent(field.getResultKey(), key -> new ArrayList<>())
                        .add(field);
            } else if (selection instanceof InlineFragment inline) {
                var condition = inline.getTypeCondition();
                if (condition == null || applies(condition.getName(), type)) {
                    collect(type, inline.getSelectionSet(), into, visited);
                }
            } else if (selection instanceof FragmentSpread spread && visited.add(spread.getName())) {
                var fragment = fragments.get(spread.getName());
                if (fragment != null && applies(fragment.getTypeCondition().getName(), type)) {
                    collect(type, fragment.getSelectionSet(), into, visited);
                }
            }
        }
    }

    private boolean applies(String condition, GraphQLObjectType type) {
        if (condition.equals(type.getName())) {
            return true;
        }
        var named = schema.getType(condition);
        return named instanceof GraphQLCompositeType composite
                && !(composite instanceof GraphQLObjectType)
                && possibleTypes(composite).contains(type);
    }

    private boolean isIncluded(DirectivesContainer<?> selection) {
        return !isTrue(selection, Directives.SkipDirective.getName(), false)
                && isTrue(selection, Directives.IncludeDirective.getName(), true);
    }

    private boolean isTrue(DirectivesContainer<?> selection, String directive, boolean absent) {
        List<Directive> directives = selection.getDirectives(directive);
        if (directives.isEmpty()) {
            return absent;
        }
        Value<?> condition =
                Objects.requireNonNull(directives.getFirst().getArgument("if")).getValue();
        return switch (condition) {
            case BooleanValue literal -> literal.isValue();
            case VariableReference variable -> Boolean.TRUE.equals(variables.get(variable.getName()));
            default -> absent;
        };
    }

    /** @param rows that the level may have */
    private record Level(int number, long rows) {}

    private static boolean isIntrospectionRoot(Field field) {
        return field.getName().equals("__schema") || field.getName().equals("__type");
    }

    private static Field merge(List<Field> fields) {
        var selections = fields.stream()
                .map(Field::getSelectionSet)
                .filter(Objects::nonNull)
                .flatMap(selectionSet -> selectionSet.getSelections().stream())
                .toList();
        return fields.getFirst().transform(builder -> builder.selectionSet(new SelectionSet(selections)));
    }

    private static boolean dependsOnVariables(Field field) {
        return field.getArguments().stream().map(Argument::getValue).anyMatch(PlanCompiler::hasVariable);
    }

    private static boolean hasVariable(Value<?> value) {
        return switch (value) {
            case VariableReference variable -> true;
            case ArrayValue array -> array.getValues().stream().anyMatch(PlanCompiler::hasVariable);
            case ObjectValue object ->
                object.getObjectFields().stream().anyMatch(field -> hasVariable(field.getValue()));
            default -> false;
        };
    }

    private static Set<String> selectedNames(Plan.Shape shape) {
        return switch (shape) {
            case Plan.Shape.Leaf leaf -> Set.of();
            case Plan.Shape.ListOf list -> selectedNames(list.element());
            case Plan.Shape.ObjectOf object -> names(object.plan());
            case Plan.Shape.AnyOf any ->
                any.plans().values().stream()
                        .flatMap(plan -> names(plan).stream())
                        .collect(Collectors.toSet());
        };
    }

    private static Set<String> names(Plan.ObjectPlan plan) {
        return plan.fields().stream().map(field -> field.field().getName()).collect(Collectors.toSet());
    }
}
