package dev.missioncontrol.testkit.selfcheck;

import dev.missioncontrol.auth.apikey.InMemoryApiKeyStore;
import dev.missioncontrol.auth.spi.ApiKeyStore;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.testkit.ApiKeyStoreContract;
import java.time.InstantSource;

class InMemoryApiKeyStoreTest extends ApiKeyStoreContract {

    private final InMemoryUnitOfWork unit = new InMemoryUnitOfWork(InstantSource.system());
    private final InMemoryApiKeyStore store = new InMemoryApiKeyStore(unit);

    @Override
    protected ApiKeyStore keys() {
        return store;
    }

    @Override
    protected UnitOfWork unit() {
        return unit;
    }
}
