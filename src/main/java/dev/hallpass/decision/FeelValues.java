package dev.hallpass.decision;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.feel.syntaxtree.ValBoolean;
import org.camunda.feel.syntaxtree.ValContext;
import org.camunda.feel.syntaxtree.ValDate;
import org.camunda.feel.syntaxtree.ValDateTime;
import org.camunda.feel.syntaxtree.ValDayTimeDuration;
import org.camunda.feel.syntaxtree.ValList;
import org.camunda.feel.syntaxtree.ValLocalDateTime;
import org.camunda.feel.syntaxtree.ValLocalTime;
import org.camunda.feel.syntaxtree.ValNumber;
import org.camunda.feel.syntaxtree.ValString;
import org.camunda.feel.syntaxtree.ValTime;
import org.camunda.feel.syntaxtree.ValYearMonthDuration;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** FEEL's values as the plain values that a result variable of the engine holds. */
final class FeelValues {

    private FeelValues() {}

    static @Nullable Object plain(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        return switch (value) {
            case ValString text -> text.value();
            case ValNumber number -> number(number.value().bigDecimal());
            case ValBoolean truth -> truth.value();
            case ValList list -> list(list);
            case ValContext context -> map(context);
            case ValDate date -> date.value().toString();
            case ValDateTime time -> time.value().toString();
            case ValLocalDateTime time -> time.value().toString();
            case ValTime time -> time.value().toString();
            case ValLocalTime time -> time.value().toString();
            case ValDayTimeDuration duration -> duration.value().toString();
            case ValYearMonthDuration duration -> duration.value().toString();
            case org.camunda.feel.syntaxtree.Val other -> null;
            case Object other -> other;
        };
    }

    private static Object number(BigDecimal number) {
        if (number.stripTrailingZeros().scale() <= 0 && number.abs().compareTo(BigDecimal.valueOf(1L << 53)) < 0) {
            return number.longValue();
        }
        return number.doubleValue();
    }

    private static List<@Nullable Object> list(ValList list) {
        List<@Nullable Object> plain = new ArrayList<>();
        CollectionConverters.asJava(list.itemsAsSeq()).forEach(item -> plain.add(plain(item)));
        return plain;
    }

    private static Map<String, @Nullable Object> map(ValContext context) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        CollectionConverters.asJava(context.context().variableProvider().getVariables())
                .forEach((name, item) -> plain.put(name, plain(item)));
        return plain;
    }
}
