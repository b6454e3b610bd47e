package dev.missioncontrol.gateway;

import java.util.Optional;
import java.util.function.Function;

/** Turns replies into answers of a shape. */
final class Answers {
    private Answers() {}

    static <T> Answer<T> of(Reply reply, Function<String, Optional<T>> shape) {
        Optional<T> value = reply instanceof Reply.Result result ? shape.apply(result.json()) : Optional.empty();
        return value.<Answer<T>>map(Answer.Given::new).orElseGet(() -> new Answer.NotGiven<>(reply));
    }
}
