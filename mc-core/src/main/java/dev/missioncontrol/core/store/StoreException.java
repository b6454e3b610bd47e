package dev.missioncontrol.core.store;

/** The store is lost or refuses to work: full, read-only, damaged, locked. Nothing of the change stays. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what could not be done, in words that are safe to log. */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Says what could not be done, in words that are safe to log. */
    public StoreException(String message) {
        super(message);
    }
}
