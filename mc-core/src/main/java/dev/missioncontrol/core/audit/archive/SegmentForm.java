package dev.missioncontrol.core.audit.archive;

import dev.missioncontrol.core.internal.text.Base64Url;
import dev.missioncontrol.core.secret.Digest;
import java.util.Optional;

/**
 * The one spelling of a segment file: ASCII lines, each ended by one line feed.
 *
 * <pre>
 * mission-control audit segment 1
 * first NUMBER
 * previous HASH
 * key KEY
 * record NUMBER BODY HASH          (once for each record)
 * checkpoint segment NUMBER HASH COUNT MILLIS
 * key KEY
 * signature SIGNATURE
 * </pre>
 */
final class SegmentForm {
    /** The longest line that can be written and is read: a body is far below, since events are capped. */
    static final int LONGEST_LINE = 512 * 1024;

    static final String TITLE = "mission-control audit segment 1";
    static final String FIRST = "first ";
    static final String PREVIOUS = "previous ";
    static final String KEY = "key ";
    static final String RECORD = "record ";

    private SegmentForm() {}

    static String header(ChainCursor before) {
        return TITLE + "\n" + FIRST + before.expected() + "\n" + PREVIOUS
                + before.head().hex() + "\n" + KEY + before.key().text() + "\n";
    }

    static String record(long number, byte[] body, String hash) {
        return RECORD + number + " " + Base64Url.encode(body) + " " + hash + "\n";
    }

    /** A number from 1 on, in its one spelling. */
    static Optional<Long> number(String text) {
        boolean digits = !text.isEmpty()
                && text.length() <= 18
                && text.charAt(0) != '0'
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    static Optional<Digest> digest(String text) {
        try {
            return Optional.of(new Digest(text));
        } catch (IllegalArgumentException noDigest) {
            return Optional.empty();
        }
    }
}
