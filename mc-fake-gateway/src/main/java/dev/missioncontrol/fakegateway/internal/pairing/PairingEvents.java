package dev.missioncontrol.fakegateway.internal.pairing;

/** Who hears about requests and decisions. */
public interface PairingEvents {
    /** A new request that a person must decide. */
    void requested(PendingRequest request);

    /** A request is gone: approved or rejected (superseded ones count as rejected). */
    void resolved(PendingRequest request, Decision decision);

    /** Something else in the list changed. */
    void changed();

    /** How a request ended. */
    enum Decision {
        APPROVED("approved"),
        REJECTED("rejected");

        private final String wireName;

        Decision(String wireName) {
            this.wireName = wireName;
        }

        /** The name on the wire. */
        public String wireName() {
            return wireName;
        }
    }
}
