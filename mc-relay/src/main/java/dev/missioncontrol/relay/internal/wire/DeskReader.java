package dev.missioncontrol.relay.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reads requests to the desk as strictly as the gateway does: closed objects, and a length for every text. Thread-safe. */
public final class DeskReader {
    private static final int TEXT = 128;
    private static final int MOST_SCOPES = 64;

    private static final Map<String, Form> FORMS = Map.of(
            "device.pair.list", new Form(Set.of(), params -> new DeskCall.Listing()),
            "device.pair.approve",
                    new Form(Set.of("requestId"), params -> new DeskCall.Approve(text(params, "requestId"))),
            "device.pair.reject",
                    new Form(Set.of("requestId"), params -> new DeskCall.Reject(text(params, "requestId"))),
            "device.pair.remove", new Form(Set.of("deviceId"), params -> new DeskCall.Remove(text(params, "deviceId"))),
            "device.pair.rename",
                    new Form(
                            Set.of("deviceId", "label"),
                            params -> new DeskCall.Rename(text(params, "deviceId"), text(params, "label"))),
            "device.token.rotate",
                    new Form(
                            Set.of("deviceId", "role", "scopes"),
                            params -> new DeskCall.Rotate(
                                    text(params, "deviceId"),
                                    text(params, "role"),
                                    params.has("scopes") ? params.strings("scopes", MOST_SCOPES, TEXT) : null)),
            "device.token.revoke",
                    new Form(
                            Set.of("deviceId", "role"),
                            params -> new DeskCall.Revoke(text(params, "deviceId"), text(params, "role"))));

    private final ObjectMapper mapper = StrictJson.mapper();

    /** A reader. */
    public DeskReader() {}

    /** The names of all requests to the desk. */
    public static Set<String> methods() {
        return FORMS.keySet();
    }

    /**
     * Reads a whole request frame that the frame scanner has let through.
     *
     * @param method one of {@link #methods()}
     */
    public DeskReading read(String method, byte[] frame) {
        Form form = FORMS.get(method);
        if (form == null) {
            throw new IllegalArgumentException("not for the desk: " + method);
        }
        try {
            JsonNode params = mapper.readTree(frame).path("params");
            Members.Faults faults = new Members.Faults();
            Members members =
                    new Members(params.isMissingNode() ? JsonNodeFactory.instance.objectNode() : params, "", faults);
            members.allow(form.names);
            DeskCall call = form.make.apply(members);
            String fault = faults.first();
            return fault == null
                    ? new DeskReading.Read(call)
                    : new DeskReading.Malformed("invalid " + method + " params: " + fault);
        } catch (IOException unreadable) {
            return new DeskReading.Malformed("invalid " + method + " params: not readable");
        }
    }

    private static String text(Members params, String name) {
        return params.required(name, TEXT);
    }

    /** The names a request may have, and what is made of it. */
    private record Form(Set<String> names, Function<Members, DeskCall> make) {}
}
