package dev.missioncontrol.fakegateway.internal.rpc;

import dev.missioncontrol.fakegateway.internal.json.JsonObject;
import dev.missioncontrol.fakegateway.internal.pairing.DeviceRecord;
import dev.missioncontrol.fakegateway.internal.pairing.DeviceToken;
import dev.missioncontrol.fakegateway.internal.pairing.PairingBook;
import dev.missioncontrol.fakegateway.internal.schema.Rule;
import dev.missioncontrol.fakegateway.internal.schema.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code device.token.*}: new token texts, and the end of old ones. Denials do not say why. */
public final class TokenMethods {
    private final PairingBook book;
    private final Switchboard board;

    /** Works on these records. */
    public TokenMethods(PairingBook book, Switchboard board) {
        this.book = book;
        this.board = board;
    }

    /** The methods by name. */
    public Map<String, Method> methods() {
        Shape rotate = token().may("scopes", Rule.texts());
        return Map.of(
                "device.token.rotate", new Method(rotate, this::rotate),
                "device.token.revoke", new Method(token(), this::revoke));
    }

    private Reply rotate(Caller caller, JsonObject params) {
        String role = params.text("role").orElse("");
        List<String> scopes = params.has("scopes") ? params.texts("scopes") : null;
        return managed(caller, params, role)
                .flatMap(record -> book.rotate(record, role, scopes))
                .map(token -> rotated(caller, params.text("deviceId").orElse(""), token))
                .orElseGet(() -> Reply.invalid("rotation denied"));
    }

    private Reply rotated(Caller caller, String deviceId, DeviceToken token) {
        boolean inBand = caller.usesDeviceToken() && new Authority(caller).isOwn(deviceId);
        board.closeDevice(deviceId, List.of(token.role()));
        return new Reply.Done(new JsonObject()
                .with("deviceId", deviceId)
                .with("role", token.role())
                .with("token", inBand ? token.token().reveal() : null)
                .with("scopes", token.scopes())
                .with("rotatedAtMs", token.rotatedAtMs())
                .with("tokenDelivery", inBand ? "in-band" : "withheld-cross-device"));
    }

    private Reply revoke(Caller caller, JsonObject params) {
        String role = params.text("role").orElse("");
        return managed(caller, params, role)
                .flatMap(record -> book.revoke(record, role))
                .map(token -> revoked(params.text("deviceId").orElse(""), token))
                .orElseGet(() -> Reply.invalid("revocation denied"));
    }

    private Reply revoked(String deviceId, DeviceToken token) {
        board.closeDevice(deviceId, List.of(token.role()));
        return new Reply.Done(new JsonObject()
                .with("deviceId", deviceId)
                .with("role", token.role())
                .with("revokedAtMs", token.revokedAtMs()));
    }

    private Optional<DeviceRecord> managed(Caller caller, JsonObject params, String role) {
        return book.device(params.text("deviceId").orElse(""))
                .filter(record -> new Authority(caller).manages(record, role, record.liveToken(role)));
    }

    private static Shape token() {
        return new Shape().must("deviceId", Rule.filled()).must("role", Rule.filled());
    }
}
