package dev.missioncontrol.auth.spi;

import dev.missioncontrol.auth.session.EndedSession;
import dev.missioncontrol.core.store.Tx;

/** What else belongs to the end of a session, such as the end of a device code it confirmed. */
@FunctionalInterface
public interface SessionEffects {

    /**
     * Runs in the transaction that ends the session. Must write by this transaction alone and must not block; if it
     * throws, nothing of the change stays and the exception is passed on.
     */
    void apply(Tx tx, EndedSession ended);

    /** Nothing else. */
    static SessionEffects none() {
        return (tx, ended) -> {};
    }
}
