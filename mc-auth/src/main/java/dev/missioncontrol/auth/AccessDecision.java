package dev.missioncontrol.auth;

import dev.missioncontrol.core.identity.Role;

/** Whether somebody may do what a role is asked for. */
public sealed interface AccessDecision {

    /** Yes. */
    record Granted() implements AccessDecision {

        @Override
        public int status() {
            return 200;
        }

        @Override
        public String message() {
            return "";
        }
    }

    /** Nobody has signed in. */
    record Unauthenticated() implements AccessDecision {

        @Override
        public int status() {
            return 401;
        }

        @Override
        public String message() {
            return "Authentication required";
        }
    }

    /** Somebody has signed in whose role or credential does not reach {@code required}. */
    record Forbidden(Role required) implements AccessDecision {

        @Override
        public int status() {
            return 403;
        }

        @Override
        public String message() {
            return "Requires " + required.wireName() + " role or higher";
        }
    }

    /** The HTTP status: 200, 401 or 403. */
    int status();

    /** What to tell the caller; empty if granted. */
    String message();

    /** Tells whether this is {@link Granted}. */
    default boolean isGranted() {
        return this instanceof Granted;
    }
}
