package dev.missioncontrol.examples.dashboard.outside;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.openqa.selenium.support.ui.FluentWait;

/** Waiting for something in another process, always with an end. */
final class Patience {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private Patience() {}

    /** Asks again and again until there is an answer; fails with {@code what} when {@code atMost} has passed. */
    static <T> T until(String what, Duration atMost, Supplier<Optional<T>> question) {
        return new FluentWait<>(question)
                .withTimeout(atMost)
                .pollingEvery(PAUSE)
                .withMessage(what)
                .until(asked -> asked.get().orElse(null));
    }

    /** Asks again and again until the answer is yes. */
    static void untilTrue(String what, Duration atMost, Supplier<Boolean> question) {
        until(what, atMost, () -> question.get() ? Optional.of(true) : Optional.empty());
    }
}
