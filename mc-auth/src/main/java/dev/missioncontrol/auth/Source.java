package dev.missioncontrol.auth;

import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.net.Peer;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where a sign-in or a call came from, for records and for people to recognise their own.
 *
 * @param address the client's address, without a zone
 * @param userAgent what the client calls itself: at most 256 characters, control characters replaced; possibly empty
 */
public record Source(InetAddress address, String userAgent) {

    private static final int LONGEST = 256;

    public Source {
        address = withoutZone(address);
        userAgent = harmless(userAgent);
    }

    /** The source of a request whose peer was classified. */
    public static Source of(Peer peer, RequestFacts request) {
        return new Source(peer.address(), request.headers().only("user-agent").orElse(""));
    }

    /** A copy of an event that says where it came from: the details {@code address} and {@code agent}. */
    public AuditEvent addTo(AuditEvent event) {
        return event.from(address).with("agent", userAgent);
    }

    private static InetAddress withoutZone(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address of an odd length", e);
        }
    }

    private static String harmless(String text) {
        String capped = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        StringBuilder kept = new StringBuilder(capped.length());
        capped.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }
}
