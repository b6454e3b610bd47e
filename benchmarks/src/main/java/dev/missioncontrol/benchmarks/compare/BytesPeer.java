package dev.missioncontrol.benchmarks.compare;

import com.google.crypto.tink.subtle.Bytes;
import dev.missioncontrol.core.secret.ConstantTime;
import java.security.MessageDigest;
import java.util.Arrays;

/** The ways to compare two arrays that are measured side by side. */
public enum BytesPeer {
    /** {@link ConstantTime#equal(byte[], byte[])}. */
    OURS {
        @Override
        boolean equal(byte[] a, byte[] b) {
            return ConstantTime.equal(a, b);
        }
    },
    /** {@link MessageDigest#isEqual}. */
    MESSAGE_DIGEST {
        @Override
        boolean equal(byte[] a, byte[] b) {
            return MessageDigest.isEqual(a, b);
        }
    },
    /** Tink's, which asks {@link MessageDigest#isEqual}. */
    TINK {
        @Override
        boolean equal(byte[] a, byte[] b) {
            return Bytes.equal(a, b);
        }
    },
    /** Bouncy Castle's. */
    BOUNCY_CASTLE {
        @Override
        boolean equal(byte[] a, byte[] b) {
            return org.bouncycastle.util.Arrays.constantTimeAreEqual(a, b);
        }
    },
    /** One byte at a time. */
    XOR_LOOP {
        @Override
        boolean equal(byte[] a, byte[] b) {
            if (a.length != b.length) {
                return false;
            }
            int difference = 0;
            for (int i = 0; i < a.length; i++) {
                difference |= a[i] ^ b[i];
            }
            return difference == 0;
        }
    },
    /** {@link Arrays#equals(byte[], byte[])}: not constant-time, the limit of what the machine can do. */
    NOT_CONSTANT_TIME {
        @Override
        boolean equal(byte[] a, byte[] b) {
            return Arrays.equals(a, b);
        }
    };

    abstract boolean equal(byte[] a, byte[] b);
}
