package dev.missioncontrol.examples.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.audit.AuditJournal;
import dev.missioncontrol.core.audit.AuditLink;
import dev.missioncontrol.core.audit.AuditLog;
import dev.missioncontrol.core.audit.AuditVerdict;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChainWatchTest {
    private static final int RECORDS = 2_500;

    private Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private final InMemoryUnitOfWork unit = new InMemoryUnitOfWork(() -> now);
    private final Shelf shelf = new Shelf();
    private final AuditLog log = new AuditLog(unit, shelf);
    private final ChainWatch watch = new ChainWatch(log, () -> now);

    @BeforeEach
    void fill() {
        append(RECORDS);
    }

    @Test
    void chain_whenAskedAgain_readsOnlyWhatCameSince() {
        assertThat(watch.verdict()).isEqualTo(log.verify());
        shelf.read = 0;
        assertThat(count(watch.verdict())).isEqualTo(RECORDS);
        assertThat(shelf.read).isZero();

        append(3);
        assertThat(watch.verdict()).isEqualTo(log.verify());
        shelf.read = 0;
        append(2);
        assertThat(count(watch.verdict())).isEqualTo(RECORDS + 5);
        assertThat(shelf.read).isEqualTo(2);
    }

    @Test
    void chain_whenANewRecordIsForged_isBrokenThere() {
        watch.verdict();
        append(2);
        shelf.forged = RECORDS + 2;

        assertThat(watch.verdict()).isEqualTo(new AuditVerdict.Broken(RECORDS + 2, AuditVerdict.Fault.HASH));
        shelf.forged = 0;
        assertThat(count(watch.verdict())).isEqualTo(RECORDS + 2);
    }

    @Test
    void chain_whenAnOldRecordIsForged_isBrokenTenMinutesLaterAtTheLatest() {
        watch.verdict();
        shelf.forged = 7;
        now = now.plus(Duration.ofMinutes(10));

        assertThat(watch.verdict()).isEqualTo(new AuditVerdict.Broken(7, AuditVerdict.Fault.HASH));
    }

    private void append(int count) {
        for (int i = 0; i < count; i++) {
            log.append(AuditEvent.of(AuditAction.LOGIN, "a", "t" + i));
        }
    }

    private static long count(AuditVerdict verdict) {
        return ((AuditVerdict.Intact) verdict).count();
    }

    /** The journal, with a count of what is read and with one record that can be forged. */
    private final class Shelf implements AuditJournal {
        private int read;
        private long forged;

        @Override
        public List<AuditLink> links(long after, int limit) {
            List<AuditLink> links = new ArrayList<>(unit.links(after, limit));
            read += links.size();
            links.replaceAll(link -> link.number() == forged ? changed(link) : link);
            return links;
        }

        @Override
        public long latest() {
            return unit.latest();
        }

        private AuditLink changed(AuditLink link) {
            byte[] body = link.body().clone();
            body[body.length - 1] ^= 1;
            return new AuditLink(link.number(), body, link.previous(), link.hash());
        }
    }
}
