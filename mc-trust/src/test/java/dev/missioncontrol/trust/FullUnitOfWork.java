package dev.missioncontrol.trust;

import dev.missioncontrol.core.store.StoreException;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.core.store.UnitOfWork;
import java.util.function.Function;

/** A disk that is full when the work is to be committed. */
record FullUnitOfWork(UnitOfWork unit) implements UnitOfWork {
    @Override
    public <R> R commit(Function<Tx, R> work) {
        return unit.commit(tx -> {
            R result = work.apply(tx);
            throw new StoreException("no room for " + result);
        });
    }
}
