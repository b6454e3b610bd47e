package dev.missioncontrol.core.device;

/** The two forms of the text a device signs to connect. */
public enum PayloadVersion {
    /** Nine fields; still sent by today's dashboards and by the Control UI. */
    V2("v2"),
    /** Eleven fields: platform and device family are signed too. */
    V3("v3");

    private final String tag;

    PayloadVersion(String tag) {
        this.tag = tag;
    }

    String tag() {
        return tag;
    }
}
