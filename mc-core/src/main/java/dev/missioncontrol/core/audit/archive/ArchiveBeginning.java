package dev.missioncontrol.core.audit.archive;

import dev.missioncontrol.core.audit.AuditChain;
import dev.missioncontrol.core.audit.AuditCheckpoint;
import dev.missioncontrol.core.audit.AuditJournal;
import dev.missioncontrol.core.audit.AuditKey;
import dev.missioncontrol.core.audit.AuditSigner;
import dev.missioncontrol.core.audit.AuditSuccession;
import dev.missioncontrol.core.secret.Digest;
import java.util.List;
import java.util.Optional;

/** Where the first segment of an empty archive has to begin, and under which key. */
final class ArchiveBeginning {
    private final AuditJournal journal;
    private final AuditSignerStore signers;

    ArchiveBeginning(AuditJournal journal, AuditSignerStore signers) {
        this.journal = journal;
        this.signers = signers;
    }

    /** Behind the stub, or before the first record. */
    ChainCursor place() {
        Optional<AuditCheckpoint> stub = journal.stub().flatMap(AuditCheckpoint::parse);
        long number = stub.map(AuditCheckpoint::number).orElse(0L);
        Digest head = stub.map(AuditCheckpoint::head).orElse(AuditChain.GENESIS);
        return new ChainCursor(number, head, key(number));
    }

    /** The oldest key kept, or the one from which the log was handed over to a key that is kept. */
    private AuditKey key(long after) {
        AuditKey oldest = signers.load().stream()
                .findFirst()
                .map(AuditSigner::key)
                .orElseThrow(() -> new IllegalStateException("the signer store has no key: add one first"));
        List<AuditSuccession> successions = new KeyHistory(journal).after(after);
        boolean handedOver = !successions.isEmpty()
                && signers.find(successions.get(successions.size() - 1).to()).isPresent();
        return handedOver ? successions.get(0).from() : oldest;
    }
}
