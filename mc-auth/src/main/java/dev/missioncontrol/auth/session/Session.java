package dev.missioncontrol.auth.session;

import dev.missioncontrol.auth.Source;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.identity.UserId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A signed-in browser. Holds neither the token nor its digest.
 *
 * @param id the public id: safe to show, worth nothing as a credential
 * @param user who signed in
 * @param how how they signed in
 * @param createdAt when they did
 * @param lastSeen the latest use, to the minute
 * @param expiresAt the absolute end, whatever the use
 * @param source where the sign-in came from
 * @param device the first device key the session presented; null until then
 */
public record Session(
        String id,
        UserId user,
        SignIn how,
        Instant createdAt,
        Instant lastSeen,
        Instant expiresAt,
        Source source,
        @Nullable DeviceId device) {

    public Session {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(how, "how");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(lastSeen, "lastSeen");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(source, "source");
    }

    /** A copy that was seen at this time. */
    public Session seenAt(Instant at) {
        return new Session(id, user, how, createdAt, at, expiresAt, source, device);
    }

    /** A copy bound to this device. */
    public Session boundTo(DeviceId other) {
        return new Session(id, user, how, createdAt, lastSeen, expiresAt, source, other);
    }
}
