package dev.missioncontrol.trust;

/**
 * What became of something a device pushed.
 *
 * @param <T> what taking it in yields
 */
public sealed interface PushResult<T> {
    /** All of it was taken in. */
    record Accepted<T>(T value) implements PushResult<T> {}

    /** Nothing of it was taken in. */
    record Refused<T>(Fault fault) implements PushResult<T> {}

    /** Why a push is refused. May grow: keep a default branch. */
    enum Fault {
        /** The device was revoked: 401. */
        DEVICE_REVOKED("device_revoked", 401),
        /** The device is not paired, or was forgotten: 401. */
        DEVICE_NOT_PAIRED("device_not_paired", 401),
        /** Revocations cannot be read at present: 503, worth another try. */
        TRUST_STALE("trust_stale", 503);

        private final String code;
        private final int status;

        Fault(String code, int status) {
            this.code = code;
            this.status = status;
        }

        /** The name in answers to the device. */
        public String code() {
            return code;
        }

        /** The HTTP status of such an answer. */
        public int status() {
            return status;
        }
    }
}
