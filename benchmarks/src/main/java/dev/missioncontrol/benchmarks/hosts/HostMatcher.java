package dev.missioncontrol.benchmarks.hosts;

/** Answers whether a host is on a list it was made from. */
@FunctionalInterface
interface HostMatcher {
    boolean permits(String host);
}
