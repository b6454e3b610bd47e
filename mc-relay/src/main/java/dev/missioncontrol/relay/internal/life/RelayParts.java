package dev.missioncontrol.relay.internal.life;

import dev.missioncontrol.core.audit.AuditLog;
import dev.missioncontrol.core.net.TrustedProxies;
import dev.missioncontrol.relay.Callers;
import dev.missioncontrol.relay.MethodRules;
import dev.missioncontrol.relay.RelayListener;
import dev.missioncontrol.relay.Upstream;
import dev.missioncontrol.trust.RevocationFeed;
import dev.missioncontrol.trust.TrustEngine;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What a relay is put together from.
 *
 * @param desks where devices are managed; null if that is not to be done over the relay
 */
public record RelayParts(
        TrustEngine engine,
        Callers callers,
        Upstream upstream,
        AuditLog audit,
        RevocationFeed feed,
        @Nullable RelayDesks desks,
        MethodRules rules,
        TrustedProxies proxies,
        RelayListener listener,
        InstantSource clock,
        SecureRandom random,
        Timings timings) {}
