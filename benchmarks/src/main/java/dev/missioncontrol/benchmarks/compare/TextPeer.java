package dev.missioncontrol.benchmarks.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.missioncontrol.core.secret.ConstantTime;
import java.security.MessageDigest;

/** The ways to compare two texts that are measured side by side. */
public enum TextPeer {
    /** {@link ConstantTime#equal(CharSequence, CharSequence)}. */
    OURS {
        @Override
        boolean equal(String a, String b) {
            return ConstantTime.equal(a, b);
        }
    },
    /** {@link MessageDigest#isEqual} over the UTF-8 bytes of both. */
    MESSAGE_DIGEST {
        @Override
        boolean equal(String a, String b) {
            return MessageDigest.isEqual(a.getBytes(UTF_8), b.getBytes(UTF_8));
        }
    },
    /** Bouncy Castle's, over the UTF-8 bytes of both. */
    BOUNCY_CASTLE {
        @Override
        boolean equal(String a, String b) {
            return org.bouncycastle.util.Arrays.constantTimeAreEqual(a.getBytes(UTF_8), b.getBytes(UTF_8));
        }
    },
    /** One character at a time. */
    XOR_LOOP {
        @Override
        boolean equal(String a, String b) {
            if (a.length() != b.length()) {
                return false;
            }
            int difference = 0;
            for (int i = 0; i < a.length(); i++) {
                difference |= a.charAt(i) ^ b.charAt(i);
            }
            return difference == 0;
        }
    },
    /** {@link String#equals}: not constant-time, the limit of what the machine can do. */
    NOT_CONSTANT_TIME {
        @Override
        boolean equal(String a, String b) {
            return a.equals(b);
        }
    };

    abstract boolean equal(String a, String b);
}
