package dev.missioncontrol.gateway.internal.tls;

import dev.missioncontrol.core.secret.ConstantTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** The SHA-256 fingerprint of a certificate's DER bytes. Immutable; prints itself as lower-case hexadecimal digits. */
public final class CertificatePin {
    private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{64}|[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){31}");

    private final byte[] bytes;

    private CertificatePin(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads a fingerprint: 32 bytes as hexadecimal digits of either case, all with colons between the bytes or none.
     *
     * @throws IllegalArgumentException if it has another form
     */
    public static CertificatePin parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "a certificate fingerprint is SHA-256: 64 hexadecimal digits, with or without colons");
        }
        return new CertificatePin(HexFormat.of().parseHex(text.replace(":", "").toLowerCase(Locale.ROOT)));
    }

    /** The fingerprint of a certificate. */
    public static CertificatePin of(X509Certificate certificate) throws CertificateEncodingException {
        try {
            return new CertificatePin(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Compares decoded bytes in constant time. */
    boolean matches(CertificatePin other) {
        return ConstantTime.equal(bytes, other.bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
