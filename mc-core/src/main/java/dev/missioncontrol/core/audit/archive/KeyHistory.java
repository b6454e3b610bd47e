package dev.missioncontrol.core.audit.archive;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditCodec;
import dev.missioncontrol.core.audit.AuditJournal;
import dev.missioncontrol.core.audit.AuditKey;
import dev.missioncontrol.core.audit.AuditLink;
import dev.missioncontrol.core.audit.AuditSuccession;
import dev.missioncontrol.core.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which keys a log was handed over to, by its own records. */
final class KeyHistory {
    private static final int PAGE = 500;

    private final AuditJournal journal;

    KeyHistory(AuditJournal journal) {
        this.journal = journal;
    }

    /** What the records behind this one say, whoever signed it; a record that cannot be read says nothing. */
    List<AuditSuccession> after(long number) {
        List<AuditSuccession> found = new ArrayList<>();
        List<AuditLink> page = journal.links(number, PAGE);
        while (!page.isEmpty()) {
            page.stream()
                    .filter(link -> AuditCodec.isAbout(AuditAction.AUDIT_KEY_ROTATED, link.body()))
                    .flatMap(link -> succession(link).stream())
                    .forEach(found::add);
            page = journal.links(page.get(page.size() - 1).number(), PAGE);
        }
        return found;
    }

    /** The key in force at the end of the log, where this one is in force behind this record. */
    AuditKey inForce(AuditKey key, long number) {
        AuditKey now = key;
        for (AuditSuccession succession : after(number)) {
            now = succession.isSignedBy(now) ? succession.to() : now;
        }
        return now;
    }

    private static Optional<AuditSuccession> succession(AuditLink link) {
        try {
            return AuditSuccession.read(link.record().event());
        } catch (StoreException damaged) {
            return Optional.empty();
        }
    }
}
