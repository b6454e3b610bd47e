package dev.missioncontrol.core.audit.archive;

import dev.missioncontrol.core.audit.AuditCheckpoint;
import dev.missioncontrol.core.audit.AuditKey;
import dev.missioncontrol.core.audit.archive.ArchiveVerdict.Broken;
import dev.missioncontrol.core.audit.archive.ArchiveVerdict.Fault;
import dev.missioncontrol.core.audit.archive.ArchiveVerdict.Proven;
import dev.missioncontrol.core.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Checks exported segments from the files and the public key alone: every byte of them, each in the one form it can have.
 *
 * <p>Reads line by line in bounded memory and stops at the first thing that does not fit. Of a key other than the trusted
 * one only what the chain itself hands over to it is accepted. Immutable and thread-safe; calls block on the disk.
 *
 * <p>What it cannot see: records behind the last segment, and a chain that was computed anew and signed with a stolen
 * key. Keep checkpoints in a place of their own against the second.
 */
public final class AuditVerifier {
    private final AuditKey trusted;

    /** Trusts this key: the one in force where the files begin. */
    public AuditVerifier(AuditKey trusted) {
        this.trusted = trusted;
    }

    /** Checks one segment, wherever in the log it begins: the verdict says where. */
    public ArchiveVerdict verifySegment(Path file) {
        String name = String.valueOf(file.getFileName());
        try (InputStream in = AuditArchive.open(file)) {
            return verifySegment(name, in);
        } catch (IOException unreadable) {
            return new Broken(name, 0, 0, Fault.UNREADABLE);
        }
    }

    /**
     * Checks one segment that does not come from a file, to the end of the stream.
     *
     * @param name what the verdict calls it
     */
    public ArchiveVerdict verifySegment(String name, InputStream segment) throws IOException {
        return SegmentCheck.under(trusted, name, segment).run();
    }

    /**
     * Checks all segments of a folder, from the first record of the log on, without a hole.
     *
     * @throws StoreException if the folder cannot be listed
     */
    public ArchiveVerdict verifyFolder(Path folder) {
        return verify(new AuditArchive(folder).segments(), ChainCursor.start(trusted));
    }

    /**
     * Checks the segments of a folder that begin behind a checkpoint, without a hole. Earlier ones are not looked at: they
     * were checked when the checkpoint was taken, or are kept elsewhere.
     *
     * @throws IllegalArgumentException if the trusted key did not sign the checkpoint
     * @throws StoreException if the folder cannot be listed
     */
    public ArchiveVerdict verifyFolder(Path folder, AuditCheckpoint behind) {
        if (!behind.isSignedBy(trusted)) {
            throw new IllegalArgumentException("the checkpoint is not signed by the trusted key");
        }
        List<Path> later = new AuditArchive(folder)
                .segments().stream().filter(file -> !beginsWithin(file, behind)).toList();
        return verify(later, ChainCursor.behind(behind));
    }

    private static boolean beginsWithin(Path file, AuditCheckpoint checkpoint) {
        return AuditArchive.firstOf(String.valueOf(file.getFileName()))
                .filter(first -> first <= checkpoint.number())
                .isPresent();
    }

    private static ArchiveVerdict verify(List<Path> segments, ChainCursor start) {
        long first = start.expected();
        ChainCursor at = start;
        ArchiveVerdict verdict = missing(at);
        int count = 0;
        for (Path segment : segments) {
            verdict = verify(segment, at);
            if (!(verdict instanceof Proven proven)) {
                return verdict;
            }
            at = ChainCursor.behind(proven.checkpoint());
            verdict = new Proven(first, proven.last(), ++count, proven.checkpoint());
        }
        return verdict;
    }

    private static ArchiveVerdict verify(Path segment, ChainCursor at) {
        String name = String.valueOf(segment.getFileName());
        Optional<Long> first = AuditArchive.firstOf(name);
        if (first.isEmpty()) {
            return new Broken(name, 0, at.expected(), Fault.SEGMENT_MISPLACED);
        }
        if (first.get() > at.expected()) {
            return missing(at);
        }
        if (first.get() < at.expected()) {
            return new Broken(name, 0, at.expected(), Fault.SEGMENT_REPEATED);
        }
        try (InputStream in = AuditArchive.open(segment)) {
            return SegmentCheck.following(at, name, in).run();
        } catch (IOException unreadable) {
            return new Broken(name, 0, at.expected(), Fault.UNREADABLE);
        }
    }

    private static Broken missing(ChainCursor at) {
        return new Broken(AuditArchive.nameOf(at.expected()), 0, at.expected(), Fault.SEGMENT_MISSING);
    }
}
