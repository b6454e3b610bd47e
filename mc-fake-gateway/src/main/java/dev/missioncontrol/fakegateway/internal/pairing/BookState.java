package dev.missioncontrol.fakegateway.internal.pairing;

import java.util.LinkedHashMap;
import java.util.Map;

/** The rows behind the pairing book: devices and requests, by id. */
public final class BookState {
    private final Map<String, DeviceRecord> devices = new LinkedHashMap<>();
    private final Map<String, PendingRequest> pending = new LinkedHashMap<>();

    /** Paired devices by device id. */
    public Map<String, DeviceRecord> devices() {
        return devices;
    }

    /** Open requests by request id. */
    public Map<String, PendingRequest> pending() {
        return pending;
    }
}
