package dev.missioncontrol.benchmarks.decide;

/** Answers whether one of the people of the workload may have what they ask for. */
interface Door {
    /** Whether person number {@code person} gets in with the scope named. */
    boolean opens(int person, boolean asksForAdmin);
}
