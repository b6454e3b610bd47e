package dev.missioncontrol.auth.http;

import dev.missioncontrol.auth.limit.Allowance;
import dev.missioncontrol.auth.limit.RequestThrottle;
import dev.missioncontrol.auth.limit.Workload;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How much one network may ask through a door.
 *
 * @param throttle what counts
 * @param paths the paths that cost something else than their method says
 */
record RequestLimit(RequestThrottle throttle, Map<String, Workload> paths) {
    RequestLimit {
        Objects.requireNonNull(throttle, "throttle");
        paths = Map.copyOf(paths);
    }

    /** Counts a request, and tells how long to wait if it is one too many. */
    Optional<Allowance.Throttled> refusalOf(Passage passage, String path) {
        if (passage.peer().address().isLoopbackAddress()) {
            return Optional.empty();
        }
        Allowance allowance = throttle.take(kind(passage, path), passage.peer().address());
        return allowance instanceof Allowance.Throttled throttled ? Optional.of(throttled) : Optional.empty();
    }

    private Workload kind(Passage passage, String path) {
        if (RequestKind.isUpgrade(passage.facts())) {
            return Workload.SOCKET;
        }
        Workload named = paths.get(path);
        return named == null ? Workload.of(passage.facts().method()) : named;
    }
}
