package dev.missioncontrol.core.identity;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One gateway scope such as {@code operator.read}.
 *
 * <p>The constants are the operator scopes OpenClaw 2026.9.6 knows; a scope that is not {@linkplain #isKnown() known}
 * is a legal value and never gets anybody anything.
 *
 * @param value the name on the wire: lower-case words joined by dots, at most 64 characters
 */
public record Scope(String value) implements Comparable<Scope> {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_-]*(\\.[a-z][a-z0-9_-]*)+");

    public static final Scope READ = new Scope("operator.read");
    public static final Scope WRITE = new Scope("operator.write");
    public static final Scope ADMIN = new Scope("operator.admin");
    public static final Scope APPROVALS = new Scope("operator.approvals");
    public static final Scope QUESTIONS = new Scope("operator.questions");
    public static final Scope PAIRING = new Scope("operator.pairing");
    public static final Scope TALK = new Scope("operator.talk");
    public static final Scope TALK_SECRETS = new Scope("operator.talk.secrets");
    public static final Scope SESSIONS_READ = new Scope("operator.sessions.read");
    public static final Scope SESSIONS_WRITE = new Scope("operator.sessions.write");

    /** Every operator scope the gateway knows, in the order people read them. */
    public static final List<Scope> KNOWN = List.of(
            READ, WRITE, ADMIN, APPROVALS, QUESTIONS, PAIRING, TALK, TALK_SECRETS, SESSIONS_READ, SESSIONS_WRITE);

    private static final Map<Scope, Set<Scope>> IMPLIED = Map.of(
            ADMIN, Set.copyOf(KNOWN),
            WRITE, Set.of(READ, TALK, SESSIONS_READ, SESSIONS_WRITE),
            READ, Set.of(SESSIONS_READ),
            SESSIONS_WRITE, Set.of(SESSIONS_READ));

    private static final Map<Scope, Integer> PLACES =
            IntStream.range(0, KNOWN.size()).boxed().collect(Collectors.toUnmodifiableMap(KNOWN::get, place -> place));
    private static final int[] REACH = KNOWN.stream()
            .mapToInt(held -> IntStream.range(0, KNOWN.size())
                    .filter(place -> held.satisfies(KNOWN.get(place)))
                    .map(place -> 1 << place)
                    .sum())
            .toArray();

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if the value is not dotted lower-case words of at most 64 characters
     */
    public Scope {
        Objects.requireNonNull(value, "value");
        if (value.length() > 64 || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a scope: a dotted lower-case name of at most 64 characters is due");
        }
    }

    /** Tells whether {@code text} has the form of a scope. */
    public static boolean isScope(String text) {
        return text.length() <= 64 && FORM.matcher(text).matches();
    }

    /** Tells whether the gateway knows this scope. */
    public boolean isKnown() {
        return PLACES.containsKey(this);
    }

    /** Tells whether holding this scope satisfies {@code wanted}, by the gateway's own rules of implication. */
    public boolean satisfies(Scope wanted) {
        return equals(wanted) || IMPLIED.getOrDefault(this, Set.of()).contains(wanted);
    }

    /** The bit of this scope among the known ones; 0 if nobody knows it. */
    int bit() {
        Integer place = PLACES.get(this);
        return place == null ? 0 : 1 << place;
    }

    /** The bits of every known scope that holding this one satisfies. */
    int reach() {
        Integer place = PLACES.get(this);
        return place == null ? 0 : REACH[place];
    }

    @Override
    public int compareTo(Scope other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
