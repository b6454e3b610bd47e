package dev.missioncontrol.relay.internal.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.audit.AuditLog;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.relay.RelayListener;
import dev.missioncontrol.relay.RelayedClient;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RecorderTest {
    private static final SortedMap<String, String> ONE_CALL = new TreeMap<>(Map.of("carried.health", "1"));

    private final InMemoryUnitOfWork unit = new InMemoryUnitOfWork(InstantSource.system());
    private final CountDownLatch open = new CountDownLatch(1);
    private final Recorder recorder = new Recorder(new AuditLog(new Stuck(), unit), new RelayListener() {}, 100);
    private final RelayedClient client = new RelayedClient(
            "c1",
            Subject.anonymous(),
            null,
            "cli",
            "cli",
            Access.operator(Scope.READ),
            InetAddress.getLoopbackAddress(),
            Instant.EPOCH);

    @Test
    void records_when_the_log_does_not_keep_up_are_counted_and_not_piled_up() {
        assertThat(recorder.hasRoom()).isTrue();
        for (int i = 0; i < 150; i++) {
            recorder.calls(client, ONE_CALL);
        }
        assertThat(recorder.hasRoom()).isFalse();
        open.countDown();
        recorder.close();
        List<AuditEvent> events =
                unit.read(0, 1_000).stream().map(record -> record.event()).toList();
        long kept = events.stream().filter(event -> event.target().equals("c1")).count();
        long lost = lost(events);
        assertThat(lost).isBetween(49L, 50L);
        assertThat(kept + lost).isEqualTo(150);
        assertThat(events).extracting(AuditEvent::action).containsOnly(AuditAction.RELAY_CALLS);
    }

    @Test
    void calls_of_the_listener_when_they_find_no_room_are_not_counted_as_records() {
        for (int i = 0; i < 150; i++) {
            recorder.closed(client, 1000, "");
        }
        open.countDown();
        recorder.close();
        List<AuditEvent> events =
                unit.read(0, 1_000).stream().map(record -> record.event()).toList();
        long kept = events.stream()
                .filter(event -> event.action() == AuditAction.RELAY_CLOSED)
                .count();
        assertThat(kept).isLessThan(150);
        assertThat(kept + lost(events)).isEqualTo(150);
    }

    private static long lost(List<AuditEvent> events) {
        return events.stream()
                .filter(event -> event.target().equals("(lost)"))
                .mapToLong(event -> Long.parseLong(String.valueOf(event.detail().get("lost"))))
                .sum();
    }

    /** A log that does nothing until it is let go. */
    private final class Stuck implements UnitOfWork {
        @Override
        public <R> R commit(Function<Tx, R> work) {
            try {
                open.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return unit.commit(work);
        }
    }
}
