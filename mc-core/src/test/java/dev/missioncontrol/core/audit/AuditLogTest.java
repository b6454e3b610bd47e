package dev.missioncontrol.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditLogTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void verify_whenTheLogIsLongerThanAPage_checksAllOfIt() {
        InMemoryUnitOfWork unit = new InMemoryUnitOfWork(InstantSource.fixed(NOON));
        AuditLog log = new AuditLog(unit, unit);
        for (int i = 0; i < 2_345; i++) {
            log.append(AuditEvent.of(AuditAction.LOGIN, "a", "t" + i));
        }

        assertThat(log.verify())
                .isEqualTo(new AuditVerdict.Intact(2_345, log.tail(1).get(0).hash()));
        assertThat(log.tail(3)).extracting(AuditRecord::number).containsExactly(2_343L, 2_344L, 2_345L);
        assertThat(log.read(2_344, 9)).hasSize(1);
    }

    @Test
    void verify_whenARecordIsMissingAtThePageEdge_namesTheOneBehind() {
        List<AuditRecord> records = records(2_100);
        for (int gone : new int[] {0, 999, 1_000, 2_000}) {
            List<AuditRecord> cut = new ArrayList<>(records);
            cut.remove(gone);

            AuditVerdict verdict = over(cut).verify();

            assertThat(verdict)
                    .isInstanceOf(AuditVerdict.Broken.class)
                    .extracting("number")
                    .isEqualTo(gone + 2L);
        }
    }

    @Test
    void verify_whenARecordBehindTheFirstPageWasForged_namesIt() {
        List<AuditRecord> records = new ArrayList<>(records(1_500));
        AuditRecord honest = records.get(1_200);
        AuditEvent forged = AuditEvent.of(AuditAction.LOGIN, "mallory", "t");
        records.set(1_200, new AuditRecord(honest.number(), honest.at(), forged, honest.previous(), honest.hash()));

        assertThat(over(records).verify()).isEqualTo(new AuditVerdict.Broken(1_201, AuditVerdict.Fault.HASH));
    }

    private static List<AuditRecord> records(int count) {
        InMemoryUnitOfWork unit = new InMemoryUnitOfWork(InstantSource.fixed(NOON));
        for (int i = 0; i < count; i++) {
            AuditEvent event = AuditEvent.of(AuditAction.LOGIN, "a", "t" + i);
            unit.commit(tx -> tx.record(event));
        }
        return unit.read(0, count);
    }

    private static AuditLog over(List<AuditRecord> records) {
        AuditJournal journal = new AuditJournal() {
            @Override
            public List<AuditLink> links(long after, int limit) {
                return records.stream()
                        .filter(record -> record.number() > after)
                        .limit(limit)
                        .map(AuditLink::of)
                        .toList();
            }

            @Override
            public long latest() {
                return records.get(records.size() - 1).number();
            }
        };
        return new AuditLog(new InMemoryUnitOfWork(InstantSource.fixed(NOON)), journal);
    }
}
