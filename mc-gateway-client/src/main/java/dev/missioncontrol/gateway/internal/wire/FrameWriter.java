package dev.missioncontrol.gateway.internal.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.missioncontrol.core.device.DeviceProof;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.gateway.ClientProfile;
import dev.missioncontrol.gateway.Credential;
import dev.missioncontrol.gateway.LinkRequest;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes requests. The gateway's schema is closed: what is not set is not written. */
public final class FrameWriter {
    /** The id of the {@code connect} request. */
    public static final String CONNECT_ID = "connect";

    private FrameWriter() {}

    /** Writes {@code connect}. The text holds the credential: send it and let it go. */
    public static String connect(LinkRequest request, DeviceProof proof) {
        return json(out -> {
            out.writeStartObject();
            out.writeStringField("type", "req");
            out.writeStringField("id", CONNECT_ID);
            out.writeStringField("method", "connect");
            out.writeObjectFieldStart("params");
            out.writeNumberField("minProtocol", request.dialect().minProtocol());
            out.writeNumberField("maxProtocol", request.dialect().maxProtocol());
            writeClient(out, request.client());
            out.writeStringField("role", request.access().role().wireName());
            writeList(
                    out,
                    "scopes",
                    request.access().scopes().stream().map(Scope::value).toList());
            writeAbilities(out, request.client());
            writeCredential(out, request.credential());
            writeProof(out, proof);
            out.writeEndObject();
            out.writeEndObject();
        });
    }

    /**
     * Writes a request with the given parameters.
     *
     * @throws IllegalArgumentException if the parameters are not one strict JSON object
     */
    public static String request(String id, String method, String paramsJson) {
        requireObject(paramsJson);
        return json(out -> {
            out.writeStartObject();
            out.writeStringField("type", "req");
            out.writeStringField("id", id);
            out.writeStringField("method", method);
            out.writeFieldName("params");
            out.writeRawValue(paramsJson);
            out.writeEndObject();
        });
    }

    /**
     * Checks that a text is one strict JSON value.
     *
     * @throws IllegalArgumentException if it is not
     */
    public static void requireValue(String json) {
        parsed(json);
    }

    /**
     * Checks that a text is one strict JSON object.
     *
     * @throws IllegalArgumentException if it is not
     */
    public static void requireObject(String json) {
        if (!parsed(json).isObject()) {
            throw new IllegalArgumentException("parameters are a JSON object");
        }
    }

    private static JsonNode parsed(String json) {
        try {
            return StrictJson.tree(json);
        } catch (MalformedFrameException wrong) {
            throw new IllegalArgumentException("not one strict JSON value", wrong);
        }
    }

    private static void writeClient(JsonGenerator out, ClientProfile client) throws IOException {
        out.writeObjectFieldStart("client");
        out.writeStringField("id", client.id());
        writeIfSet(out, "displayName", client.displayName());
        out.writeStringField("version", client.version());
        out.writeStringField("platform", client.platform());
        writeIfSet(out, "deviceFamily", client.deviceFamily());
        out.writeStringField("mode", client.mode());
        writeIfSet(out, "instanceId", client.instanceId());
        writeIfSet(out, "buildId", client.buildId());
        writeIfSet(out, "timeZone", client.timeZone());
        out.writeEndObject();
    }

    private static void writeAbilities(JsonGenerator out, ClientProfile client) throws IOException {
        if (!client.caps().isEmpty()) {
            writeList(out, "caps", client.caps());
        }
        writeIfSet(out, "locale", client.locale());
        writeIfSet(out, "userAgent", client.userAgent());
        String catalog = client.modelCatalogJson();
        if (catalog != null) {
            out.writeFieldName("modelCatalog");
            out.writeRawValue(catalog);
        }
    }

    private static void writeCredential(JsonGenerator out, Credential credential) throws IOException {
        if (credential instanceof Credential.None) {
            return;
        }
        out.writeObjectFieldStart("auth");
        if (credential instanceof Credential.SharedToken shared) {
            out.writeStringField("token", shared.token().reveal());
        } else if (credential instanceof Credential.Password password) {
            out.writeStringField("password", password.password().reveal());
        } else if (credential instanceof Credential.DeviceToken device) {
            out.writeStringField("deviceToken", device.token().reveal());
        } else if (credential instanceof Credential.BootstrapToken bootstrap) {
            out.writeStringField("bootstrapToken", bootstrap.token().reveal());
        }
        out.writeEndObject();
    }

    private static void writeProof(JsonGenerator out, DeviceProof proof) throws IOException {
        out.writeObjectFieldStart("device");
        out.writeStringField("id", proof.id());
        out.writeStringField("publicKey", proof.publicKey());
        out.writeStringField("signature", proof.signature());
        out.writeNumberField("signedAt", proof.signedAtMs());
        out.writeStringField("nonce", proof.nonce());
        out.writeEndObject();
    }

    private static void writeList(JsonGenerator out, String name, List<String> texts) throws IOException {
        out.writeArrayFieldStart(name);
        for (String text : texts) {
            out.writeString(text);
        }
        out.writeEndArray();
    }

    private static void writeIfSet(JsonGenerator out, String name, @Nullable String text) throws IOException {
        if (text != null && !text.isEmpty()) {
            out.writeStringField(name, text);
        }
    }

    private static String json(Body body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = StrictJson.FACTORY.createGenerator(text)) {
            body.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return text.toString();
    }

    private interface Body {
        void write(JsonGenerator out) throws IOException;
    }
}
