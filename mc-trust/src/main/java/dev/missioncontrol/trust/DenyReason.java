package dev.missioncontrol.trust;

/** Why a connection is denied. For logs and events; the outside sees one kind of refusal. May grow. */
public enum DenyReason {
    /** No policy had an opinion. */
    NO_POLICY_APPLIED,
    /** A policy threw, or returned nothing. */
    POLICY_FAILED,
    /** A policy did not answer in time, or too many calls of it are stuck. */
    POLICY_TIMED_OUT,
    /** Nothing is left of the request within the role, the credential and the known scopes. */
    NO_RIGHTS,
    /** The device was revoked. */
    DEVICE_REVOKED,
    /** The user was cut off. */
    USER_REVOKED,
    /** No device proof, where one is needed. */
    DEVICE_IDENTITY_REQUIRED,
    /** Too many pairing requests are open. */
    TOO_MANY_PENDING,
    /** The effect could not be recorded. */
    STORE_FAILED,
    /** A policy of the embedder's own objects. */
    VETOED
}
