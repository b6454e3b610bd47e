package dev.missioncontrol.benchmarks.compare;

import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Two texts of equal content and 7-bit characters, as tokens are. */
@State(Scope.Thread)
public class CompareText {
    /** Who compares. */
    @Param
    public TextPeer peer = TextPeer.OURS;

    /** Characters on each side. */
    @Param({"32"})
    public int characters;

    private String left = "";
    private String right = "";

    /** Makes both sides. */
    @Setup
    public void prepare() {
        StringBuilder text = new StringBuilder();
        new Random(characters).ints(characters, 'a', 'z' + 1).forEach(c -> text.append((char) c));
        left = text.toString();
        right = text.toString();
    }

    /** One comparison. */
    @Benchmark
    public boolean compare() {
        return peer.equal(left, right);
    }
}
