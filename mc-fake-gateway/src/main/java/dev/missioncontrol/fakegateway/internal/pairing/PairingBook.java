package dev.missioncontrol.fakegateway.internal.pairing;

import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.secret.Tokens;
import dev.missioncontrol.fakegateway.internal.pairing.PairingEvents.Decision;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The gateway's own records of devices, requests and tokens. Used by one thread. */
public final class PairingBook {
    private static final long SILENT_SIBLING_AGE_MS = 60_000;

    private final BookKeeper keeper;
    private final BookState state;
    private final PairingEvents events;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Tokens tokens;
    private final Predicate<String> isConnected;

    /** Opens the book on the rows of the last save. */
    public PairingBook(
            BookKeeper keeper,
            PairingEvents events,
            InstantSource clock,
            SecureRandom random,
            Predicate<String> isConnected) {
        this.keeper = keeper;
        this.state = keeper.load();
        this.events = events;
        this.clock = clock;
        this.random = random;
        this.tokens = new Tokens(random);
        this.isConnected = isConnected;
    }

    /** Open requests that are not expired, oldest first. */
    public List<PendingRequest> pending() {
        long now = clock.millis();
        state.pending().values().removeIf(request -> request.isExpired(now));
        return List.copyOf(state.pending().values());
    }

    /** Paired devices, oldest first. */
    public List<DeviceRecord> devices() {
        return List.copyOf(state.devices().values());
    }

    /** The record of a device. */
    public Optional<DeviceRecord> device(String deviceId) {
        return Optional.ofNullable(state.devices().get(deviceId));
    }

    /** An open request. */
    public Optional<PendingRequest> request(String requestId) {
        return pending().stream()
                .filter(request -> request.requestId().equals(requestId))
                .findFirst();
    }

    /** Judges a device token, presented by the device itself. */
    public TokenVerdict judge(String deviceId, String publicKey, String role, Secret token, List<String> scopes) {
        DeviceRecord record = state.devices().get(deviceId);
        if (record == null || !record.publicKey().equals(publicKey)) {
            return TokenVerdict.MISMATCH;
        }
        DeviceToken known = record.liveToken(role).orElse(null);
        if (known == null || !known.token().matches(token) || !isInside(record, known)) {
            return TokenVerdict.MISMATCH;
        }
        return Scopes.cover(known.scopes(), scopes) ? TokenVerdict.GOOD : TokenVerdict.TOO_NARROW;
    }

    /** Says whether a device may come in; makes, widens or refreshes its request, or approves it silently. */
    public PairingOutcome ask(PairingAsk ask) {
        DeviceRecord known = state.devices().get(ask.deviceId());
        PairingReason reason = reason(known, ask);
        if (reason == null) {
            return new PairingOutcome.Covered();
        }
        boolean silently = ask.maySilently() && SilentRule.allows(reason, ask);
        PendingRequest request = enter(ask, silently);
        if (silently && request.silent() && request.isApprovable()) {
            approve(request, "silent");
            pruneSiblings(ask);
            return new PairingOutcome.Covered();
        }
        save();
        Optional<DeviceRecord> sameKey =
                Optional.ofNullable(known).filter(record -> record.publicKey().equals(ask.publicKey()));
        return new PairingOutcome.Waits(request, reason, sameKey);
    }

    /** Makes or widens a request that a person must decide, whatever is approved already. */
    public PendingRequest askManually(PairingAsk ask) {
        PendingRequest request = enter(ask, false);
        save();
        return request;
    }

    /** Approves the device that redeems a setup code, in both of its roles, whatever stands in its way. */
    public DeviceRecord redeem(PairingAsk ask, SetupProfile profile) {
        PendingRequest request = fresh(ask, null, true);
        List<String> operatorScopes = profile.operatorScopes();
        return approve(operatorScopes.isEmpty() ? request : request.widened("operator", operatorScopes), "bootstrap");
    }

    /** Approves a request; empty if its scopes can never be approved. */
    public Optional<DeviceRecord> approve(PendingRequest request) {
        return request.isApprovable() ? Optional.of(approve(request, "owner")) : Optional.empty();
    }

    /** Rejects a request. */
    public void reject(PendingRequest request) {
        state.pending().remove(request.requestId());
        save();
        events.resolved(request, Decision.REJECTED);
    }

    /** Forgets a device, its tokens and its request. */
    public void remove(String deviceId) {
        state.devices().remove(deviceId);
        state.pending().values().removeIf(request -> request.deviceId().equals(deviceId));
        save();
    }

    /** Gives a device the operator's own name for it. */
    public void rename(DeviceRecord record, String label) {
        put(record.withLabel(label));
        events.changed();
    }

    /** Replaces a token; empty if the role has none or the scopes go beyond what was approved. */
    public Optional<DeviceToken> rotate(DeviceRecord record, String role, @Nullable List<String> scopes) {
        DeviceToken old = record.liveToken(role).orElse(null);
        if (old == null) {
            return Optional.empty();
        }
        List<String> wanted = scopes == null ? old.scopes() : scopes;
        if (!Scopes.cover(record.scopes(), wanted)) {
            return Optional.empty();
        }
        DeviceToken fresh = old.rotated(tokens.base64Url(), wanted, clock.millis());
        put(record.withToken(fresh));
        return Optional.of(fresh);
    }

    /** Revokes a token; empty if the role has none. */
    public Optional<DeviceToken> revoke(DeviceRecord record, String role) {
        Optional<DeviceToken> revoked = record.liveToken(role).map(token -> token.revoked(clock.millis()));
        revoked.ifPresent(token -> put(record.withToken(token)));
        return revoked;
    }

    /** The token that goes into a hello: the one at hand if it serves, else a new one in its place. */
    public DeviceToken tokenFor(DeviceRecord record, ClientTraits traits, String role, List<String> scopes) {
        long now = clock.millis();
        DeviceToken token = record.liveToken(role)
                .filter(live -> isInside(record, live) && Scopes.cover(live.scopes(), scopes))
                .orElseGet(() -> DeviceToken.issued(tokens.base64Url(), role, scopes, now));
        put(record.withToken(token).seen(traits, now));
        return token;
    }

    /** Notes that a device logged in with its token. */
    public void used(String deviceId, String role) {
        device(deviceId)
                .ifPresent(record ->
                        record.liveToken(role).ifPresent(token -> put(record.withToken(token.used(clock.millis())))));
    }

    private static boolean isInside(DeviceRecord record, DeviceToken token) {
        return record.roles().contains(token.role()) && Scopes.cover(record.scopes(), token.scopes());
    }

    private static @Nullable PairingReason reason(@Nullable DeviceRecord known, PairingAsk ask) {
        if (known == null || !known.publicKey().equals(ask.publicKey())) {
            return PairingReason.NOT_PAIRED;
        }
        if (!known.traits().pins(ask.traits())) {
            return PairingReason.METADATA_UPGRADE;
        }
        if (known.liveToken(ask.role()).isEmpty()) {
            return PairingReason.ROLE_UPGRADE;
        }
        return Scopes.cover(known.scopes(), ask.scopes()) ? null : PairingReason.SCOPE_UPGRADE;
    }

    private PendingRequest enter(PairingAsk ask, boolean silently) {
        PendingRequest old = pending().stream()
                .filter(request -> request.deviceId().equals(ask.deviceId()))
                .findFirst()
                .orElse(null);
        if (old != null && old.includes(ask)) {
            PendingRequest refreshed = old.refreshed(silently, clock.millis());
            state.pending().put(refreshed.requestId(), refreshed);
            return refreshed;
        }
        if (old != null) {
            state.pending().remove(old.requestId());
            events.resolved(old, Decision.REJECTED);
        }
        PendingRequest request = fresh(ask, old, silently);
        state.pending().put(request.requestId(), request);
        if (!request.silent() || !request.isApprovable()) {
            events.requested(request);
        }
        return request;
    }

    private PendingRequest fresh(PairingAsk ask, @Nullable PendingRequest old, boolean silently) {
        boolean merges = old != null && old.publicKey().equals(ask.publicKey());
        long now = clock.millis();
        return new PendingRequest(
                new UUID(random.nextLong(), random.nextLong()).toString(),
                ask.deviceId(),
                ask.publicKey(),
                ask.traits(),
                ask.browserOrigin(),
                ask.remoteIp(),
                ask.role(),
                merges && old != null ? Scopes.union(old.roles(), List.of(ask.role())) : List.of(ask.role()),
                merges && old != null
                        ? Scopes.union(old.scopes(), ask.scopes())
                        : Scopes.union(List.of(), ask.scopes()),
                silently && (old == null || old.silent()),
                state.devices().containsKey(ask.deviceId()),
                now,
                now);
    }

    private DeviceRecord approve(PendingRequest request, String via) {
        long now = clock.millis();
        DeviceRecord old = state.devices().get(request.deviceId());
        DeviceRecord merged = Approval.merge(old, request, via, now);
        Map<String, DeviceToken> all = new LinkedHashMap<>(merged.tokens());
        for (String role : request.roles()) {
            List<String> scopes = scopesOf(role, merged.scopes());
            DeviceToken live = merged.liveToken(role).orElse(null);
            if (live == null || !Scopes.cover(live.scopes(), scopes)) {
                all.put(
                        role,
                        live == null
                                ? DeviceToken.issued(tokens.base64Url(), role, scopes, now)
                                : live.rotated(tokens.base64Url(), scopes, now));
            }
        }
        DeviceRecord record = Approval.withTokens(merged, all);
        state.pending().remove(request.requestId());
        put(record);
        events.resolved(request, Decision.APPROVED);
        return record;
    }

    private static List<String> scopesOf(String role, List<String> scopes) {
        return scopes.stream().filter(scope -> scope.startsWith(role + ".")).toList();
    }

    private void pruneSiblings(PairingAsk ask) {
        long now = clock.millis();
        List<String> stale = new ArrayList<>();
        for (DeviceRecord other : state.devices().values()) {
            boolean isSibling = !other.deviceId().equals(ask.deviceId())
                    && other.approvedVia().equals("silent")
                    && Approval.sameProgram(other.traits(), ask.traits());
            if (isSibling
                    && now - other.approvedAtMs() > SILENT_SIBLING_AGE_MS
                    && !isConnected.test(other.deviceId())) {
                stale.add(other.deviceId());
            }
        }
        stale.forEach(state.devices()::remove);
        save();
    }

    private void put(DeviceRecord record) {
        state.devices().put(record.deviceId(), record);
        save();
    }

    private void save() {
        keeper.save(state);
    }
}
