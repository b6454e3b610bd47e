package dev.missioncontrol.core.store;

import java.util.function.Function;

/**
 * One transaction over every store of an installation, its audit log and its epoch: all of it becomes durable, or none.
 *
 * <p>Implementations are thread-safe and run one write at a time. Calls block.
 */
public interface UnitOfWork {
    /**
     * Runs {@code work} and commits what it did.
     *
     * <p>If {@code work} throws, nothing of it stays and the exception is passed on. {@code work} may be run by the
     * calling thread only, once, and must not start another transaction.
     *
     * @throws StoreException if the store cannot commit; nothing of the work stays then
     * @throws IllegalStateException if called from within a transaction
     */
    <R> R commit(Function<Tx, R> work);
}
