package dev.missioncontrol.core.audit.archive;

import dev.missioncontrol.core.audit.AuditCheckpoint;
import dev.missioncontrol.core.file.FolderSync;
import dev.missioncontrol.core.file.OwnerOnly;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Writes one segment beside its place, line by line, and moves it there when it is whole and on the disk. */
final class SegmentWriter implements AutoCloseable {
    private final Path place;
    private final Path fresh;
    private final FileChannel channel;
    private final OutputStream out;

    private SegmentWriter(Path place, Path fresh, FileChannel channel) {
        this.place = place;
        this.fresh = fresh;
        this.channel = channel;
        this.out = new BufferedOutputStream(Channels.newOutputStream(channel), 64 * 1024);
    }

    /** Begins a segment; what an earlier one left unfinished is thrown away. */
    static SegmentWriter at(Path place) throws IOException {
        Path fresh = place.resolveSibling(place.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        FileChannel channel = FileChannel.open(
                fresh,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                OwnerOnly.mode());
        return new SegmentWriter(place, fresh, channel);
    }

    /** Writes the header of a segment that follows this place. */
    void begin(ChainCursor before) throws IOException {
        write(SegmentForm.header(before));
    }

    /** Makes the segment appear, whole; fails if one of its name is there. */
    void finish(AuditCheckpoint checkpoint) throws IOException {
        write(checkpoint.text());
        out.flush();
        channel.force(true);
        Files.createLink(place, fresh);
        Files.delete(fresh);
        FolderSync.forceFolderOf(place);
    }

    /** Appends ASCII text. */
    void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Throws away what was not finished. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(fresh);
    }
}
