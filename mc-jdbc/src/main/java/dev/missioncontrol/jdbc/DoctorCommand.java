package dev.missioncontrol.jdbc;

import java.time.InstantSource;

/** One command of the doctor. */
@FunctionalInterface
interface DoctorCommand {
    /**
     * Runs it; false if it was refused or found something broken, which is in the report then.
     *
     * @throws IllegalArgumentException if its arguments make no sense
     */
    boolean run(DoctorArguments arguments, InstantSource clock, Report report);
}
