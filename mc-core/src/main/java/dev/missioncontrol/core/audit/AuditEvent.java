package dev.missioncontrol.core.audit;

import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.secret.Digest;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something security-relevant that happened: who did what to whom. Never holds a secret.
 *
 * <p>Texts are capped at 512 characters when they are taken; of a longer one the beginning stays, with the SHA-256 of all
 * of it in hexadecimal digits. Control characters become U+FFFD, so that a record cannot forge another line or another
 * field. Of more than 64 details the first 63 stay, with the number of the others.
 *
 * @param action what was done
 * @param actor who did it: a user id, or {@link #SYSTEM}, {@link #GATEWAY}, {@link #HOST},
 *     {@link #NOBODY}
 * @param target what it was done to, possibly empty
 * @param detail more facts by name, sorted
 */
public record AuditEvent(AuditAction action, String actor, String target, SortedMap<String, String> detail) {
    /** The actor of what this library does by itself. */
    public static final String SYSTEM = "(system)";
    /** The actor of what the gateway or its owner does. */
    public static final String GATEWAY = "(gateway)";
    /** The actor of what is done to the store itself, with operating-system rights. */
    public static final String HOST = "(host)";
    /** The actor nobody knows: a failed sign-in. */
    public static final String NOBODY = "(nobody)";

    private static final int LONGEST = 512;
    private static final int MOST_DETAILS = 64;
    private static final String WHOLE = "…sha256:";
    private static final String LEFT_OUT = "(left out)";

    public AuditEvent {
        Objects.requireNonNull(action, "action");
        actor = clean(actor);
        target = clean(target);
        SortedMap<String, String> cleaned = new TreeMap<>();
        detail.forEach((name, value) -> cleaned.put(clean(name), clean(value)));
        leaveOut(cleaned);
        detail = Collections.unmodifiableSortedMap(cleaned);
    }

    /** An event without further detail. */
    public static AuditEvent of(AuditAction action, String actor, String target) {
        return new AuditEvent(action, actor, target, new TreeMap<>());
    }

    /** An event by a user. */
    public static AuditEvent by(UserId actor, AuditAction action, String target) {
        return of(action, actor.value(), target);
    }

    /** A copy with one more fact. */
    public AuditEvent with(String name, String value) {
        SortedMap<String, String> more = new TreeMap<>(detail);
        more.put(name, value);
        return new AuditEvent(action, actor, target, more);
    }

    /** A copy with the address it came from. */
    public AuditEvent from(InetAddress address) {
        return with("address", address.getHostAddress());
    }

    private static void leaveOut(SortedMap<String, String> detail) {
        int most = detail.size();
        if (most > MOST_DETAILS) {
            while (detail.size() >= MOST_DETAILS) {
                detail.remove(detail.lastKey());
            }
            detail.put(LEFT_OUT, Integer.toString(most - detail.size()));
        }
    }

    private static String cap(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        String rest = WHOLE + Digest.of(text.getBytes(StandardCharsets.UTF_8)).hex();
        return text.substring(0, LONGEST - rest.length()) + rest;
    }

    private static String clean(String text) {
        String capped = cap(text);
        StringBuilder cleaned = new StringBuilder(capped.length());
        capped.codePoints().map(AuditEvent::harmless).forEach(cleaned::appendCodePoint);
        return cleaned.toString();
    }

    private static int harmless(int codePoint) {
        int type = Character.getType(codePoint);
        boolean forbidden = type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
        return forbidden ? 0xFFFD : codePoint;
    }
}
