package dev.missioncontrol.relay;

import java.util.Objects;
import java.util.regex.Pattern;

/** What the credentials of a connecting client came to. */
public sealed interface Identification {

    /** Every credential that was presented is good, and they name one user. */
    record Known(Caller caller) implements Identification {
        public Known {
            Objects.requireNonNull(caller, "caller");
        }
    }

    /** Nothing was presented. */
    record Anonymous() implements Identification {}

    /**
     * Something that was presented is not good.
     *
     * @param code the gateway's own name for it: {@link #TOKEN_MISMATCH} for holders of keys, {@link #SIGN_IN} for people
     *     with a cookie, {@link #RATE_LIMITED}
     */
    record Refused(String code) implements Identification {
        /** A key is wrong, or two credentials do not name one user: clients stop and say so. */
        public static final String TOKEN_MISMATCH = "AUTH_TOKEN_MISMATCH";

        /** The session has ended: the Control UI stops and asks to sign in, without asking for a gateway secret. */
        public static final String SIGN_IN = "AUTH_IDENTITY_HEADER_REQUIRED";

        /** Too many wrong credentials. */
        public static final String RATE_LIMITED = "AUTH_RATE_LIMITED";

        private static final Pattern FORM = Pattern.compile("[A-Z][A-Z_]{0,63}");

        /**
         * Checks the form.
         *
         * @throws IllegalArgumentException if the code is not upper-case letters and underscores
         */
        public Refused {
            if (!FORM.matcher(code).matches()) {
                throw new IllegalArgumentException("a code is upper-case letters and underscores");
            }
        }
    }
}
