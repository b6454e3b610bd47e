package dev.missioncontrol.auth.internal.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A clock to the millisecond that stands still while the machine's clock is set back, so that nothing that has ended
 * lives again. The latest time that stored rows prove counts from the start.
 *
 * <p>A machine that was set back by more than a day had been wrong before: then its new time counts. Thread-safe.
 */
public final class SteadyClock implements InstantSource {

    private static final Duration MOST = Duration.ofDays(1);

    private final InstantSource machine;
    private final Supplier<Optional<Instant>> proven;
    private final AtomicReference<@Nullable Instant> latest = new AtomicReference<>();

    /** Over the machine's clock; {@code proven} is asked once, at the first use. */
    public SteadyClock(InstantSource machine, Supplier<Optional<Instant>> proven) {
        this.machine = machine;
        this.proven = proven;
    }

    @Override
    public Instant instant() {
        Instant now = machine.instant().truncatedTo(ChronoUnit.MILLIS);
        if (latest.get() == null) {
            Instant floor = proven.get().orElse(now);
            latest.compareAndSet(null, steady(floor, now));
        }
        Instant steady = latest.accumulateAndGet(now, (known, next) -> steady(known == null ? next : known, next));
        return steady == null ? now : steady;
    }

    private static Instant steady(Instant known, @Nullable Instant next) {
        if (next == null) {
            return known;
        }
        boolean back = next.isBefore(known) && Duration.between(next, known).compareTo(MOST) <= 0;
        return back ? known : next;
    }
}
