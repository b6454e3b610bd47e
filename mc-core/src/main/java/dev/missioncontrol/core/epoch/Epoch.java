package dev.missioncontrol.core.epoch;

/**
 * The commit order of revocations: one number, raised by one in the transaction of each.
 *
 * @param number 0 before the first revocation
 */
public record Epoch(long number) implements Comparable<Epoch> {
    /** Before the first revocation. */
    public static final Epoch ZERO = new Epoch(0);

    public Epoch {
        if (number < 0) {
            throw new IllegalArgumentException("an epoch is not negative");
        }
    }

    /** The epoch of the next revocation. */
    public Epoch next() {
        return new Epoch(Math.addExact(number, 1));
    }

    @Override
    public int compareTo(Epoch other) {
        return Long.compare(number, other.number);
    }
}
