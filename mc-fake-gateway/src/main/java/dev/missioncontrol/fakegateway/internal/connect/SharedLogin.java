package dev.missioncontrol.fakegateway.internal.connect;

import dev.missioncontrol.core.secret.Secret;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway asks of everybody: {@code gateway.auth.mode} and its secret, which counts for nothing in mode none.
 *
 * @param mode which kind of secret it is
 * @param secret the token or the password
 */
public record SharedLogin(Mode mode, Secret secret) {
    /** The modes of a gateway that trusts no proxy. */
    public enum Mode {
        /** A token, in {@code auth.token}. */
        TOKEN("token"),
        /** A password, in {@code auth.password}. */
        PASSWORD("password"),
        /** Nothing at all. */
        NONE("none");

        private final String wireName;

        Mode(String wireName) {
            this.wireName = wireName;
        }

        /** The name on the wire. */
        public String wireName() {
            return wireName;
        }
    }

    /** Tells whether it is satisfied. */
    boolean holds(Credentials shown) {
        Secret presented = presented(shown);
        return mode == Mode.NONE || (presented != null && presented.matches(secret));
    }

    /** What is compared with the secret: of two, the one named like the mode. */
    @Nullable
    Secret presented(Credentials shown) {
        Secret first = mode == Mode.PASSWORD ? shown.password() : shown.token();
        Secret second = mode == Mode.PASSWORD ? shown.token() : shown.password();
        return first == null ? second : first;
    }

    AuthFault missing() {
        return mode == Mode.PASSWORD ? AuthFault.PASSWORD_MISSING : AuthFault.TOKEN_MISSING;
    }

    AuthFault mismatch() {
        return mode == Mode.PASSWORD ? AuthFault.PASSWORD_MISMATCH : AuthFault.TOKEN_MISMATCH;
    }
}
