package dev.missioncontrol.core.audit.archive;

import dev.missioncontrol.core.audit.archive.ArchiveVerdict.Fault;

/** Leaves the check of a segment at the first thing that does not fit. Never leaves the package. */
final class Misfit extends Exception {
    private static final long serialVersionUID = 1L;

    private final Fault fault;
    private final long line;

    Misfit(Fault fault, long line) {
        super(fault.name(), null, false, false);
        this.fault = fault;
        this.line = line;
    }

    long line() {
        return line;
    }

    Fault fault() {
        return fault;
    }
}
