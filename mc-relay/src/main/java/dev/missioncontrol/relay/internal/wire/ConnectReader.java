package dev.missioncontrol.relay.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.missioncontrol.core.device.DeviceProof;
import dev.missioncontrol.relay.internal.wire.ConnectReading.Malformed;
import dev.missioncontrol.relay.internal.wire.ConnectReading.Read;
import java.io.IOException;
import java.util.Set;

/** Reads {@code connect} requests as strictly as the gateway: closed objects, and a length for every text. */
public final class ConnectReader {
    private static final int NAME = 128;

    private static final Set<String> PARAMS = Set.of(
            "minProtocol",
            "maxProtocol",
            "client",
            "role",
            "scopes",
            "caps",
            "commands",
            "permissions",
            "auth",
            "device",
            "locale",
            "userAgent",
            "pathEnv",
            "modelCatalog",
            "computerUse",
            "workerRuns");
    private static final Set<String> CLIENT = Set.of(
            "id",
            "version",
            "platform",
            "mode",
            "displayName",
            "deviceFamily",
            "modelIdentifier",
            "instanceId",
            "buildId",
            "timeZone");
    private static final Set<String> AUTH = Set.of("token", "password", "deviceToken", "bootstrapToken");
    private static final Set<String> DEVICE = Set.of("id", "publicKey", "signature", "signedAt", "nonce");

    private final ObjectMapper mapper = StrictJson.mapper();

    /** A reader; thread-safe. */
    public ConnectReader() {}

    /** Reads the whole request frame, which the frame scanner has let through. */
    public ConnectReading read(byte[] frame) {
        try {
            JsonNode params = mapper.readTree(frame).path("params");
            Members.Faults faults = new Members.Faults();
            ConnectFrame connect = connect(new Members(params, "", faults));
            String fault = faults.first();
            return fault == null ? new Read(connect) : new Malformed("invalid connect params: " + fault);
        } catch (IOException unreadable) {
            return new Malformed("invalid connect params: not readable");
        }
    }

    private static ConnectFrame connect(Members params) {
        params.allow(PARAMS);
        int min = (int) params.whole("minProtocol", 1, Integer.MAX_VALUE);
        int max = (int) params.whole("maxProtocol", 1, Integer.MAX_VALUE);
        String role = params.optional("role", NAME);
        return new ConnectFrame(
                min,
                max,
                client(params, params.object("client")),
                role == null ? "operator" : role,
                params.strings("scopes", 64, NAME),
                auth(params.object("auth")),
                params.has("device") ? device(params.object("device")) : null);
    }

    private static ConnectFrame.Client client(Members params, Members client) {
        client.allow(CLIENT);
        return new ConnectFrame.Client(
                client.required("id", NAME),
                client.required("mode", NAME),
                client.required("version", NAME),
                client.required("platform", NAME),
                client.orEmpty("deviceFamily", NAME),
                client.orEmpty("displayName", NAME),
                client.optional("instanceId", NAME),
                client.optional("buildId", 96),
                client.optional("timeZone", 64),
                params.strings("caps", 64, NAME),
                params.optional("locale", 64),
                params.optional("userAgent", 1_024),
                params.json("modelCatalog"));
    }

    private static ConnectFrame.Auth auth(Members auth) {
        auth.allow(AUTH);
        return new ConnectFrame.Auth(
                auth.secret("token"),
                auth.secret("password"),
                auth.secret("deviceToken"),
                auth.secret("bootstrapToken"));
    }

    private static DeviceProof device(Members device) {
        device.allow(DEVICE);
        return new DeviceProof(
                device.required("id", NAME),
                device.required("publicKey", NAME),
                device.required("signature", NAME),
                device.whole("signedAt", 0, Long.MAX_VALUE),
                device.required("nonce", NAME));
    }
}
