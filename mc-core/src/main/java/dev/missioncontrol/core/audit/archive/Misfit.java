package dev.missioncontrol.core.audit.archive;

import dev.missioncontrol.core.audit.archive.ArchiveVerdict.Fault;

/** Leaves the check of a segment at the first thing that does not fit. Never leaves the package. */
final class Misfit extends Exception {
    private static final long serialVersionUID = 1L;

    private final Fault fault;

    Misfit(Fault fault) {
        super(fault.name(), null, false, false);
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }
}
