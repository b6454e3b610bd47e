package dev.missioncontrol.relay;

import dev.missioncontrol.relay.netty.NettyMemory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** {@code ./mc proof slow [seconds]}: a gateway that sends more than two of three clients read. */
final class SlowProof implements AutoCloseable {
    private static final long MIB = 1024 * 1024;
    private static final long MOST_HELD = 4 * MIB;

    /** What Netty's allocator keeps ready in chunks of up to 8 MiB, for each thread that uses it, however few connections. */
    private static final long POOLS = 32 * MIB;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(25);
    private static final int STANDARD_SECONDS = 600;
    private static final int LINE_EVERY_SECONDS = 10;
    private static final int SAMPLES_PER_SECOND = 10;
    private static final String FAST = "cli";

    private final long began = System.nanoTime();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final Queue<String> cuts = new ConcurrentLinkedQueue<>();
    private final RushingGateway gateway = new RushingGateway();
    private final BareRelay relay = new BareRelay(gateway.url(), new Leavers());
    private final List<ProofReader> readers = List.of(
            reader(FAST, new Pace.Eager()),
            reader("gateway-client", new Pace.Trickle(1_024, Duration.ofMillis(250))),
            reader("openclaw-linux", new Pace.OnAndOff(began, Duration.ofSeconds(20))));
    private long mostHeld;
    private long mostHeap;

    private SlowProof() throws IOException {}

    public static void main(String[] args) throws Exception {
        System.setProperty("org.slf4j.simpleLogger.log.dev.missioncontrol.relay.netty", "debug");
        int seconds = args.length == 0 ? STANDARD_SECONDS : Integer.parseInt(args[0]);
        try (SlowProof proof = new SlowProof()) {
            proof.run(seconds);
            if (!proof.isPassed()) {
                System.exit(1);
            }
        }
    }

    private void run(int seconds) throws InterruptedException {
        System.out.println("three clients at a gateway that sends " + RushingGateway.MOST_PER_SECOND
                + " events a second at most: cli reads all, gateway-client 4 KiB a second, openclaw-linux"
                + " everything for 20 s and nothing for 20 s");
        long before = NettyMemory.used();
        readers.forEach(SlowProof::start);
        for (int tick = 1; tick <= seconds * SAMPLES_PER_SECOND; tick++) {
            if (over.await(1_000 / SAMPLES_PER_SECOND, TimeUnit.MILLISECONDS)) {
                return;
            }
            long held = NettyMemory.used() - before;
            mostHeld = Math.max(mostHeld, held);
            if (tick % (LINE_EVERY_SECONDS * SAMPLES_PER_SECOND) == 0) {
                line(held);
            }
        }
        over.countDown();
        table();
    }

    private void line(long held) {
        long heap = heapAfterCollection();
        mostHeap = Math.max(mostHeap, heap);
        System.out.printf(
                Locale.ROOT,
                "%4d s: %8.1f MiB carried, %8.1f of it to cli, heap %5.1f MiB, held by Netty %4.1f MiB (most %4.1f),"
                        + " %d cut, gaps and other faults %d%n",
                seconds(),
                (double) carried() / MIB,
                (double) readers.get(0).bytes() / MIB,
                (double) heap / MIB,
                (double) held / MIB,
                (double) mostHeld / MIB,
                cuts.size(),
                faults.size());
    }

    private void table() {
        System.out.println("client            MiB read     events  connections  delay p50 ms     p99 ms");
        for (ProofReader reader : readers) {
            System.out.printf(
                    Locale.ROOT,
                    "%-15s %10.1f %10d %12d %13.2f %10.2f%n",
                    reader.program(),
                    (double) reader.bytes() / MIB,
                    reader.events(),
                    reader.connections(),
                    reader.delays().millis(0.5),
                    reader.delays().millis(0.99));
        }
        cuts.forEach(System.out::println);
        System.out.printf(
                Locale.ROOT,
                "most heap after collection %.1f MiB, most held by Netty %.1f MiB, longest wait of the gateway %.1f"
                        + " s%n",
                (double) mostHeap / MIB,
                (double) mostHeld / MIB,
                gateway.longestWait() / 1e9);
    }

    private boolean isPassed() {
        if (mostHeld > POOLS + MOST_HELD * readers.size()) {
            faults.add("Netty held " + mostHeld + " bytes, more than its pools and 4 MiB for each connection");
        }
        if (gateway.longestWait() > LONGEST_PAUSE.toNanos()) {
            faults.add("the gateway waited longer than " + LONGEST_PAUSE.toSeconds() + " s to get rid of one event");
        }
        readers.stream()
                .filter(reader -> reader.events() == 0)
                .forEach(reader -> faults.add(reader.program() + " got nothing"));
        faults.stream().distinct().limit(20).forEach(fault -> System.out.println("proof slow failed: " + fault));
        if (faults.isEmpty()) {
            System.out.println(
                    "proof slow: memory stayed bounded, the fast client missed nothing and was never cut, the"
                            + " slow ones got every event in order or were cut with 1008");
        }
        return faults.isEmpty();
    }

    private ProofReader reader(String program, Pace pace) {
        return new ProofReader(program, pace, relay, over, faults::add);
    }

    private long carried() {
        return readers.stream().mapToLong(ProofReader::bytes).sum();
    }

    private long seconds() {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
    }

    private static long heapAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "proof-reader");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        over.countDown();
        relay.close();
        gateway.close();
    }

    /** Notes whom the relay cut. */
    private final class Leavers implements RelayListener {
        @Override
        public void onClosed(RelayedClient client, int code) {
            if (over.getCount() == 0) {
                return;
            }
            cuts.add(client.clientId() + " was cut with " + code + " at " + seconds() + " s");
            if (code != 1008) {
                faults.add(client.clientId() + " was cut with " + code);
            }
            if (client.clientId().equals(FAST)) {
                faults.add("the fast client was cut");
            }
        }
    }
}
