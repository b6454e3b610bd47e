package dev.missioncontrol.benchmarks.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One durable change a call, of one row after the other. */
@State(Scope.Thread)
public class Commit {
    private static final int ROWS = 1_000;

    /** Who keeps it. */
    @Param
    public LedgerPeer peer = LedgerPeer.OURS;

    private @Nullable Path folder;
    private @Nullable Ledger ledger;
    private int next;

    /** Makes an empty file. */
    @Setup
    public void prepare() throws IOException {
        folder = Files.createTempDirectory("mc-commit");
        ledger = peer.in(folder);
    }

    /** One change. */
    @Benchmark
    public void change() {
        if (ledger != null) {
            ledger.change(next++ % ROWS);
        }
    }

    /** Takes the file away. */
    @TearDown
    public void clean() throws IOException {
        if (ledger != null && folder != null) {
            ledger.close();
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }
}
