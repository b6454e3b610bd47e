package dev.missioncontrol.fakegateway.internal.rpc;

import dev.missioncontrol.fakegateway.internal.pairing.ClientTraits;
import java.util.List;
import java.util.Optional;

/** The connection that calls a method. */
public interface Caller {
    /** The connection's id. */
    String id();

    /** What its client said about itself. */
    ClientTraits client();

    /** {@code operator} or {@code node}. */
    String role();

    /** What it may do. */
    List<String> scopes();

    /** The proven device, if it presented one. */
    Optional<String> deviceId();

    /** The person a trusted proxy named. */
    Optional<String> user();

    /** Tells whether it logged in with its device token. */
    boolean usesDeviceToken();
}
