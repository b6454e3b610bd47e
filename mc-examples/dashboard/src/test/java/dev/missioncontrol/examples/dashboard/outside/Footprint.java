package dev.missioncontrol.examples.dashboard.outside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What a Java process takes.
 *
 * @param liveHeap bytes of objects that are left after a full collection
 * @param resident bytes of memory that the system has given to it; 0 where the system does not tell
 */
record Footprint(long liveHeap, long resident) {
    private static final Pattern SUMS = Pattern.compile("(?m)^Total +[0-9]+ +([0-9]+)");

    /** Has the process collect its garbage, and measures. */
    static Footprint of(long pid) throws IOException, InterruptedException {
        Finished histogram = Finished.of(new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                "GC.class_histogram"));
        return new Footprint(liveHeap(histogram), resident(pid));
    }

    /** The line with the sums: its name, objects, bytes. */
    private static long liveHeap(Finished histogram) {
        return SUMS.matcher(histogram.output())
                .results()
                .map(sums -> Long.parseLong(sums.group(1)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(histogram.output() + histogram.errors()));
    }

    private static long resident(long pid) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .findFirst()
                .orElse(0L);
    }
}
