package dev.hallpass.connector.http;

import java.util.HashMap;
import java.util.Map;

/** Notes the claims of the budgets of one process, for as long as it lives. */
final class CallsInMemory implements SharedCalls {

    private final Map<String, CallsByMinute> budgets = new HashMap<>();

    @Override
    public synchronized Claimed claim(String budget, Map<Long, Integer> changes, long minute, int wanted, int limit) {
        CallsByMinute calls = budgets.computeIfAbsent(budget, name -> new CallsByMinute(Map.of()));
        return SharedCalls.apply(calls, changes, minute, wanted, limit);
    }

    @Override
    public synchronized void forgetBefore(long minute) {
        budgets.values().removeIf(calls -> calls.totalAt(minute + CallsByMinute.MINUTES) == 0);
    }
}
