package dev.missioncontrol.auth.spi;

import dev.missioncontrol.auth.AccountChange;
import dev.missioncontrol.core.store.Tx;

/**
 * What else belongs to a change of somebody's rights: pending pairing requests, device tokens, whatever an embedder
 * keeps for a user.
 */
@FunctionalInterface
public interface AccountEffects {

    /**
     * Runs in the transaction of the change, after the account and its sessions. Must write by this transaction alone
     * and must not block; if it throws, nothing of the change stays and the exception is passed on.
     */
    void apply(Tx tx, AccountChange change);

    /** Nothing else. */
    static AccountEffects none() {
        return (tx, change) -> {};
    }

    /** This, then another one. */
    default AccountEffects and(AccountEffects next) {
        return (tx, change) -> {
            apply(tx, change);
            next.apply(tx, change);
        };
    }
}
