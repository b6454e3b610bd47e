package dev.missioncontrol.benchmarks.decide;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One decision a call, about one person after the other; every second one asks for more than reading. */
@State(Scope.Thread)
public class Decide {
    /** Who decides. */
    @Param
    public DoorPeer peer = DoorPeer.OURS;

    /** People, each with a device. */
    @Param({"100", "1000"})
    public int people;

    private Door door = (person, asksForAdmin) -> false;
    private int next;

    /** Brings everybody in. */
    @Setup
    public void prepare() {
        door = peer.over(people);
    }

    /** One decision. */
    @Benchmark
    public boolean decide() {
        int turn = next++ & Integer.MAX_VALUE;
        return door.opens(turn % people, (turn & 1) == 0);
    }
}
