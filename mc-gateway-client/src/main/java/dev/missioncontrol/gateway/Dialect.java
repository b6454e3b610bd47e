package dev.missioncontrol.gateway;

import dev.missioncontrol.core.device.PayloadVersion;
import dev.missioncontrol.core.identity.ClientRole;
import java.util.Objects;

/**
 * How a connection speaks: the protocol numbers it offers and the form of its signature.
 *
 * @param minProtocol the lowest protocol number offered
 * @param maxProtocol the highest protocol number offered
 * @param signature the form of the signed text
 */
public record Dialect(int minProtocol, int maxProtocol, PayloadVersion signature) {
    private static final int SPOKEN = 4;
    private static final int OLDER = 3;
    private static final Dialect STANDARD = new Dialect(SPOKEN, SPOKEN, PayloadVersion.V3);

    public Dialect {
        Objects.requireNonNull(signature, "signature");
        if (minProtocol < 1 || maxProtocol < minProtocol) {
            throw new IllegalArgumentException(
                    "a protocol window starts at 1 or above and does not end before it starts");
        }
    }

    /** Protocol 4 alone, signed with payload v3. */
    public static Dialect standard() {
        return STANDARD;
    }

    /**
     * A copy with another protocol window. The gateway takes one with 4 in it from everybody, and one with 3 in it from
     * nodes (role and mode {@code node}) and probes (mode {@code probe}).
     */
    public Dialect withProtocols(int min, int max) {
        return new Dialect(min, max, signature);
    }

    /**
     * A copy that signs payload v2, which covers neither platform nor device family: for gateways that know no other.
     * Each connection that does so is logged.
     */
    public Dialect insecureSignatureV2() {
        return new Dialect(minProtocol, maxProtocol, PayloadVersion.V2);
    }

    /** Tells whether the gateway takes this window from such a client. */
    boolean suits(ClientProfile client, ClientRole role) {
        if (includes(SPOKEN)) {
            return true;
        }
        boolean isNode = role == ClientRole.NODE && client.mode().equals("node");
        return includes(OLDER) && (isNode || client.mode().equals("probe"));
    }

    /** Tells whether something weaker than the standard is spoken. */
    boolean isWeaker() {
        return signature != PayloadVersion.V3 || minProtocol < SPOKEN;
    }

    private boolean includes(int protocol) {
        return minProtocol <= protocol && maxProtocol >= protocol;
    }
}
