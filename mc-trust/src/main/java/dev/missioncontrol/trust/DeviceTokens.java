package dev.missioncontrol.trust;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.device.VerifiedDevice;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.secret.Tokens;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.trust.DeskResult.Fault;
import dev.missioncontrol.trust.internal.Authority;
import dev.missioncontrol.trust.spi.DeviceCutOff;
import dev.missioncontrol.trust.spi.DeviceTokenStore;
import dev.missioncontrol.trust.spi.PairingStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The tokens by which paired devices come back without a person: issued, verified, rotated, revoked.
 *
 * <p>A token is good for one device, and never for more than that device is paired for at the moment. A device has one,
 * or two while an administrator lets a rotated one overlap with its successor. A revoked device has none: give this
 * object to {@link Devices} as a {@link DeviceCutOff}. Thread-safe; calls block on the store.
 */
public final class DeviceTokens implements DeviceCutOff {
    /** The longest overlap of a token with its successor. */
    public static final Duration LONGEST_OVERLAP = Duration.ofDays(7);

    private static final int TEXT_BYTES = 32;
    private static final int ID_BYTES = 12;
    private static final Pattern TEXT = Pattern.compile("[0-9a-f]{64}");

    private final DeviceTokenStore store;
    private final PairingStore pairings;
    private final UnitOfWork unit;
    private final Tokens tokens;
    private final InstantSource clock;
    private final Authority authority;

    /** Over these stores; {@code engine}, over the same ones, judges who may rotate and revoke. */
    public DeviceTokens(
            TrustEngine engine,
            DeviceTokenStore store,
            PairingStore pairings,
            UnitOfWork unit,
            Tokens tokens,
            InstantSource clock) {
        this.store = store;
        this.pairings = pairings;
        this.unit = unit;
        this.tokens = tokens;
        this.clock = clock;
        this.authority = new Authority(engine, pairings, unit);
    }

    /** Issues a token to a paired device that proved its key; earlier ones of that device are over at once. */
    public TokenIssue issue(VerifiedDevice device) {
        return unit.commit(tx -> pairing(device.id())
                .<TokenIssue>map(paired -> {
                    removeAll(tx, device.id());
                    AuditAction action = AuditAction.DEVICE_TOKEN_ISSUED;
                    return insert(
                            tx,
                            device.id(),
                            paired,
                            AuditEvent.of(action, actor(paired), device.id().value()));
                })
                .orElse(new TokenIssue.Refused(Fault.UNKNOWN)));
    }

    /**
     * Tells whether a token is good.
     *
     * @param presenter the device that presents it
     */
    public TokenVerdict verify(Secret token, DeviceId presenter) {
        Optional<DeviceToken> found =
                TEXT.matcher(token.reveal()).matches() ? store.find(Digest.of(token)) : Optional.empty();
        if (found.isEmpty()) {
            return new TokenVerdict.Refused(TokenVerdict.Fault.UNKNOWN);
        }
        DeviceToken known = found.get();
        if (!known.device().equals(presenter)) {
            return new TokenVerdict.Refused(TokenVerdict.Fault.OTHER_DEVICE);
        }
        return known.isOver(clock.instant())
                ? new TokenVerdict.Refused(TokenVerdict.Fault.OVER)
                : verdict(known, pairings.find(new Owner.Device(presenter)));
    }

    private static TokenVerdict verdict(DeviceToken token, Pairing device) {
        if (device instanceof Pairing.Paired paired) {
            Access access = token.access().within(paired.access());
            return new TokenVerdict.Good(token.device(), paired.holder(), access);
        }
        return new TokenVerdict.Refused(
                device instanceof Pairing.Revoked ? TokenVerdict.Fault.DEVICE_REVOKED : TokenVerdict.Fault.NOT_PAIRED);
    }

    /** What is on record about the tokens of a device, ended ones included, never their texts. */
    public List<DeviceToken> ofDevice(DeviceId device) {
        return store.ofDevice(device);
    }

    /**
     * Issues a successor.
     *
     * @param overlap how long the present token stays good beside it; zero ends it at once
     * @param caller the facts of the connection that decides; what it asks for is not looked at
     * @throws IllegalArgumentException if the overlap is negative or longer than {@link #LONGEST_OVERLAP}
     */
    public TokenIssue rotate(DeviceId device, Duration overlap, TrustRequest caller) {
        if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
            throw new IllegalArgumentException(
                    "an overlap lasts from nothing to " + LONGEST_OVERLAP.toDays() + " days");
        }
        Pairing seen = pairings.find(new Owner.Device(device));
        return authority.carryOut(
                caller, authority.overDevice(caller, seen), new TokenIssue.Refused(Fault.NOT_ALLOWED), (tx, by) -> {
                    Optional<Pairing.Paired> paired = pairing(device);
                    if (paired.isEmpty() || !seen.equals(paired.get())) {
                        return new TokenIssue.Refused(paired.isEmpty() ? Fault.UNKNOWN : Fault.NOT_ALLOWED);
                    }
                    phaseOut(tx, device, overlap);
                    AuditEvent event = AuditEvent.of(AuditAction.DEVICE_TOKEN_ROTATED, by.name(), device.value());
                    return insert(tx, device, paired.get(), event.with("overlap", overlap.toString()));
                });
    }

    /** Takes every token of a device back; the device itself stays paired. */
    public DeskResult revoke(DeviceId device, TrustRequest caller) {
        Pairing seen = pairings.find(new Owner.Device(device));
        return authority.carryOut(
                caller, authority.overDevice(caller, seen), new DeskResult.Refused(Fault.NOT_ALLOWED), (tx, by) -> {
                    if (store.ofDevice(device).isEmpty()) {
                        return new DeskResult.Refused(Fault.UNKNOWN);
                    }
                    cutOff(tx, device, by.name());
                    return new DeskResult.Done();
                });
    }

    @Override
    public void cutOff(Tx tx, DeviceId device, String by) {
        if (removeAll(tx, device)) {
            tx.record(AuditEvent.of(AuditAction.DEVICE_TOKEN_REVOKED, by, device.value()));
        }
    }

    private Optional<Pairing.Paired> pairing(DeviceId device) {
        return pairings.find(new Owner.Device(device)) instanceof Pairing.Paired paired
                ? Optional.of(paired)
                : Optional.empty();
    }

    private TokenIssue insert(Tx tx, DeviceId device, Pairing.Paired paired, AuditEvent event) {
        Secret text = tokens.hex(TEXT_BYTES);
        String id = tokens.hex(ID_BYTES).reveal();
        DeviceToken token = new DeviceToken(id, device, paired.access(), now(), null);
        store.insert(tx, token, Digest.of(text));
        tx.record(event.with("token", id));
        return new TokenIssue.Issued(text, token);
    }

    /** The present one gets its end; a predecessor that still overlaps with it goes. */
    private void phaseOut(Tx tx, DeviceId device, Duration overlap) {
        Instant end = now().plus(overlap);
        for (DeviceToken token : store.ofDevice(device)) {
            if (token.endsAt() == null && !overlap.isZero()) {
                store.update(tx, token.endingAt(end));
            } else {
                store.remove(tx, token.id());
            }
        }
    }

    private boolean removeAll(Tx tx, DeviceId device) {
        var all = store.ofDevice(device);
        all.forEach(token -> store.remove(tx, token.id()));
        return !all.isEmpty();
    }

    private static String actor(Pairing.Paired paired) {
        return paired.holder() == null ? AuditEvent.NOBODY : paired.holder().value();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
