package dev.missioncontrol.auth;

import dev.missioncontrol.auth.fixture.ManualClock;
import dev.missioncontrol.auth.limit.LoginThrottle;
import dev.missioncontrol.auth.limit.Rate;
import dev.missioncontrol.auth.password.PasswordHasher;
import dev.missioncontrol.auth.session.InMemorySessionStore;
import dev.missioncontrol.auth.session.SessionRules;
import dev.missioncontrol.auth.session.Sessions;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.net.Cidr;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.secret.Tokens;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Measures whether the time of a refused sign-in tells why it was refused: rounds of one sign-in of each kind in random
 * order, at the standard cost. Prints medians and, for each kind, the median of the differences to the wrong password of
 * the same round, with a 95 % interval from resampling. Exits with 1 if a difference exceeds 5 % of the time of a wrong
 * password and is no chance of a busy machine, which means that the interval does not hold zero.
 */
public final class LoginProof {

    private static final int STANDARD_ROUNDS = 300;
    private static final int WARM_UP = 20;
    private static final int RESAMPLES = 2_000;
    private static final double BOUND = 0.05;
    private static final long SEED = 20_261_120L;
    private static final String PASSWORD = "correct horse battery";
    /** The first is what the others are compared with. */
    private static final List<Kind> KINDS = List.of(
            new Kind("wrong password", "wrong", "wrong password typed"),
            new Kind("unknown user", "nobod", PASSWORD),
            new Kind("waits for approval", "waits", PASSWORD),
            new Kind("signs in elsewhere", "other", PASSWORD),
            new Kind("switched off", "sleep", PASSWORD));

    private record Kind(String label, String name, String password) {}

    private final Random order = new Random(SEED);
    private final SecureRandom random = new SecureRandom();
    private final InMemoryUnitOfWork unit = new InMemoryUnitOfWork(new ManualClock());
    private final InMemoryUserStore store = new InMemoryUserStore(unit);
    private final PasswordHasher hasher = PasswordHasher.argon2id(random);
    private final Tokens tokens = new Tokens(random);
    private final Sessions sessions =
            new Sessions(unit, new InMemorySessionStore(unit), SessionRules.STANDARD, tokens, new ManualClock());
    private final Users users = new Users(unit, store, sessions, hasher, new ManualClock());
    private final SignInDesk desk = new SignInDesk(unit, store, sessions, hasher, noThrottle(), tokens);
    private int sources;

    private LoginProof() {}

    /** The number of sign-ins of each kind may be given; 300 if it is not. */
    public static void main(String[] arguments) {
        int rounds = arguments.length == 0 ? STANDARD_ROUNDS : Integer.parseInt(arguments[0]);
        System.exit(new LoginProof().run(rounds, System.out) ? 0 : 1);
    }

    private boolean run(int rounds, PrintStream out) {
        makePeople();
        measure(WARM_UP);
        double[][] times = measure(rounds);
        out.printf("%d refused sign-ins of each kind at %s%n", rounds, "m=19456,t=2,p=1");
        out.printf("  %-20s median %7.3f ms%n", KINDS.get(0).label(), median(times[0]));
        boolean even = true;
        for (int i = 1; i < times.length; i++) {
            even &= report(out, KINDS.get(i).label(), times[i], times[0]);
        }
        out.println(even ? "even: nothing beyond 5 % of a wrong password" : "UNEVEN: the time of a refusal tells why");
        return even;
    }

    private boolean report(PrintStream out, String kind, double[] times, double[] reference) {
        double whole = median(reference);
        double[] shares = new double[times.length];
        Arrays.setAll(shares, round -> (times[round] - reference[round]) / whole);
        double[] resampled = new double[RESAMPLES];
        Arrays.setAll(resampled, i -> median(resample(shares)));
        Arrays.sort(resampled);
        double low = resampled[RESAMPLES / 40];
        double high = resampled[RESAMPLES - 1 - RESAMPLES / 40];
        out.printf(
                "  %-20s median %7.3f ms, difference %+6.2f %%, 95 %% between %+6.2f %% and %+6.2f %%%n",
                kind, median(times), 100 * median(shares), 100 * low, 100 * high);
        boolean proven = low > 0 || high < 0;
        return Math.abs(median(shares)) <= BOUND || !proven;
    }

    private double[][] measure(int rounds) {
        double[][] times = new double[KINDS.size()][rounds];
        List<Integer> kinds =
                new ArrayList<>(IntStream.range(0, KINDS.size()).boxed().toList());
        for (int round = 0; round < rounds; round++) {
            Collections.shuffle(kinds, order);
            for (int kind : kinds) {
                times[kind][round] = time(KINDS.get(kind));
            }
        }
        return times;
    }

    private double time(Kind kind) {
        SignInAttempt attempt = SignInAttempt.of(kind.name(), kind.password(), source());
        long begin = System.nanoTime();
        SignInResult result = desk.signIn(attempt);
        long end = System.nanoTime();
        if (!result.equals(new SignInResult.Refused())) {
            throw new IllegalStateException(kind.label() + " was not refused but " + result);
        }
        return (end - begin) / 1e6;
    }

    private void makePeople() {
        Actor by = Actor.system();
        for (String name : List.of("right", "wrong", "sleep")) {
            users.create(by, new NewUser(new UserId(name), name, Role.ADMIN, Secret.of(PASSWORD)));
        }
        users.disable(by, new UserId("sleep"));
        for (String name : List.of("waits", "other")) {
            ExternalIdentity identity = new ExternalIdentity("https://idp.example", name);
            users.register(by, new ExternalUser(new UserId(name), name, identity));
        }
        users.approve(by, new UserId("other"), Role.VIEWER);
    }

    /** A network of its own for each try, so that nothing is slowed. */
    private Source source() {
        int i = sources++;
        return new Source(
                Cidr.of("10." + ((i >> 16) & 255) + "." + ((i >> 8) & 255) + "." + (i & 255))
                        .network(),
                "proof");
    }

    private static LoginThrottle noThrottle() {
        Rate all = Rate.perMinute(1_000_000);
        return new LoginThrottle(all, all, System::nanoTime);
    }

    private double[] resample(double[] times) {
        double[] drawn = new double[times.length];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = times[order.nextInt(times.length)];
        }
        return drawn;
    }

    private static double median(double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
