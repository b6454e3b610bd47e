package dev.missioncontrol.core.identity;

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
}
