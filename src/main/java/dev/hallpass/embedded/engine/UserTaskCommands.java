package dev.hallpass.embedded.engine;

import io.camunda.zeebe.protocol.impl.record.value.usertask.UserTaskRecord;
import io.camunda.zeebe.protocol.record.intent.UserTaskIntent;

/** What clients ask about user tasks. */
final class UserTaskCommands {

    private UserTaskCommands() {}

    /** Gives the task to {@code assignee}, whoever has it now. */
    static EngineCommand assign(long key, String assignee, String action) {
        return command(UserTaskIntent.ASSIGN, key, new UserTaskRecord().setAssignee(assignee), action);
    }

    /** Gives the task to {@code assignee} unless somebody else has it. */
    static EngineCommand claim(long key, String assignee, String action) {
        return command(UserTaskIntent.CLAIM, key, new UserTaskRecord().setAssignee(assignee), action);
    }

    static EngineCommand complete(long key, String variables, String action) {
        return command(
                UserTaskIntent.COMPLETE, key, new UserTaskRecord().setVariables(Variables.encode(variables)), action);
    }

    /** Changes the attributes that {@code changes} is marked to change. */
    static EngineCommand update(long key, UserTaskRecord changes, String action) {
        return command(UserTaskIntent.UPDATE, key, changes, action);
    }

    private static EngineCommand command(UserTaskIntent intent, long key, UserTaskRecord task, String action) {
        return new EngineCommand(intent, key, task.setUserTaskKey(key).setAction(action));
    }
}
