package dev.hallpass.decision;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Set;
import org.camunda.feel.syntaxtree.ConstBool;
import org.camunda.feel.syntaxtree.ConstNumber;
import org.camunda.feel.syntaxtree.ConstString;
import org.camunda.feel.syntaxtree.FunctionInvocation;
import org.camunda.feel.syntaxtree.PathExpression;
import org.camunda.feel.syntaxtree.Ref;
import scala.Product;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What an expression names.
 *
 * @param constants texts ({@link String}), numbers ({@link BigDecimal}) and truths ({@link Boolean})
 * @param paths variables with what is taken from them, such as "facts.resource.kind"
 * @param functions the functions it calls
 */
public record FeelNames(Set<Object> constants, Set<String> paths, Set<String> functions) {

    static FeelNames of(Object expression) {
        FeelNames names = new FeelNames(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        names.collect(expression);
        return names;
    }

    private void collect(Object node) {
        if (node instanceof PathExpression || node instanceof Ref) {
            String path = path(node);
            if (!path.isEmpty()) {
                paths.add(path);
                return;
            }
        }
        switch (node) {
            case ConstString text -> constants.add(text.value());
            case ConstNumber number -> constants.add(number.value().bigDecimal());
            case ConstBool truth -> constants.add(truth.value());
            case FunctionInvocation call -> {
                functions.add(call.function());
                collectAll(call);
            }
            case scala.collection.Iterable<?> nodes ->
                CollectionConverters.asJava(nodes).forEach(this::collect);
            case Product parts -> collectAll(parts);
            default -> {
                // A leaf that names nothing.
            }
        }
    }

    private void collectAll(Product parts) {
        CollectionConverters.asJava(parts.productIterator()).forEachRemaining(this::collect);
    }

    /** The dotted path; empty if it is taken from something else than a variable. */
    private static String path(Object node) {
        if (node instanceof Ref reference) {
            return String.join(".", CollectionConverters.asJava(reference.names()));
        }
        if (node instanceof PathExpression step) {
            String before = path(step.path());
            return before.isEmpty() ? "" : before + "." + step.key();
        }
        return "";
    }
}
