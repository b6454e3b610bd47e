package dev.missioncontrol.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/**
 * Where and when figures were taken, without the name of the machine.
 *
 * @param processor the model, or the architecture if the system does not tell
 * @param cores how many the JVM sees
 * @param system the operating system
 * @param load how many threads wanted to run, on average over the minute before; negative if the system does not tell
 * @param java the JVM and its version
 * @param javaFeature the feature release, such as 17
 * @param date the day in UTC
 */
record Machine(String processor, int cores, String system, double load, String java, int javaFeature, LocalDate date) {
    private static final Path CPUINFO = Path.of("/proc/cpuinfo");

    /** This machine, today. */
    static Machine here(InstantSource clock) {
        return new Machine(
                processorModel(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
                Runtime.version().feature(),
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    private static String processorModel() {
        try (Stream<String> lines = Files.lines(CPUINFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElseGet(() -> System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }
}
