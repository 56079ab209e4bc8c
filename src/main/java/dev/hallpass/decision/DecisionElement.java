package dev.hallpass.decision;

import java.util.List;

/** One decision of a diagram, as it is written. */
public sealed interface DecisionElement permits DecisionTable, DecisionExpression {

    /** The id by which it is evaluated and required. */
    String id();

    /** What people call it. */
    String name();

    /** The variable that holds its result for the decisions that require it. */
    String resultName();

    /** Ids of the decisions whose results it sees. */
    List<String> requiredDecisions();

    /** Names of the input data that it says it sees. */
    List<String> requiredInputs();
}
