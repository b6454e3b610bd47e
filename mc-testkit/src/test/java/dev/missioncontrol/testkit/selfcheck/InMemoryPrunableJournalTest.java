package dev.missioncontrol.testkit.selfcheck;

import dev.missioncontrol.core.audit.PrunableJournal;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.testkit.PrunableJournalContract;
import java.time.InstantSource;

class InMemoryPrunableJournalTest extends PrunableJournalContract {
    private final InMemoryUnitOfWork unit = new InMemoryUnitOfWork(InstantSource.system());

    @Override
    protected UnitOfWork unit() {
        return unit;
    }

    @Override
    protected PrunableJournal journal() {
        return unit;
    }
}
