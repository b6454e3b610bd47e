package dev.missioncontrol.auth.password;

/**
 * What one Argon2id hash costs (RFC 9106 section 3.1).
 *
 * @param memoryKib memory in KiB, at least eight for each lane
 * @param passes passes over the memory
 * @param lanes degree of parallelism; Java computes lanes one after another, so one is the best choice
 */
public record Argon2Cost(int memoryKib, int passes, int lanes) {

    /** 19 MiB, two passes, one lane: the smallest cost in use here. */
    public static final Argon2Cost STANDARD = new Argon2Cost(19_456, 2, 1);

    private static final int MOST_MEMORY = 131_072;
    private static final int MOST_PASSES = 10;
    private static final int MOST_LANES = 4;

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if a number is below what RFC 9106 allows or above the ceiling of 128 MiB, ten
     *     passes and four lanes, beyond which a stored hash could stall the server
     */
    public Argon2Cost {
        if (!isBearable(memoryKib, passes, lanes)) {
            throw new IllegalArgumentException(
                    "an Argon2id cost out of bounds: m=%d,t=%d,p=%d".formatted(memoryKib, passes, lanes));
        }
    }

    static boolean isBearable(int memoryKib, int passes, int lanes) {
        return lanes >= 1
                && lanes <= MOST_LANES
                && passes >= 1
                && passes <= MOST_PASSES
                && memoryKib >= 8 * lanes
                && memoryKib <= MOST_MEMORY;
    }

    /** Tells whether no number here is below that of {@code other}. */
    boolean isAtLeast(Argon2Cost other) {
        return memoryKib >= other.memoryKib && passes >= other.passes && lanes >= other.lanes;
    }

    String parameters() {
        return "argon2id m=%d,t=%d,p=%d".formatted(memoryKib, passes, lanes);
    }
}
