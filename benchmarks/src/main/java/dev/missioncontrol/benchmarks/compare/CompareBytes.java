package dev.missioncontrol.benchmarks.compare;

import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Two arrays of equal content: the longest way through every comparison. */
@State(Scope.Thread)
public class CompareBytes {
    /** Who compares. */
    @Param
    public BytesPeer peer = BytesPeer.OURS;

    /** Bytes on each side. */
    @Param({"16", "32", "64", "256", "4096"})
    public int bytes;

    private byte[] left = {};
    private byte[] right = {};

    /** Makes both sides. */
    @Setup
    public void prepare() {
        left = new byte[bytes];
        new Random(bytes).nextBytes(left);
        right = left.clone();
    }

    /** One comparison. */
    @Benchmark
    public boolean compare() {
        return peer.equal(left, right);
    }
}
