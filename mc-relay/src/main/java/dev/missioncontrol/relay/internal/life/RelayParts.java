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

/** What a relay is put together from. */
public record RelayParts(
        TrustEngine engine,
        Callers callers,
        Upstream upstream,
        AuditLog audit,
        RevocationFeed feed,
        MethodRules rules,
        TrustedProxies proxies,
        RelayListener listener,
        InstantSource clock,
        SecureRandom random,
        Timings timings) {}
