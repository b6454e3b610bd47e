package dev.missioncontrol.fakegateway.internal.netty;

import dev.missioncontrol.fakegateway.internal.connect.Upgrade;
import dev.missioncontrol.fakegateway.internal.core.Connection;
import dev.missioncontrol.fakegateway.internal.core.Wire;

/** What stands behind the listener. Called on the loop. */
public interface Door {
    /** Tells whether one more socket may start its handshake. */
    boolean admitsMore();

    /** Tells whether proxies on this machine may say for whom they speak. */
    boolean trustsProxies();

    /** Takes a new socket. */
    Connection open(Wire wire, Upgrade upgrade);
}
