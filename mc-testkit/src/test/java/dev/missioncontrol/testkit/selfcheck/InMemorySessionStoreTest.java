package dev.missioncontrol.testkit.selfcheck;

import dev.missioncontrol.auth.session.InMemorySessionStore;
import dev.missioncontrol.auth.spi.SessionStore;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.testkit.SessionStoreContract;
import java.time.InstantSource;

class InMemorySessionStoreTest extends SessionStoreContract {

    private final InMemoryUnitOfWork unit = new InMemoryUnitOfWork(InstantSource.system());
    private final InMemorySessionStore store = new InMemorySessionStore(unit);

    @Override
    protected SessionStore sessions() {
        return store;
    }

    @Override
    protected UnitOfWork unit() {
        return unit;
    }
}
