package dev.missioncontrol.relay.internal.life;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Whether a relay empties itself, and whether it is empty. Thread-safe. */
final class Draining {
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    /** Begins; false if it had begun before. */
    boolean begin(BooleanSupplier isEmpty) {
        boolean first = begun.compareAndSet(false, true);
        look(isEmpty);
        return first;
    }

    boolean hasBegun() {
        return begun.get();
    }

    /** A connection has gone. */
    void look(BooleanSupplier isEmpty) {
        if (begun.get() && isEmpty.getAsBoolean()) {
            done.complete(null);
        }
    }

    /** Done when nobody is left. */
    CompletionStage<Void> done() {
        return done.minimalCompletionStage();
    }
}
