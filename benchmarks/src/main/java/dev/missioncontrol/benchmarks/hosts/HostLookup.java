package dev.missioncontrol.benchmarks.hosts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One question a call, each time with a text that was just made from bytes, as a server makes it from a header. */
@State(Scope.Thread)
public class HostLookup {
    /** Who answers. */
    @Param
    public HostPeer peer = HostPeer.OURS;

    /** Patterns on the list. */
    @Param({"10", "1000", "100000"})
    public int patterns;

    /** What is asked about. */
    @Param
    public HostWorkload.Kind hosts = HostWorkload.Kind.HIT;

    private HostMatcher matcher = host -> false;
    private byte[][] texts = {};
    private int next;

    /** Builds the list and the hosts. */
    @Setup
    public void prepare() {
        HostWorkload workload = HostWorkload.of(patterns);
        List<String> asked = workload.hosts(hosts);
        matcher = peer.over(workload.patterns());
        texts = asked.stream().map(host -> host.getBytes(ISO_8859_1)).toArray(byte[][]::new);
    }

    /** One question. */
    @Benchmark
    public boolean permits() {
        byte[] text = texts[next++ & (texts.length - 1)];
        return matcher.permits(new String(text, ISO_8859_1));
    }
}
