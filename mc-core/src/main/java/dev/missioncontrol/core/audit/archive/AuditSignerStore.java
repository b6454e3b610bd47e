package dev.missioncontrol.core.audit.archive;

import dev.missioncontrol.core.audit.AuditKey;
import dev.missioncontrol.core.audit.AuditSigner;
import java.util.List;
import java.util.Optional;

/**
 * Where the keys that sign an audit log are kept: one, or two while the log is being handed over.
 *
 * <p>Implementations keep a key durably before they return it, and never make one by accident. Thread-safe; calls block
 * and fail with a {@link dev.missioncontrol.core.store.StoreException}.
 */
public interface AuditSignerStore {
    /** The keys, oldest first; empty if none was added yet. */
    List<AuditSigner> load();

    /** The one of these with this public half. */
    default Optional<AuditSigner> find(AuditKey key) {
        return load().stream().filter(signer -> signer.key().equals(key)).findFirst();
    }

    /** Makes a new key and keeps it behind the others. */
    AuditSigner add();

    /**
     * Forgets all keys but this one.
     *
     * @throws IllegalArgumentException if this one is not kept
     */
    void retain(AuditKey key);
}
