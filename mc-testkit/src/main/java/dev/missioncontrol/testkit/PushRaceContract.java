package dev.missioncontrol.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.audit.AuditJournal;
import dev.missioncontrol.core.audit.AuditRecord;
import dev.missioncontrol.core.epoch.EpochJournal;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.trust.DevicePushes;
import dev.missioncontrol.trust.HostDesk;
import dev.missioncontrol.trust.PushResult;
import dev.missioncontrol.trust.RevocationFeed;
import dev.missioncontrol.trust.spi.PairingStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What devices push races against their revocation: four hundred times several threads push while one revokes. Nothing
 * may come in behind the revocation's commit, whatever was in flight, and nothing once {@code revoke} has returned.
 */
@Timeout(180)
public abstract class PushRaceContract {
    private static final int RACES = 400;
    private static final int PUSHERS = 3;

    /** For the class that extends this one. */
    protected PushRaceContract() {}

    /** The pairings under test: the same ones throughout a test. */
    protected abstract PairingStore pairings();

    /** The transactions of that store: the same ones throughout a test. */
    protected abstract UnitOfWork unit();

    /** The epochs of those transactions. */
    protected abstract EpochJournal epochs();

    /** The audit records of those transactions. */
    protected abstract AuditJournal journal();

    @Test
    void R1_push_whenItRacesItsRevocation_neverComesInBehindIt() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(PUSHERS + 1);
        try (RevocationFeed feed = RevocationFeed.follow(epochs(), RevocationFeed.HEARTBEAT)) {
            DevicePushes pushes = new DevicePushes(pairings(), unit(), feed);
            HostDesk host = new HostDesk(pairings(), unit(), InstantSource.system());
            int accepted = 0;
            for (int race = 0; race < RACES; race++) {
                accepted += race(race, pushes, host, threads);
            }
            assertTrue(accepted > 0, "no push was ever accepted: nothing raced");
        } finally {
            threads.shutdownNow();
        }
    }

    private int race(int race, DevicePushes pushes, HostDesk host, ExecutorService threads) throws Exception {
        DeviceId device = new DeviceId(String.format("%064x", race + 1));
        host.enrol(device, new UserId("alice"), Access.operator(Scope.READ));
        long before = journal().latest();
        CyclicBarrier start = new CyclicBarrier(PUSHERS + 1);
        AtomicBoolean returned = new AtomicBoolean();
        List<Callable<Integer>> racers = new ArrayList<>();
        for (int pusher = 0; pusher < PUSHERS; pusher++) {
            racers.add(() -> pushUntilRefused(device, pushes, start, returned));
        }
        racers.add(() -> {
            start.await(30, TimeUnit.SECONDS);
            host.revoke(device);
            returned.set(true);
            return 0;
        });
        int accepted = 0;
        for (Future<Integer> racer : threads.invokeAll(racers, 60, TimeUnit.SECONDS)) {
            accepted += racer.get();
        }
        assertEquals(accepted, pushesBeforeTheRevocation(journal().read(before, Integer.MAX_VALUE)));
        return accepted;
    }

    /** Each accepted push leaves a record in its own transaction, so that the chain tells the order of commits. */
    private static int pushUntilRefused(
            DeviceId device, DevicePushes pushes, CyclicBarrier start, AtomicBoolean returned) throws Exception {
        start.await(30, TimeUnit.SECONDS);
        int accepted = 0;
        while (true) {
            boolean tooLate = returned.get();
            PushResult<AuditRecord> result = pushes.accept(
                    device, tx -> tx.record(AuditEvent.of(AuditAction.SETTING_CHANGED, "pusher", device.value())));
            if (result instanceof PushResult.Refused) {
                return accepted;
            }
            assertTrue(!tooLate, "a push was accepted after revoke had returned");
            accepted++;
        }
    }

    private static int pushesBeforeTheRevocation(List<AuditRecord> records) {
        int pushes = 0;
        boolean revoked = false;
        for (AuditRecord record : records) {
            if (record.event().action() == AuditAction.SETTING_CHANGED) {
                assertTrue(!revoked, "a push was committed behind the revocation");
                pushes++;
            }
            revoked |= record.event().action() == AuditAction.DEVICE_REVOKED;
        }
        assertTrue(revoked, "the revocation left no record");
        return pushes;
    }
}
