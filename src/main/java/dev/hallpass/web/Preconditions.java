package dev.hallpass.web;

import dev.hallpass.access.AlreadyHeld;
import dev.hallpass.access.AlreadyHeldException;
import dev.hallpass.access.Members;
import dev.hallpass.bundle.BundleMode;
import dev.hallpass.bundle.BundleSubmission;
import dev.hallpass.request.RequestSubmission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is told at once to who asks, before anybody is bothered: that it is held already, or cannot be given. */
@Component
class Preconditions {

    private final AlreadyHeld alreadyHeld;
    private final Members members;

    Preconditions(AlreadyHeld alreadyHeld, Members members) {
        this.alreadyHeld = alreadyHeld;
        this.members = members;
    }

    /**
     * Checks one entitlement.
     *
     * @return what people will be asked to do before it can be given; null for nothing
     * @throws dev.hallpass.common.ProblemException of kind not a member or already held
     */
    @Nullable
    String check(RequestSubmission asked) {
        Optional<String> notice = members.check(asked);
        alreadyHeld.check(asked);
        return notice.orElse(null);
    }

    /**
     * Checks several. What is held already is left out, unless the caller named the parts and wants all or nothing: then
     * it is for the caller to leave it out.
     *
     * @throws dev.hallpass.common.ProblemException of kind not a member, or already held
     */
    Several check(BundleSubmission asked) {
        List<String> notices = new ArrayList<>();
        Set<String> applications = new HashSet<>();
        for (RequestSubmission part : asked.parts()) {
            if (applications.add(part.resource().application())) {
                members.check(part).ifPresent(notices::add);
            }
        }
        List<RequestSubmission> wanted = new ArrayList<>();
        List<AlreadyHeldException.Part> held = new ArrayList<>();
        for (RequestSubmission part : asked.parts()) {
            alreadyHeld.find(part).ifPresentOrElse(found -> held.addAll(found.parts()), () -> wanted.add(part));
        }
        boolean named = asked.bundle() != null;
        if (!held.isEmpty() && (wanted.isEmpty() || (!named && asked.mode() == BundleMode.ALL_OR_NOTHING))) {
            throw new AlreadyHeldException(
                    asked.parts().getFirst().beneficiary().id(), held, wanted.isEmpty());
        }
        return new Several(
                held.isEmpty() ? asked : new BundleSubmission(asked.bundle(), asked.mode(), wanted),
                held.isEmpty() ? null : held.stream().map(HeldPartView::of).toList(),
                notices.isEmpty() ? null : String.join(" ", notices));
    }

    /**
     * What is left of several.
     *
     * @param submission those that are asked for
     * @param held those that are left out; null for none
     * @param notice what people will be asked to do before they can be given; null for nothing
     */
    record Several(
            BundleSubmission submission,
            @Nullable List<HeldPartView> held,
            @Nullable String notice) {}
}
