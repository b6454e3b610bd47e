package dev.missioncontrol.relay.front;

import dev.missioncontrol.core.secret.Secret;
import java.time.Duration;
import java.util.Objects;

/** What came of a try to sign in at the front. */
public sealed interface SignInOutcome {

    /**
     * Signed in.
     *
     * @param setCookie the value of the {@code Set-Cookie} header: it holds the session's token
     */
    record SignedIn(Secret setCookie) implements SignInOutcome {
        public SignedIn {
            Objects.requireNonNull(setCookie, "setCookie");
        }
    }

    /** Unknown name, wrong password, closed account: nobody is told which. */
    record Refused() implements SignInOutcome {}

    /** Too many tries, or too much work at this moment; it may be tried again after a while. */
    record Later(Duration retryAfter) implements SignInOutcome {
        public Later {
            Objects.requireNonNull(retryAfter, "retryAfter");
        }
    }

    /** Not over this connection: a cookie would go over the network in the clear. */
    record Insecure() implements SignInOutcome {}
}
