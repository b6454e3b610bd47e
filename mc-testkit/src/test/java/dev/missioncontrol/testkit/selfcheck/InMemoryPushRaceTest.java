package dev.missioncontrol.testkit.selfcheck;

import dev.missioncontrol.core.audit.AuditJournal;
import dev.missioncontrol.core.epoch.EpochJournal;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.testkit.PushRaceContract;
import dev.missioncontrol.trust.InMemoryPairingStore;
import dev.missioncontrol.trust.spi.PairingStore;
import java.time.InstantSource;

class InMemoryPushRaceTest extends PushRaceContract {
    private final InMemoryUnitOfWork unit = new InMemoryUnitOfWork(InstantSource.system());
    private final InMemoryPairingStore store = new InMemoryPairingStore(unit);

    @Override
    protected PairingStore pairings() {
        return store;
    }

    @Override
    protected UnitOfWork unit() {
        return unit;
    }

    @Override
    protected AuditJournal journal() {
        return unit;
    }

    @Override
    protected EpochJournal epochs() {
        return unit;
    }
}
