package dev.missioncontrol.core.identity;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/** Names the credential a connection stands on, without being one: what ends with it can be found again. */
public sealed interface CredentialRef {

    /** A browser session, by its public id. */
    record OfSession(String sessionId) implements CredentialRef {
        public OfSession {
            Objects.requireNonNull(sessionId, "sessionId");
        }
    }

    /** An API key, by its public id. */
    record OfKey(String keyId) implements CredentialRef {
        public OfKey {
            Objects.requireNonNull(keyId, "keyId");
        }
    }

    /** Several credentials of one user, presented together: the connection ends with the first of them. */
    record OfAll(Set<CredentialRef> parts) implements CredentialRef {
        public OfAll {
            parts = Set.copyOf(parts);
        }
    }

    /** This credential and another one, each named once. */
    default CredentialRef and(CredentialRef other) {
        Set<CredentialRef> parts = new LinkedHashSet<>(parts());
        parts.addAll(other.parts());
        return parts.size() == 1 ? this : new OfAll(parts);
    }

    /** The single credentials this stands for: itself, or its parts. */
    default Set<CredentialRef> parts() {
        return Set.of(this);
    }
}
