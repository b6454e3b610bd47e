package dev.missioncontrol.core.audit;

import dev.missioncontrol.core.secret.Digest;

/** What the check of a chain found. */
public sealed interface AuditVerdict {
    /**
     * Every record fits.
     *
     * @param count how many records there were, without dropped ones
     * @param head the hash of the last one, or where the check began if there was none
     */
    record Intact(long count, Digest head) implements AuditVerdict {}

    /**
     * The chain breaks.
     *
     * @param number the first record that does not fit
     * @param fault what does not fit
     */
    record Broken(long number, Fault fault) implements AuditVerdict {}

    /** What does not fit about a record. May grow. */
    enum Fault {
        /** Its number does not follow the one before. */
        NUMBER,
        /** It does not hang on the record before it. */
        PREVIOUS_HASH,
        /** Its content is not what was hashed. */
        HASH,
        /** The records from this number on are gone, although a checkpoint or an exported segment has seen them. */
        CUT_OFF,
        /** What stands for dropped records is damaged, or not signed by the trusted key. */
        STUB,
        /** It hands over to another key without the signature of the key in force. */
        SUCCESSION
    }
}
