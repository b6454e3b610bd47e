package dev.missioncontrol.core.audit.archive;

import dev.missioncontrol.core.audit.AuditChain;
import dev.missioncontrol.core.audit.AuditKey;
import dev.missioncontrol.core.audit.archive.ArchiveVerdict.Fault;
import dev.missioncontrol.core.secret.Digest;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a segment says about where it begins, and the check of it. */
final class SegmentHeader {
    private final SegmentLines lines;
    private final @Nullable ChainCursor expected;
    private final @Nullable AuditKey trusted;

    /**
     * Reads the first lines.
     *
     * @param expected where the segment must go on; null if it may begin anywhere
     * @param trusted the key it must name; null if it may be any
     */
    SegmentHeader(SegmentLines lines, @Nullable ChainCursor expected, @Nullable AuditKey trusted) {
        this.lines = lines;
        this.expected = expected;
        this.trusted = trusted;
    }

    /** Where the segment begins. */
    ChainCursor read() throws IOException, Misfit {
        field(SegmentForm.TITLE, rest -> rest.isEmpty() ? Optional.of(rest) : Optional.empty());
        long first = first();
        Digest previous = previous(first);
        return new ChainCursor(first - 1, previous, key());
    }

    private long first() throws IOException, Misfit {
        long first = field(SegmentForm.FIRST, SegmentForm::number);
        if (expected != null && expected.expected() != first) {
            throw lines.misfit(Fault.SEGMENT_MISPLACED);
        }
        return first;
    }

    private Digest previous(long first) throws IOException, Misfit {
        Digest previous = field(SegmentForm.PREVIOUS, SegmentForm::digest);
        boolean elsewhere = expected != null && !expected.head().equals(previous);
        boolean beginsWrongly = (first == 1) != AuditChain.GENESIS.equals(previous);
        if (elsewhere || beginsWrongly) {
            throw lines.misfit(Fault.PREVIOUS_HASH);
        }
        return previous;
    }

    private AuditKey key() throws IOException, Misfit {
        AuditKey key = field(SegmentForm.KEY, this::key);
        if (trusted != null && !trusted.equals(key)) {
            throw lines.misfit(Fault.FOREIGN_KEY);
        }
        return key;
    }

    private Optional<AuditKey> key(String text) {
        return trusted != null && trusted.text().equals(text) ? Optional.of(trusted) : AuditKey.parse(text);
    }

    private <T> T field(String name, Function<String, Optional<T>> form) throws IOException, Misfit {
        String line = lines.next();
        if (line == null) {
            throw lines.misfit(Fault.CUT_OFF);
        }
        Optional<T> value = line.startsWith(name) ? form.apply(line.substring(name.length())) : Optional.empty();
        return value.orElseThrow(() -> lines.misfit(Fault.FORM));
    }
}
