package dev.missioncontrol.jdbc;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;

/**
 * One run of the doctor.
 *
 * @param code its exit code
 * @param lines what it printed
 * @param complaint what it said is wrong
 */
record DoctorRun(int code, List<String> lines, String complaint) {
    static DoctorRun of(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Doctor doctor = new Doctor(
                InstantSource.fixed(Fixture.NOON.plusSeconds(60)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        int code = doctor.run(List.of(arguments));
        return new DoctorRun(
                code, out.toString(StandardCharsets.UTF_8).lines().toList(), err.toString(StandardCharsets.UTF_8));
    }
}
