package dev.missioncontrol.jdbc;

import dev.missioncontrol.jdbc.DamagedCopy.Verdict;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** {@code ./mc proof flip [stride]}: flips a bit in every byte of a database and of its log. */
final class FlipProof {
    private static final int REPORT_EVERY = 5_000;

    private FlipProof() {}

    public static void main(String[] args) throws IOException {
        int stride = args.length == 0 ? 1 : Integer.parseInt(args[0]);
        Map<Verdict, Integer> closed;
        Map<Verdict, Integer> killed;
        try (ProofFolder one = ProofFolder.make();
                ProofFolder other = ProofFolder.make()) {
            closed = flip(DamagedCopy.ofClosed(one.path()), "", stride);
            killed = flip(DamagedCopy.ofKilled(other.path()), "-wal", stride);
        }
        System.out.println("proof flip: database " + closed + ", write-ahead log " + killed);
        if (closed.containsKey(Verdict.SILENTLY_WRONG) || killed.containsKey(Verdict.SILENTLY_WRONG)) {
            System.exit(1);
        }
    }

    private static Map<Verdict, Integer> flip(DamagedCopy copy, String suffix, int stride) throws IOException {
        Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
        int length = copy.bytes(suffix).length;
        for (int offset = 0; offset < length; offset += stride) {
            Verdict verdict = copy.withFlip(suffix, offset, offset % 8);
            verdicts.merge(verdict, 1, Integer::sum);
            if (verdict == Verdict.SILENTLY_WRONG) {
                System.out.println("silently wrong: byte " + offset + " of " + suffix);
            }
            if (offset / stride % REPORT_EVERY == 0) {
                System.out.println("byte " + offset + " of " + length + ": " + verdicts);
            }
        }
        return verdicts;
    }
}
