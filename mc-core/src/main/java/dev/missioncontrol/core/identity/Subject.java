package dev.missioncontrol.core.identity;

import java.util.Objects;

/** Who a request speaks for. */
public sealed interface Subject {
    /** Nobody has signed in. */
    record Anonymous() implements Subject {}

    /**
     * Somebody whose credential was verified.
     *
     * @param id the person or service
     * @param role their role now, read from the store with the credential
     * @param how the kind of credential
     * @param cap the most this credential may be used for, whatever the role allows
     */
    record Authenticated(UserId id, Role role, SignIn how, Access cap) implements Subject {
        public Authenticated {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(role, "role");
            Objects.requireNonNull(how, "how");
            Objects.requireNonNull(cap, "cap");
        }
    }

    /** The subject of a request nobody signed in for. */
    static Subject anonymous() {
        return new Anonymous();
    }
}
