package dev.missioncontrol.core.audit.archive;

import dev.missioncontrol.core.audit.AuditCodec;
import dev.missioncontrol.core.audit.AuditJournal;
import dev.missioncontrol.core.audit.AuditLink;
import dev.missioncontrol.core.audit.AuditVerdict.Broken;
import dev.missioncontrol.core.audit.AuditVerdict.Fault;
import dev.missioncontrol.core.store.StoreException;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Copies links of a journal into a segment, page by page, as long as they hang together. */
final class SegmentCopy {
    private static final int PAGE = 500;
    private static final HexFormat HEX = HexFormat.of();

    private final AuditJournal journal;
    private final ChainCursor cursor;
    private final SegmentWriter writer;

    /** Copies what follows the cursor, and moves it. */
    SegmentCopy(AuditJournal journal, ChainCursor cursor, SegmentWriter writer) {
        this.journal = journal;
        this.cursor = cursor;
        this.writer = writer;
    }

    /** Copies up to and including a number; gives the first link that does not fit. */
    Optional<Broken> upTo(long last) throws IOException {
        while (cursor.number() < last) {
            List<AuditLink> page = journal.links(cursor.number(), (int) Math.min(PAGE, last - cursor.number()));
            if (page.isEmpty()) {
                return Optional.of(new Broken(cursor.expected(), Fault.CUT_OFF));
            }
            for (AuditLink link : page) {
                Optional<Fault> fault = copy(link);
                if (fault.isPresent()) {
                    return Optional.of(new Broken(link.number(), fault.get()));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Fault> copy(AuditLink link) throws IOException {
        byte[] body = link.body();
        byte[] hash = cursor.hash(body);
        if (link.number() != cursor.expected()) {
            return Optional.of(Fault.NUMBER);
        }
        if (!link.previous().equals(cursor.head().hex())) {
            return Optional.of(Fault.PREVIOUS_HASH);
        }
        if (!link.hash().equals(HEX.formatHex(hash))) {
            return Optional.of(Fault.HASH);
        }
        if (!AuditCodec.isNumbered(link.number(), body)) {
            return Optional.of(Fault.NUMBER);
        }
        write(link.number(), body, link.hash());
        return cursor.advance(body, hash) ? Optional.empty() : Optional.of(Fault.SUCCESSION);
    }

    private void write(long number, byte[] body, String hash) throws IOException {
        String line = SegmentForm.record(number, body, hash);
        if (line.length() > SegmentForm.LONGEST_LINE) {
            throw new StoreException("audit record " + number + " is too long for a segment");
        }
        writer.write(line);
    }
}
