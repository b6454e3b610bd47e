package dev.missioncontrol.auth.password;

/** Hears of every password hash that is computed, for measuring. Called by the computing thread: must not block. */
@FunctionalInterface
public interface HashObserver {

    /** A hash was computed with these parameters, such as {@code argon2id m=19456,t=2,p=1}. */
    void computed(String parameters);
}
