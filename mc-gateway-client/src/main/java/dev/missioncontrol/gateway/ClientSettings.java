package dev.missioncontrol.gateway;

import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.identity.Access;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** What a client's loop works with, fixed when the client is built. */
record ClientSettings(
        URI endpoint,
        Map<String, String> headers,
        DeviceIdentity identity,
        ClientProfile profile,
        Access access,
        Duration connectDeadline,
        Duration approvalInterval,
        Duration restartSpread,
        int pendingCalls,
        int offlineCalls,
        Dialect dialect,
        InstantSource time,
        SecureRandom random) {
    LinkRequest request(Access asked, Credential credential) {
        return new LinkRequest(endpoint, headers, identity, profile, asked, credential, connectDeadline, dialect);
    }
}
