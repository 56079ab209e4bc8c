package dev.hallpass.identity;

import dev.hallpass.audit.AuditEvent;
import dev.hallpass.audit.AuditEventType;
import dev.hallpass.audit.AuditTrail;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the stored principals those of the directory file, before anything is served. Who is not in the file any more
 * is kept, for the trail, but not active. A file in which most people are missing is rather a mistake, and would take
 * everything from them: it changes nothing, neither at a start nor later, unless the settings say that it is right.
 */
@Component
class DirectoryImport implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DirectoryImport.class);

    private final DirectorySettings settings;
    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private volatile boolean done;
    private volatile long loadedVersion;
    private volatile long seenVersion;

    DirectoryImport(
            DirectorySettings settings, JdbcClient jdbc, AuditTrail audit, PlatformTransactionManager transactions) {
        this.settings = settings;
        this.jdbc = jdbc;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void start() {
        if (settings.directory() != null) {
            loadedVersion = version(settings.directory());
            takeIn(settings.directory(), DirectoryFile.read(settings.directory()));
        }
        done = true;
    }

    /**
     * Reads the file again if it has changed and two looks show the same version: what is still being written would make
     * leavers of the people who are not in it yet. One that cannot be read changes nothing.
     */
    @Scheduled(fixedDelayString = "${hallpass.identity.reload-interval:PT10S}")
    void reload() {
        Resource file = settings.directory();
        if (!done || file == null) {
            return;
        }
        long version = version(file);
        boolean settled = version == seenVersion;
        seenVersion = version;
        if (version == loadedVersion || !settled) {
            return;
        }
        try {
            DirectoryFile directory = DirectoryFile.read(file);
            if (version(file) != version) {
                // Writing began while it was read.
                return;
            }
            takeIn(file, directory);
        } catch (IllegalArgumentException e) {
            log.atError().addKeyValue("alert", "directory").log("The directory is not taken in: {}", e.getMessage());
        }
        loadedVersion = version;
    }

    private void takeIn(Resource file, DirectoryFile directory) {
        if (!settings.mayLoseMost() && mostLeave(directory)) {
            log.atError()
                    .addKeyValue("alert", "directory")
                    .log(
                            "{} names less than half of those who are active; it is not taken in, and people stay as"
                                    + " they were. If it is right, set hallpass.identity.may-lose-most",
                            file);
        } else {
            load(directory);
        }
    }

    private boolean mostLeave(DirectoryFile directory) {
        String[] staying = directory.people().stream()
                .filter(DirectoryFile.Person::active)
                .map(DirectoryFile.Person::id)
                .toArray(String[]::new);
        return jdbc.sql("""
            select count(*) filter (where id = any (?::text[])) * 2 < count(*) from principal where active
            """).param(staying).query(Boolean.class).single();
    }

    private static long version(Resource file) {
        try {
            return file.lastModified();
        } catch (IOException e) {
            // What is in a jar, or is missing now, is not read again.
            return 0;
        }
    }

    @Override
    public void stop() {
        done = false;
    }

    @Override
    public boolean isRunning() {
        return done;
    }

    /** Before the engine's workers and the web server, which need to know people. */
    @Override
    public int getPhase() {
        return -1000;
    }

    void load(DirectoryFile directory) {
        transaction.executeWithoutResult(status -> {
            int changed = 0;
            for (DirectoryFile.Person person : directory.people()) {
                changed += savePerson(person);
            }
            List<String> ids =
                    directory.people().stream().map(DirectoryFile.Person::id).toList();
            // An account may be somebody else's now, or the same person's under a new login name.
            changed += jdbc.sql("delete from principal_account where not (principal_id = any (?::text[]))")
                    .param(ids.toArray(String[]::new))
                    .update();
            for (DirectoryFile.Person person : directory.people()) {
                changed += saveAccounts(person);
            }
            int deactivated = jdbc.sql("""
                update principal set active = false, leaving = true
                where active and not (id = any (?::text[]))
                """).param(ids.toArray(String[]::new)).update();
            if (changed + deactivated > 0) {
                audit.record(AuditEvent.of(AuditEventType.DIRECTORY_LOADED, "hallpass")
                        .with("people", ids.size())
                        .with("changed", changed)
                        .with("deactivated", deactivated));
                log.info("Loaded {} people, {} changes, {} deactivated", ids.size(), changed, deactivated);
            }
        });
    }

    private int savePerson(DirectoryFile.Person person) {
        ZoneId zone = person.zone();
        return jdbc.sql("""
            insert into principal (id, display_name, email, manager, employment, active, groups, on_call_for,
              department, location, team, zone)
            values (?, ?, ?, ?, ?, ?, ?::text[], ?::text[], ?, ?, ?, ?)
            on conflict (id) do update set display_name = excluded.display_name, email = excluded.email,
              manager = excluded.manager, employment = excluded.employment, active = excluded.active,
              leaving = not excluded.active and (principal.active or principal.leaving),
              groups = excluded.groups, on_call_for = excluded.on_call_for, department = excluded.department,
              location = excluded.location, team = excluded.team, zone = excluded.zone
            where (principal.display_name, principal.email, principal.manager, principal.employment,
                   principal.active, principal.groups, principal.on_call_for, principal.department,
                   principal.location, principal.team, principal.zone)
              is distinct from (excluded.display_name, excluded.email, excluded.manager,
                   excluded.employment, excluded.active, excluded.groups, excluded.on_call_for, excluded.department,
                   excluded.location, excluded.team, excluded.zone)
            """)
                .params(Arrays.asList(
                        person.id(),
                        person.name(),
                        person.email(),
                        person.manager(),
                        person.employment().name(),
                        person.active(),
                        person.groups().stream().sorted().toArray(String[]::new),
                        person.onCallFor().stream().sorted().toArray(String[]::new),
                        person.department(),
                        person.location(),
                        person.team(),
                        zone == null ? null : zone.getId()))
                .update();
    }

    private int saveAccounts(DirectoryFile.Person person) {
        String[] applications = person.accounts().keySet().toArray(String[]::new);
        int changed = jdbc.sql(
                        "delete from principal_account where principal_id = ? and not (application = any (?::text[]))")
                .params(person.id(), applications)
                .update();
        for (var account : person.accounts().entrySet()) {
            changed += jdbc.sql("""
                insert into principal_account (principal_id, application, account) values (?, ?, ?)
                on conflict (principal_id, application) do update set account = excluded.account
                where principal_account.account <> excluded.account
                """)
                    .params(person.id(), account.getKey(), account.getValue())
                    .update();
        }
        return changed;
    }
}
