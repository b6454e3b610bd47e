package dev.missioncontrol.auth.apikey;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long keys live and how many a user may have.
 *
 * @param standardLife what a key gets whose request names no end; null for the longest life
 * @param longestLife what no key exceeds; null for keys that may live for ever
 * @param perUser how many living keys a user may have; rotation may go beyond it, up to twice as many with those that
 *     are in their overlap
 */
public record KeyRules(
        @Nullable Duration standardLife, @Nullable Duration longestLife, int perUser) {

    /** No end unless one is asked for, a hundred keys a user. */
    public static final KeyRules STANDARD = new KeyRules(null, null, 100);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if a life is not above zero, the standard exceeds the longest, or a user may have
     *     no key
     */
    public KeyRules {
        check(standardLife);
        check(longestLife);
        if (perUser < 1) {
            throw new IllegalArgumentException("a user may have at least one key");
        }
        if (standardLife != null && longestLife != null && standardLife.compareTo(longestLife) > 0) {
            throw new IllegalArgumentException("the standard life of keys exceeds the longest");
        }
    }

    /** Keys that end after so long, whatever is asked for beyond it. */
    public static KeyRules ending(Duration standardLife, Duration longestLife) {
        return new KeyRules(standardLife, longestLife, STANDARD.perUser());
    }

    private static void check(@Nullable Duration life) {
        if (life != null && (life.isZero() || life.isNegative())) {
            throw new IllegalArgumentException("the life of keys is above zero");
        }
    }
}
