package dev.missioncontrol.testkit.selfcheck;

import dev.missioncontrol.core.audit.AuditJournal;
import dev.missioncontrol.core.epoch.EpochJournal;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.testkit.UnitOfWorkContract;
import dev.missioncontrol.trust.InMemoryPairingStore;
import dev.missioncontrol.trust.spi.PairingStore;
import java.time.InstantSource;

class InMemoryUnitOfWorkTest extends UnitOfWorkContract {
    private final InMemoryUnitOfWork unit = new InMemoryUnitOfWork(InstantSource.system());
    private final InMemoryUnitOfWork another = new InMemoryUnitOfWork(InstantSource.system());
    private final InMemoryPairingStore store = new InMemoryPairingStore(unit);

    @Override
    protected UnitOfWork unit() {
        return unit;
    }

    @Override
    protected AuditJournal audit() {
        return unit;
    }

    @Override
    protected EpochJournal epochs() {
        return unit;
    }

    @Override
    protected PairingStore pairings() {
        return store;
    }

    @Override
    protected UnitOfWork anotherUnit() {
        return another;
    }
}
