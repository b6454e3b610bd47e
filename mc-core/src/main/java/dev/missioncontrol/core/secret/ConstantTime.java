package dev.missioncontrol.core.secret;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Comparison whose time depends on lengths alone, never on where two values differ.
 *
 * <p>Lengths are taken as public: values of different length are unequal at once. Compare digests where the length
 * itself must stay hidden.
 */
public final class ConstantTime {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private ConstantTime() {}

    /** Tells whether both arrays hold the same bytes. */
    public static boolean equal(byte[] a, byte[] b) {
        int length = a.length;
        if (length != b.length) {
            return false;
        }
        return length < Long.BYTES ? sameBytes(a, b) : sameWords(a, b, length);
    }

    /** Tells whether both texts hold the same UTF-16 units. */
    public static boolean equal(CharSequence a, CharSequence b) {
        int length = a.length();
        if (length != b.length()) {
            return false;
        }
        int difference = 0;
        for (int i = 0; i < length; i++) {
            difference |= a.charAt(i) ^ b.charAt(i);
        }
        return difference == 0;
    }

    private static boolean sameBytes(byte[] a, byte[] b) {
        int difference = 0;
        for (int i = 0; i < a.length; i++) {
            difference |= a[i] ^ b[i];
        }
        return difference == 0;
    }

    private static boolean sameWords(byte[] a, byte[] b, int length) {
        long difference = 0;
        int last = length - Long.BYTES;
        for (int i = 0; i < last; i += Long.BYTES) {
            difference |= (long) WORDS.get(a, i) ^ (long) WORDS.get(b, i);
        }
        difference |= (long) WORDS.get(a, last) ^ (long) WORDS.get(b, last);
        return difference == 0;
    }
}
