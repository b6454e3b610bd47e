package dev.missioncontrol.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.epoch.Epoch;
import dev.missioncontrol.core.epoch.EpochEntry;
import dev.missioncontrol.core.epoch.EpochJournal;
import dev.missioncontrol.core.epoch.Revocation;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.store.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link EpochJournal} must do: revocations in commit order, without holes, and a notice behind each commit.
 * Extend it and give an empty installation to each test.
 */
@Timeout(120)
public abstract class EpochJournalContract {
    private static final AuditEvent EVENT = AuditEvent.by(new UserId("alice"), AuditAction.SETTING_CHANGED, "contract");

    /** For the class that extends this one. */
    protected EpochJournalContract() {}

    /** The transactions that raise the epoch: the same ones throughout a test. */
    protected abstract UnitOfWork unit();

    /** The journal under test, which those transactions write. */
    protected abstract EpochJournal epochs();

    @Test
    void epochs_whenReadAfterOne_haveNoHoles() {
        for (int i = 0; i < 6; i++) {
            unit().commit(tx -> tx.revoke(new Revocation.OfPolicy()));
        }

        assertEquals(List.of(4L, 5L, 6L), epochNumbers(new Epoch(3)));
        assertEquals(List.of(), epochNumbers(new Epoch(6)));
        assertEquals(List.of(), epochNumbers(new Epoch(99)));
    }

    @Test
    void revocations_ofEveryKind_comeBackAsTheyWere() {
        List<Revocation> all = List.of(
                new Revocation.OfDevice(device(1)),
                new Revocation.OfSession("s1"),
                new Revocation.OfKey("k1"),
                new Revocation.OfUser(new UserId("alice")),
                new Revocation.OfBackend("backend"),
                new Revocation.OfPolicy());
        unit().commit(tx -> all.stream().map(tx::revoke).toList());

        assertEquals(
                all,
                epochs().after(Epoch.ZERO).stream().map(EpochEntry::revocation).toList());
    }

    @Test
    void notice_whenAnEpochIsRaised_comesAfterTheCommitAndNotForAnythingElse() {
        List<Epoch> seen = new ArrayList<>();
        epochs().onRaise(() -> seen.add(epochs().current()));

        unit().commit(tx -> tx.record(EVENT));
        assertThrows(
                IllegalStateException.class,
                () -> unit().commit(tx -> {
                    tx.revoke(new Revocation.OfPolicy());
                    throw new IllegalStateException("no");
                }));
        assertEquals(List.of(), seen);

        unit().commit(tx -> {
            Epoch raised = tx.revoke(new Revocation.OfPolicy());
            assertEquals(List.of(), seen);
            return raised;
        });
        assertEquals(List.of(new Epoch(1)), seen);
    }

    @Test
    void notice_whenItThrows_doesNotTakeTheCommitWithIt() {
        AtomicInteger second = new AtomicInteger();
        epochs().onRaise(() -> {
            throw new IllegalStateException("a broken listener");
        });
        epochs().onRaise(second::incrementAndGet);

        unit().commit(tx -> tx.revoke(new Revocation.OfPolicy()));

        assertEquals(new Epoch(1), epochs().current());
        assertEquals(1, second.get());
    }

    private List<Long> epochNumbers(Epoch after) {
        return epochs().after(after).stream()
                .map(entry -> entry.epoch().number())
                .toList();
    }

    private static DeviceId device(int n) {
        return new DeviceId(String.format("%064x", n));
    }
}
