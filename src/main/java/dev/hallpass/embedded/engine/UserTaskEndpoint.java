package dev.hallpass.embedded.engine;

import io.camunda.zeebe.protocol.impl.record.value.usertask.UserTaskRecord;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** The user-task commands, which the Camunda client sends over REST only. */
final class UserTaskEndpoint {

    private static final String KEY = "userTaskKey";

    private final CommandSender sender;

    UserTaskEndpoint(CommandSender sender) {
        this.sender = sender;
    }

    void addTo(RestRoutes routes) {
        routes.add("POST", "/user-tasks/{userTaskKey}/completion", this::complete)
                .add("POST", "/user-tasks/{userTaskKey}/assignment", this::assign)
                .add("DELETE", "/user-tasks/{userTaskKey}/assignee", this::unassign)
                .add("PATCH", "/user-tasks/{userTaskKey}", this::update);
    }

    private RestAnswer complete(RestRequest request) throws IOException {
        RestBody body = request.body();
        return send(UserTaskCommands.complete(
                request.key(KEY), body.variables("variables"), body.text("action", "complete")));
    }

    private RestAnswer assign(RestRequest request) throws IOException {
        RestBody body = request.body();
        String assignee = body.requiredText("assignee");
        return send(
                body.flag("allowOverride", true)
                        ? UserTaskCommands.assign(request.key(KEY), assignee, body.text("action", "assign"))
                        : UserTaskCommands.claim(request.key(KEY), assignee, body.text("action", "claim")));
    }

    private RestAnswer unassign(RestRequest request) {
        return send(UserTaskCommands.assign(request.key(KEY), "", "unassign"));
    }

    private RestAnswer update(RestRequest request) throws IOException {
        RestBody body = request.body();
        if (!body.has("changeset") && !body.has("action")) {
            throw CommandFailedException.invalid("No update data provided: neither an action nor a changeset");
        }
        UserTaskRecord changes = body.has("changeset") ? changes(body.object("changeset")) : new UserTaskRecord();
        return send(UserTaskCommands.update(request.key(KEY), changes, body.text("action", "update")));
    }

    private static UserTaskRecord changes(RestBody changeset) {
        UserTaskRecord changes = new UserTaskRecord();
        if (changeset.has("candidateGroups")) {
            changes.setCandidateGroupsList(changeset.texts("candidateGroups")).setCandidateGroupsChanged();
        }
        if (changeset.has("candidateUsers")) {
            changes.setCandidateUsersList(changeset.texts("candidateUsers")).setCandidateUsersChanged();
        }
        if (changeset.has("dueDate")) {
            changes.setDueDate(date(changeset, "dueDate")).setDueDateChanged();
        }
        if (changeset.has("followUpDate")) {
            changes.setFollowUpDate(date(changeset, "followUpDate")).setFollowUpDateChanged();
        }
        if (changeset.has("priority")) {
            changes.setPriority(changeset.integer("priority", 0)).setPriorityChanged();
        }
        return changes;
    }

    /** A date with time and zone; an empty text removes the one that is there. */
    private static String date(RestBody changeset, String field) {
        String date = changeset.text(field, "");
        try {
            return date.isEmpty() ? date : OffsetDateTime.parse(date).toString();
        } catch (DateTimeParseException e) {
            throw CommandFailedException.invalid(
                    "The provided %s '%s' is not a date and time with zone (RFC 3339)".formatted(field, date));
        }
    }

    private RestAnswer send(EngineCommand command) {
        sender.send(command).join();
        return RestAnswer.noContent();
    }
}
