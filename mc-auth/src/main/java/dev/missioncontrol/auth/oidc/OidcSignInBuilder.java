package dev.missioncontrol.auth.oidc;

import dev.missioncontrol.auth.ExternalDesk;
import dev.missioncontrol.auth.limit.Rate;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.LongSupplier;

/** Settings of an {@link OidcSignIn}. Not thread-safe. */
public final class OidcSignInBuilder {

    private static final Rate STANDARD_STARTS = Rate.perMinute(20);

    final OidcRules rules;
    final ExternalDesk desk;
    InstantSource clock = InstantSource.system();
    SecureRandom random = new SecureRandom();
    LongSupplier nanoClock = System::nanoTime;
    Rate starts = STANDARD_STARTS;

    OidcSignInBuilder(OidcRules rules, ExternalDesk desk) {
        this.rules = rules;
        this.desk = desk;
    }

    /** What time it is; the system's clock by default. */
    public OidcSignInBuilder clock(InstantSource source) {
        this.clock = Objects.requireNonNull(source, "source");
        return this;
    }

    /** Where states, nonces and verifiers come from. */
    public OidcSignInBuilder random(SecureRandom source) {
        this.random = Objects.requireNonNull(source, "source");
        return this;
    }

    /**
     * How many sign-ins may be begun from one network, and four times as many from those around it; twenty a minute by
     * default.
     *
     * @param nanoClock a monotonic clock in nanoseconds
     */
    public OidcSignInBuilder starts(Rate rate, LongSupplier nanoClock) {
        this.starts = Objects.requireNonNull(rate, "rate");
        this.nanoClock = Objects.requireNonNull(nanoClock, "nanoClock");
        return this;
    }

    /** Asks nobody yet: the provider's metadata is read with the first sign-in. */
    public OidcSignIn build() {
        return new OidcSignIn(this);
    }
}
