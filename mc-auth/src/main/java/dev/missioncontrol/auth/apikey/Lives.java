package dev.missioncontrol.auth.apikey;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long keys were made to live. */
final class Lives {

    private Lives() {}

    /**
     * The length of life a key was made with; null for one without an end. A key within its overlap has its end cut, so
     * its successor tells: a later one of the same name and the same scopes, made at most the longest overlap before that
     * end.
     *
     * @param keys all keys of its user
     */
    static @Nullable Duration of(ApiKey key, List<ApiKey> keys, Instant now) {
        Duration own = own(key);
        Instant end = key.expiresAt();
        if (own == null || end == null) {
            return null;
        }
        List<Optional<Duration>> successors = keys.stream()
                .filter(other -> isSuccessor(other, key, end) && KeyJudge.isLiving(other, now))
                .map(other -> Optional.ofNullable(own(other)))
                .toList();
        if (successors.stream().anyMatch(Optional::isEmpty)) {
            return null;
        }
        return successors.stream().map(Optional::get).reduce(own, (one, two) -> one.compareTo(two) < 0 ? two : one);
    }

    private static boolean isSuccessor(ApiKey other, ApiKey key, Instant end) {
        return !other.id().equals(key.id())
                && !other.createdAt().isBefore(key.createdAt())
                && !other.createdAt().plus(ApiKeys.LONGEST_OVERLAP).isBefore(end)
                && other.name().equals(key.name())
                && other.scopes().equals(key.scopes());
    }

    private static @Nullable Duration own(ApiKey key) {
        Instant end = key.expiresAt();
        return end == null ? null : Duration.between(key.createdAt(), end);
    }
}
