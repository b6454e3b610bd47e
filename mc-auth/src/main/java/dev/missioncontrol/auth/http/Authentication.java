package dev.missioncontrol.auth.http;

import dev.missioncontrol.core.identity.CredentialRef;
import dev.missioncontrol.core.identity.Subject;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whose request it is. */
public sealed interface Authentication {

    /**
     * Every credential presented is good, and all name one user.
     *
     * @param subject the user with the role of now, capped by every credential presented
     * @param credential what the request stands on
     * @param expiresAt when the first of the credentials ends by itself; null for never
     */
    record Known(
            Subject.Authenticated subject,
            CredentialRef credential,
            @Nullable Instant expiresAt) implements Authentication {
        public Known {
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(credential, "credential");
        }
    }

    /** Nothing was presented. */
    record Anonymous() implements Authentication {}

    /** Something was presented that does not hold. */
    record Refused(AuthRefusal why) implements Authentication {}

    /** The subject for {@link dev.missioncontrol.auth.Rbac}: anonymous unless {@link Known}. */
    default Subject asSubject() {
        return this instanceof Known known ? known.subject() : Subject.anonymous();
    }
}
