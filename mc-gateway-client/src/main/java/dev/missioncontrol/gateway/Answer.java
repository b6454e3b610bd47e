package dev.missioncontrol.gateway;

import java.util.Objects;

/**
 * What a call with a known shape came to.
 *
 * @param <T> the shape
 */
public sealed interface Answer<T> {
    /** The gateway did it, and this is what it said. */
    record Given<T>(T value) implements Answer<T> {
        public Given {
            Objects.requireNonNull(value, "value");
        }
    }

    /**
     * There is no such answer.
     *
     * @param reply what there is instead; a {@link Reply.Result} when the gateway's words do not have the shape
     */
    record NotGiven<T>(Reply reply) implements Answer<T> {
        public NotGiven {
            Objects.requireNonNull(reply, "reply");
        }
    }
}
