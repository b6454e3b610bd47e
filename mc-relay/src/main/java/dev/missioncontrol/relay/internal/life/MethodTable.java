package dev.missioncontrol.relay.internal.life;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.relay.MethodRules;
import dev.missioncontrol.relay.RelayedClient;
import dev.missioncontrol.relay.internal.record.MethodName;
import dev.missioncontrol.relay.internal.scan.Capture;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The methods a connection has called: how each is ruled and how often it came. A known method is found by its bytes
 * without making anything; the number of known ones is bounded. Not thread-safe.
 */
final class MethodTable {
    private static final int BUCKETS = 64;
    private static final int MOST = 128;

    private final @Nullable Method[] buckets = new @Nullable Method[BUCKETS];
    private final Method[] others =
            Arrays.stream(Ruling.values()).map(ruling -> new Method("", ruling)).toArray(Method[]::new);
    private final MethodRules rules;
    private final Set<String> served;
    private final Subject subject;
    private final boolean seesQuestions;
    private int known;

    /** For one client; {@code served} names what is answered from our own desk. */
    MethodTable(MethodRules rules, Set<String> served, RelayedClient client) {
        this.rules = rules;
        this.served = served;
        this.subject = client.subject();
        this.seesQuestions = client.access().covers(Access.operator(Scope.QUESTIONS));
    }

    /** Rules a call and counts it. */
    Ruling rule(Capture name) {
        int bucket = name.hash() & (BUCKETS - 1);
        for (Method at = buckets[bucket]; at != null; at = at.next) {
            if (name.holds(at.bytes)) {
                at.calls++;
                return at.ruling;
            }
        }
        return add(bucket, name.text());
    }

    /** What was counted since the last time, as {@code <ruling>.<method>}; counts from zero. */
    SortedMap<String, String> take() {
        SortedMap<String, String> counts = new TreeMap<>();
        for (Method head : buckets) {
            for (Method at = head; at != null; at = at.next) {
                take(at, counts);
            }
        }
        for (Method other : others) {
            take(other, counts);
        }
        return counts;
    }

    private Ruling add(int bucket, String name) {
        Ruling ruling = ruling(name);
        if (known == MOST) {
            for (Method other : others) {
                other.calls += other.ruling == ruling ? 1 : 0;
            }
            return ruling;
        }
        known++;
        Method added = new Method(name, ruling);
        added.calls = 1;
        added.next = buckets[bucket];
        buckets[bucket] = added;
        return ruling;
    }

    private Ruling ruling(String method) {
        if (method.equals("question.list") && !seesQuestions) {
            return Ruling.ANSWERED;
        }
        if (served.contains(method)) {
            return Ruling.SERVED;
        }
        return rules.carries(method, subject) ? Ruling.CARRIED : Ruling.REFUSED;
    }

    private static void take(Method from, SortedMap<String, String> counts) {
        if (from.calls > 0) {
            String name = from.ruling.name().toLowerCase(Locale.ROOT) + "." + MethodName.recordable(from.name);
            counts.merge(name, Long.toString(from.calls), MethodTable::sum);
            from.calls = 0;
        }
    }

    private static String sum(String a, String b) {
        return Long.toString(Long.parseLong(a) + Long.parseLong(b));
    }

    private static final class Method {
        private final String name;
        private final byte[] bytes;
        private final Ruling ruling;
        private long calls;
        private @Nullable Method next;

        private Method(String name, Ruling ruling) {
            this.name = name;
            this.bytes = name.getBytes(StandardCharsets.US_ASCII);
            this.ruling = ruling;
        }
    }
}
