package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.store.StoreException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * The command line of whoever has the operating system's rights over the store: looks, repairs and lets people back in,
 * beside a running server, which notices within a heartbeat. Every change is recorded as done by
 * {@link dev.missioncontrol.core.audit.AuditEvent#HOST}.
 *
 * <p>Prints one line for each thing, a word and then fields {@code name=value}, separated by tabs; never a secret. The
 * exit code is 0 when it is done, 1 when it was refused or something is broken, 2 when the command makes no sense.
 */
public final class Doctor {
    /** The exit code of a command that did what was asked. */
    public static final int DONE = 0;
    /** The exit code of a command that was refused, or found something broken. */
    public static final int REFUSED = 1;
    /** The exit code of a command line that makes no sense. */
    public static final int MISUSED = 2;

    private static final String USAGE = """
            usage: doctor (--data DIR | --database FILE) COMMAND
              list                     the mode, pairings, devices, tombstones, requests
              approve REQUEST          approves a pairing request
              reject REQUEST           rejects it
              revoke DEVICE            cuts a paired device off, with its sessions and tokens
              forget DEVICE            leaves a tombstone of a revoked device; it may ask as a new one
              enrol device KEY --user USER [--scopes A,B]
                                       pairs a device for a person, by its public key or its id
              enrol user USER [--scopes A,B]
                                       pairs a person
              withdraw USER            takes a person's pairing away
              policy [standard]        the mode in force; puts the standard one in force again
              verify [--key PUBLICKEY] rows, acknowledged records and the audit chain
              verify FILE|DIR --key PUBLICKEY
                                       exported audit segments, without a database
              export FILE              a copy of the whole database as it is now
              export-audit DIR [--signer FILE]
                                       the audit log in signed segments
              import FILE --into DATABASE
                                       takes over an exported database, where no server runs
            REQUEST and DEVICE may be shortened to 8 or more characters.""";

    private static final Map<String, DoctorCommand> COMMANDS = Map.ofEntries(
            Map.entry("list", new ListCommand()),
            Map.entry("approve", DeskCommand.onRequest(desk -> desk::approve)),
            Map.entry("reject", DeskCommand.onRequest(desk -> desk::reject)),
            Map.entry("revoke", DeskCommand.onDevice(desk -> desk::revoke)),
            Map.entry("forget", DeskCommand.onDevice(desk -> desk::forget)),
            Map.entry("enrol", new EnrolCommand()),
            Map.entry("withdraw", new WithdrawCommand()),
            Map.entry("policy", new PolicyCommand()),
            Map.entry("verify", new VerifyCommand()),
            Map.entry("export", new ExportCommand()),
            Map.entry("export-audit", new ExportAuditCommand()),
            Map.entry("import", new ImportCommand()));

    private final InstantSource clock;
    private final PrintStream out;
    private final PrintStream err;

    /**
     * A doctor that prints here.
     *
     * @param clock the present time, for records and for expiry
     * @param out where results go
     * @param err where it says what is wrong with a command
     */
    public Doctor(InstantSource clock, PrintStream out, PrintStream err) {
        this.clock = clock;
        this.out = out;
        this.err = err;
    }

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        System.exit(new Doctor(InstantSource.system(), System.out, System.err).run(List.of(args)));
    }

    /** Runs one command; returns {@link #DONE}, {@link #REFUSED} or {@link #MISUSED}. */
    public int run(List<String> arguments) {
        try {
            DoctorArguments read = DoctorArguments.of(arguments);
            DoctorCommand command = COMMANDS.get(read.command());
            if (command == null) {
                err.println(USAGE);
                return read.command().equals("help") ? DONE : MISUSED;
            }
            return command.run(read, clock, new Report(out)) ? DONE : REFUSED;
        } catch (IllegalArgumentException misused) {
            err.println("doctor: " + Report.clean(String.valueOf(misused.getMessage())));
            return MISUSED;
        } catch (StoreException refused) {
            err.println("doctor: " + Report.clean(String.valueOf(refused.getMessage())));
            return REFUSED;
        }
    }
}
