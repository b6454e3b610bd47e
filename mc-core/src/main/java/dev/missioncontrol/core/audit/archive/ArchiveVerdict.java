package dev.missioncontrol.core.audit.archive;

import dev.missioncontrol.core.audit.AuditCheckpoint;

/** What the check of exported segments found. */
public sealed interface ArchiveVerdict {
    /**
     * Every byte is as it was signed.
     *
     * <p>Nothing is said about records behind {@code last}: whether there were any cannot be seen from the files.
     *
     * @param first the first record
     * @param last the last record: what is behind it is unproven
     * @param segments how many segments were read, from 1 on
     * @param checkpoint the signed end; its key is the one to trust from here on
     */
    record Proven(long first, long last, int segments, AuditCheckpoint checkpoint) implements ArchiveVerdict {}

    /**
     * Something does not fit; what stands before it does.
     *
     * @param segment the name of the first segment that does not fit, or of the one that is missing
     * @param line the line of it, from 1 on; 0 if it is about the file as a whole
     * @param record the first record that is not proven any more; 0 if the file does not get to say
     * @param fault what does not fit
     */
    record Broken(String segment, long line, long record, Fault fault) implements ArchiveVerdict {}

    /** What does not fit. May grow. */
    enum Fault {
        /** The line does not have the one form it can have. */
        FORM,
        /** The file ends before its signature does. */
        CUT_OFF,
        /** Something follows behind the signature. */
        TRAILING,
        /** The content of the record, or the hash beside it, is not what was hashed. */
        HASH,
        /** The record has another number than its place, or than its content says. */
        NUMBER,
        /** The record is not there. */
        MISSING,
        /** The record comes later in the file; another stands in its place. */
        OUT_OF_ORDER,
        /** A record that was there before stands in its place. */
        REPEATED,
        /** The segment is not there. */
        SEGMENT_MISSING,
        /** The segment begins with records that were in an earlier one, or is there twice. */
        SEGMENT_REPEATED,
        /** The file has the name of another segment. */
        SEGMENT_MISPLACED,
        /** The segment does not hang on the one before. */
        PREVIOUS_HASH,
        /** It is signed by, or claims, a key that is not the trusted one nor follows from it. */
        FOREIGN_KEY,
        /** The record hands over to another key without the signature of the key in force. */
        SUCCESSION,
        /** The signed end is about something else than the records before it. */
        CHECKPOINT,
        /** The signature is wrong. */
        SIGNATURE,
        /** The file cannot be read, or is no regular file. */
        UNREADABLE
    }
}
