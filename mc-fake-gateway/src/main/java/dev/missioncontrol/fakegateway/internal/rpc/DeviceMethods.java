package dev.missioncontrol.fakegateway.internal.rpc;

import dev.missioncontrol.fakegateway.internal.json.JsonObject;
import dev.missioncontrol.fakegateway.internal.pairing.DeviceRecord;
import dev.missioncontrol.fakegateway.internal.pairing.PairingBook;
import dev.missioncontrol.fakegateway.internal.pairing.PendingRequest;
import dev.missioncontrol.fakegateway.internal.schema.Rule;
import dev.missioncontrol.fakegateway.internal.schema.Shape;
import java.util.Map;
import java.util.function.Function;

/** {@code device.pair.*}: the list of devices and requests, and what is decided about them. */
public final class DeviceMethods {
    private final PairingBook book;
    private final Switchboard board;

    /** Works on these records. */
    public DeviceMethods(PairingBook book, Switchboard board) {
        this.book = book;
        this.board = board;
    }

    /** The methods by name. */
    public Map<String, Method> methods() {
        Shape request = new Shape().must("requestId", Rule.filled());
        Shape device = new Shape().must("deviceId", Rule.filled());
        Shape label = new Shape().must("deviceId", Rule.filled()).must("label", Rule.filled());
        return Map.of(
                "device.pair.list", new Method(new Shape(), (caller, params) -> list(new Authority(caller))),
                "device.pair.approve", new Method(request, onRequest(this::approve)),
                "device.pair.reject", new Method(request, onRequest(this::reject)),
                "device.pair.remove", new Method(device, onDevice(record -> remove(record))),
                "device.pair.rename",
                        new Method(
                                label,
                                (caller, params) -> onDevice(record -> rename(record, params))
                                        .call(caller, params)));
    }

    private Reply list(Authority authority) {
        return new Reply.Done(new JsonObject()
                .with(
                        "pending",
                        book.pending().stream()
                                .filter(request -> authority.sees(request.deviceId()))
                                .map(PendingRequest::summary)
                                .toList())
                .with(
                        "paired",
                        book.devices().stream()
                                .filter(record -> authority.sees(record.deviceId()))
                                .map(record -> record.summary().with("connected", board.isConnected(record.deviceId())))
                                .toList()));
    }

    private Reply approve(Authority authority, PendingRequest request) {
        return authority
                .objection(request)
                .or(() -> book.approve(request)
                        .map(record -> new Reply.Done(new JsonObject()
                                .with("requestId", request.requestId())
                                .with("device", record.summary()))))
                .orElseGet(() -> Reply.invalid("approval denied"));
    }

    private Reply reject(Authority authority, PendingRequest request) {
        if (!authority.sees(request.deviceId())) {
            return Reply.invalid("rejection denied");
        }
        book.reject(request);
        return new Reply.Done(
                new JsonObject().with("requestId", request.requestId()).with("deviceId", request.deviceId()));
    }

    private Reply remove(DeviceRecord record) {
        book.remove(record.deviceId());
        board.closeDevice(record.deviceId(), record.roles());
        return new Reply.Done(new JsonObject().with("deviceId", record.deviceId()));
    }

    private Reply rename(DeviceRecord record, JsonObject params) {
        String label = params.text("label").orElse("");
        book.rename(record, label);
        return new Reply.Done(
                new JsonObject().with("deviceId", record.deviceId()).with("label", label));
    }

    private Method.Body onRequest(RequestBody body) {
        return (caller, params) -> book.request(params.text("requestId").orElse(""))
                .map(request -> body.call(new Authority(caller), request))
                .orElseGet(() -> Reply.invalid("no such requestId"));
    }

    private Method.Body onDevice(Function<DeviceRecord, Reply> body) {
        return (caller, params) -> book.device(params.text("deviceId").orElse(""))
                .map(record -> new Authority(caller).manages(record)
                        ? body.apply(record)
                        : Reply.invalid("change of this device denied"))
                .orElseGet(() -> Reply.invalid("no such deviceId"));
    }

    @FunctionalInterface
    private interface RequestBody {
        Reply call(Authority authority, PendingRequest request);
    }
}
