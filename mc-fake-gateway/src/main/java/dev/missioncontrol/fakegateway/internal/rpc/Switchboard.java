package dev.missioncontrol.fakegateway.internal.rpc;

import dev.missioncontrol.fakegateway.internal.json.JsonObject;
import java.util.List;

/** What methods can do to the other connections. */
public interface Switchboard {
    /** Sends an event to every connection that may see it. */
    void broadcast(String event, JsonObject payload);

    /** Tells whether the device has an open connection. */
    boolean isConnected(String deviceId);

    /** Closes the device's connections in these roles, after the present answer went out. */
    void closeDevice(String deviceId, List<String> roles);

    /** Who is or was connected, newest last. */
    List<JsonObject> presence();

    /** What {@code health} answers. */
    JsonObject health();
}
