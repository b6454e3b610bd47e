package dev.missioncontrol.fakegateway.internal.rpc;

import dev.missioncontrol.fakegateway.internal.json.JsonObject;
import dev.missioncontrol.fakegateway.internal.pairing.DeviceRecord;
import dev.missioncontrol.fakegateway.internal.pairing.DeviceToken;
import dev.missioncontrol.fakegateway.internal.pairing.PairingAsk;
import dev.missioncontrol.fakegateway.internal.pairing.PairingBook;
import dev.missioncontrol.fakegateway.internal.pairing.PairingEvents.Decision;
import dev.missioncontrol.fakegateway.internal.pairing.PendingRequest;
import dev.missioncontrol.fakegateway.internal.pairing.Scopes;
import dev.missioncontrol.fakegateway.internal.schema.Rule;
import dev.missioncontrol.fakegateway.internal.schema.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** {@code device.scopes.*}: a connected device asks for more, and waits until a person decided. */
public final class UpgradeMethods {
    private final PairingBook book;
    private final List<Waiter> waiters = new ArrayList<>();

    /** Works on these records. */
    public UpgradeMethods(PairingBook book) {
        this.book = book;
    }

    /** The methods by name. */
    public Map<String, Method> methods() {
        Shape request = new Shape().must("scopes", Rule.texts());
        Shape wait = new Shape().must("requestId", Rule.filled());
        return Map.of(
                "device.scopes.requestUpgrade", new Method(request, this::request),
                "device.scopes.waitUpgrade", new Method(wait, this::await));
    }

    /** Answers those who wait for this request. */
    public void resolved(PendingRequest request, Decision decision) {
        List<Waiter> due = waiters.stream()
                .filter(waiter -> waiter.requestId.equals(request.requestId()))
                .toList();
        waiters.removeAll(due);
        due.forEach(waiter -> waiter.reply.complete(answer(request, decision)));
    }

    private Reply request(Caller caller, JsonObject params) {
        DeviceRecord record = caller.deviceId().flatMap(book::device).orElse(null);
        if (record == null) {
            JsonObject details = new JsonObject()
                    .with("code", "DEVICE_IDENTITY_REQUIRED")
                    .with("recommendedNextStep", "reopen_control_ui_securely");
            return new Reply.Failed("INVALID_REQUEST", "only a paired device can ask for more", details);
        }
        List<String> wanted = params.texts("scopes");
        if (!Scopes.cover(wanted, caller.scopes())) {
            return Reply.invalid("an upgrade keeps the scopes at hand");
        }
        PairingAsk ask = new PairingAsk(
                record.deviceId(), record.publicKey(), record.traits(), caller.role(), wanted, null, null, false);
        return new Reply.Done(
                new JsonObject().with("requestId", book.askManually(ask).requestId()));
    }

    private Reply await(Caller caller, JsonObject params) {
        Optional<PendingRequest> own = book.request(params.text("requestId").orElse(""))
                .filter(request ->
                        caller.deviceId().filter(request.deviceId()::equals).isPresent());
        if (own.isEmpty()) {
            return Reply.invalid("no such requestId");
        }
        Waiter waiter = new Waiter(own.get().requestId(), new CompletableFuture<>());
        waiters.add(waiter);
        return new Reply.Later(waiter.reply);
    }

    private Reply answer(PendingRequest request, Decision decision) {
        JsonObject answer = new JsonObject().with("status", decision.wireName()).with("requestId", request.requestId());
        if (decision == Decision.APPROVED) {
            Optional<DeviceToken> token =
                    book.device(request.deviceId()).flatMap(record -> record.liveToken(request.role()));
            token.ifPresent(
                    live -> answer.with("deviceToken", live.token().reveal()).with("scopes", live.scopes()));
        }
        return new Reply.Done(answer);
    }

    private record Waiter(String requestId, CompletableFuture<Reply> reply) {}
}
