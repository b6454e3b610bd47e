package dev.missioncontrol.gateway;

/**
 * Why a connection ended or did not come about, from codes alone: {@code error.details.code}, close codes, HTTP status.
 *
 * <p>May grow: keep a default branch. What a code does not tell is {@link #UNKNOWN}, and not retryable.
 */
public enum CloseReason {
    /** This side closed. */
    REQUESTED("Nothing to do: the client was closed."),
    /** The address breaks a rule. */
    ADDRESS_REFUSED("Use a wss:// address, or ws:// to a loopback address; no user name, password or # in it."),
    /** Nobody listens there, or the name is unknown. */
    UNREACHABLE("Check that the gateway runs and that its address and port are right.", Retry.YES),
    /** The connection broke without a close code, or the gateway went away. */
    CONNECTION_LOST("The client reconnects by itself. If this repeats, look at the network and the proxy.", Retry.YES),
    /** No hello in time. */
    HANDSHAKE_TIMEOUT("The client tries again. If this repeats, the gateway is overloaded or is not one.", Retry.YES),
    /** The certificate or the TLS of the gateway is not acceptable. */
    TLS_REFUSED("Check the gateway's certificate: name, validity, and who signed it."),
    /** The gateway shows another certificate than the pinned one: somebody else may be answering. */
    PIN_MISMATCH(
            "Find out why the gateway's certificate changed before anything else. If it was replaced on purpose, pin the new one."),
    /** HTTP 403 on the upgrade: the gateway does not trust the way the request came. */
    PROXY_REFUSED("Connect to the gateway directly, or list the proxy in gateway.trustedProxies."),
    /** HTTP 503 on the upgrade: draining, or too many connections that have not logged in. */
    GATEWAY_BUSY("The client tries again by itself.", Retry.YES),
    /** The upgrade was answered with another HTTP status, such as a redirect. */
    UPGRADE_REFUSED("Check that the address is the gateway's own: redirects are not followed."),
    /** The gateway sent what the protocol does not allow. */
    PROTOCOL_ERROR(
            "The client tries again. If this repeats, the peer is no OpenClaw gateway of protocol 4.", Retry.YES),
    /** The challenge holds nothing that could be signed: nothing was. */
    BAD_CHALLENGE("The client tries again. If this repeats, the peer is no OpenClaw gateway of protocol 4.", Retry.YES),
    /** The challenge is one that an earlier connection brought: nothing was signed. */
    CHALLENGE_REPEATED(
            "The client tries again. If this repeats, somebody between here and the gateway replays connections.",
            Retry.YES),
    /** Hello gave another role or more scopes than were asked for. */
    HELLO_EXCEEDS_REQUEST("Do not trust this peer: it grants what nobody asked for. Check the address."),
    /** The gateway does not take the form of the connect request: no details code came with the refusal. */
    REQUEST_REFUSED("Check the client's profile: id, mode and the other members must be ones the gateway knows."),
    /** The two sides speak no common protocol version. */
    PROTOCOL_MISMATCH("Update the gateway or this library: protocol 4 is spoken here."),
    /** The gateway wants a token or a password and none was sent. */
    CREDENTIAL_MISSING("Give the client the gateway's token or password."),
    /** The shared token is wrong. */
    TOKEN_REFUSED("Give the client the gateway's present token (gateway.auth.token)."),
    /** The password is wrong. */
    PASSWORD_REFUSED("Give the client the gateway's present password (gateway.auth.password)."),
    /** The kept device token does not hold any more: rotated, revoked, or the device was removed. */
    DEVICE_TOKEN_REFUSED(
            "An admin of the gateway withdrew this device. If that was a mistake, forget the kept token and pair again."),
    /** The device token does not cover the scopes that were asked for. */
    SCOPES_REFUSED("Ask for fewer scopes, or forget the kept token and have the wider scopes approved."),
    /** The setup code is used up or belongs to another device. */
    SETUP_CODE_REFUSED("Make a new setup code."),
    /** Too many wrong credentials from this address. */
    RATE_LIMITED("The client waits as long as the gateway says. Look for who sends wrong credentials.", Retry.YES),
    /** The gateway identifies people by a proxy and found nobody. */
    IDENTITY_REQUIRED("Connect through the identity proxy, or let the gateway accept tokens."),
    /** The gateway's own authentication is not set up. */
    GATEWAY_NOT_CONFIGURED("Set gateway.auth.token or gateway.auth.password at the gateway."),
    /** Somebody has to approve this device. */
    PAIRING_REQUIRED("Approve the request at the gateway: openclaw devices approve <request id>."),
    /** The gateway wants a device proof. */
    DEVICE_REQUIRED("Connect with a device identity."),
    /** The device proof came too late or for another nonce. */
    PROOF_STALE("The client tries again. If this repeats, check the clocks of both machines.", Retry.YES),
    /** The device proof is wrong. */
    PROOF_REFUSED("The identity file may be damaged; a new identity has to be paired anew."),
    /** The {@code Origin} is not on the gateway's list. */
    ORIGIN_REFUSED("List the origin in gateway.controlUi.allowedOrigins, or send none."),
    /** The gateway does not take this client or its version. */
    CLIENT_REFUSED("Update this client to the gateway's version."),
    /** The gateway could not look up the person's profile. */
    PROFILE_UNAVAILABLE("The client tries again by itself.", Retry.YES),
    /** The gateway is starting, restarting or suspended, or the relay before it cannot take clients now. */
    GATEWAY_STARTING("The client tries again by itself.", Retry.YES),
    /** The gateway stops or restarts. */
    GATEWAY_RESTARTING("The client reconnects by itself once the gateway is back.", Retry.YES),
    /** The gateway met a fault of its own. */
    GATEWAY_FAULT("The client tries again. Look at the gateway's log.", Retry.YES),
    /** The gateway closed without saying more. */
    GATEWAY_CLOSED("The client reconnects by itself.", Retry.YES),
    /** Nothing was heard for two tick intervals. */
    SILENCE("The client reconnects by itself. If this repeats, look at the network.", Retry.YES),
    /** Three calls in a row were not answered in time, though the connection seemed alive. */
    CALLS_UNANSWERED(
            "The client reconnects by itself. If this repeats, the gateway is overloaded or stuck.", Retry.YES),
    /** Close code 4001: the gateway withdrew this device or changed its authentication. */
    AUTHORITY_WITHDRAWN("Ask an admin of the gateway whether this device may come back, then start the client anew."),
    /** Close code 1008 or 1009 behind hello: the gateway cut a connection that it had let in. */
    CUT_OFF(
            "The client reconnects by itself. If this repeats, look at the gateway's log for what it did not take.",
            Retry.YES),
    /** Close code 1009 before hello: a message was too long for the receiver. */
    MESSAGE_TOO_BIG("Send less in one call."),
    /** Close code 1008 before hello, without a code that says more. */
    POLICY_VIOLATION("Look at the gateway's log for what it did not accept."),
    /** The token store cannot be read. */
    STORE_LOST("Make the place of the kept tokens readable and writable for this process, then start the client anew."),
    /** A code that this version does not know. */
    UNKNOWN("Look at the gateway's log; update this library.");

    private final String remedy;
    private final Retry retry;

    CloseReason(String remedy) {
        this(remedy, Retry.NO);
    }

    CloseReason(String remedy, Retry retry) {
        this.remedy = remedy;
        this.retry = retry;
    }

    /** Tells whether connecting again by itself can help. */
    public boolean retryable() {
        return retry == Retry.YES;
    }

    /** What a person can do about it: one or two English sentences. */
    public String remedy() {
        return remedy;
    }

    private enum Retry {
        YES,
        NO
    }
}
