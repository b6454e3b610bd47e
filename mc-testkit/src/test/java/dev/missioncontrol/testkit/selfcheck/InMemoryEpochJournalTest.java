package dev.missioncontrol.testkit.selfcheck;

import dev.missioncontrol.core.epoch.EpochJournal;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.testkit.EpochJournalContract;
import java.time.InstantSource;

class InMemoryEpochJournalTest extends EpochJournalContract {
    private final InMemoryUnitOfWork unit = new InMemoryUnitOfWork(InstantSource.system());

    @Override
    protected UnitOfWork unit() {
        return unit;
    }

    @Override
    protected EpochJournal epochs() {
        return unit;
    }
}
