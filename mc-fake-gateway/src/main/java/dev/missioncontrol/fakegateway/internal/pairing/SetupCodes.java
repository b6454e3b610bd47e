package dev.missioncontrol.fakegateway.internal.pairing;

import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.secret.Tokens;
import dev.missioncontrol.fakegateway.internal.json.JsonObject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The setup codes of a gateway: each for one device, one use and ten minutes. Used by one thread. */
public final class SetupCodes {
    private static final Duration TIME_TO_LIVE = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final SecureRandom random;
    private final Map<String, SetupCode> open = new LinkedHashMap<>();
    private final Map<String, JsonObject> completions = new LinkedHashMap<>();

    /** No codes yet. */
    public SetupCodes(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /** A new code. */
    public SetupCode make(SetupProfile profile) {
        SetupCode code = new SetupCode(
                new UUID(random.nextLong(), random.nextLong()).toString(),
                new Tokens(random).base64Url(),
                profile,
                clock.millis() + TIME_TO_LIVE.toMillis(),
                null);
        open.put(code.setupId(), code);
        return code;
    }

    /** The code of this token, bound to the device from now on; empty if it is spent, expired or another device's. */
    public Optional<SetupCode> bind(Secret token, String deviceId) {
        long now = clock.millis();
        open.values().removeIf(code -> now >= code.expiresAtMs());
        Optional<SetupCode> found = open.values().stream()
                .filter(code -> code.token().matches(token))
                .filter(code -> code.deviceId() == null || deviceId.equals(code.deviceId()))
                .map(code -> code.boundTo(deviceId))
                .findFirst();
        found.ifPresent(code -> open.put(code.setupId(), code));
        return found;
    }

    /** Spends a code; it is good for nothing more. */
    public void spend(SetupCode code) {
        open.remove(code.setupId());
    }

    /** Notes what came of a code that did what it was made for. */
    public JsonObject completed(SetupCode code, String deviceId) {
        JsonObject completion = new JsonObject()
                .with("setupId", code.setupId())
                .with("deviceId", deviceId)
                .with("access", code.profile().access())
                .with("ts", clock.millis());
        completions.put(code.setupId(), completion);
        return completion;
    }

    /** Tells whether there is or was such a code, as far as is remembered. */
    public boolean knows(String setupId) {
        return open.containsKey(setupId) || completions.containsKey(setupId);
    }

    /** What came of a code. */
    public Optional<JsonObject> completion(String setupId) {
        return Optional.ofNullable(completions.get(setupId));
    }
}
