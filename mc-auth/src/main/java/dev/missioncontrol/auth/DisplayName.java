package dev.missioncontrol.auth;

/** The rule for names people see: some text, at most 128 characters, nothing that breaks a line or turns its direction. */
public final class DisplayName {

    private static final int LONGEST = 128;

    private DisplayName() {}

    /** Tells whether others may be shown this text for somebody. */
    public static boolean isAcceptable(String text) {
        return !text.isBlank() && text.length() <= LONGEST && text.codePoints().noneMatch(DisplayName::isForbidden);
    }

    private static boolean isForbidden(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || (type == Character.FORMAT && !joins(codePoint));
    }

    /** The zero-width joiners: Persian words and some emoji are not written without them. */
    private static boolean joins(int codePoint) {
        return codePoint == 0x200C || codePoint == 0x200D;
    }
}
