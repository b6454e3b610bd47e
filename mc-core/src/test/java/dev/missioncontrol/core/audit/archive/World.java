package dev.missioncontrol.core.audit.archive;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.audit.AuditKey;
import dev.missioncontrol.core.audit.AuditLog;
import dev.missioncontrol.core.audit.AuditSigner;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A log with an archive, and a clock that is set by hand. */
final class World {
    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    final Path folder;
    final KeptSigners signers = new KeptSigners();
    final InMemoryUnitOfWork unit = new InMemoryUnitOfWork(() -> this.now);
    final AuditLog log = new AuditLog(unit, unit);
    final AuditArchive archive;
    final AuditKey key = signers.add().key();
    Instant now = NOON;

    World(Path folder) {
        this.folder = folder;
        this.archive = new AuditArchive(folder);
    }

    void write(int records) {
        for (int i = 0; i < records; i++) {
            log.append(AuditEvent.of(AuditAction.LOGIN, "a", ""));
        }
    }

    AuditExporter exporter(int length) {
        return new AuditExporter(unit, unit, archive, signers, () -> now, length);
    }

    RetentionOutcome retain(Duration keep) {
        return new AuditRetention(unit, unit, archive, signers, () -> now, keep).drop("admin");
    }

    ArchiveVerdict verify() {
        return new AuditVerifier(key).verifyFolder(folder);
    }

    /** Keys in the heap. */
    static final class KeptSigners implements AuditSignerStore {
        private final List<AuditSigner> kept = new ArrayList<>();

        @Override
        public List<AuditSigner> load() {
            return List.copyOf(kept);
        }

        @Override
        public AuditSigner add() {
            AuditSigner added = AuditSigner.generate(new SecureRandom());
            kept.add(added);
            return added;
        }

        @Override
        public void retain(AuditKey key) {
            kept.removeIf(signer -> !signer.key().equals(key));
        }
    }
}
