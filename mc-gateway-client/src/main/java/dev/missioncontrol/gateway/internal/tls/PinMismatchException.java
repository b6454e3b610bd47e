package dev.missioncontrol.gateway.internal.tls;

import java.security.cert.CertificateException;

/** The gateway shows another certificate than the pinned one. The message names both fingerprints. */
public final class PinMismatchException extends CertificateException {
    private static final long serialVersionUID = 1L;

    PinMismatchException(CertificatePin pinned, CertificatePin presented) {
        super("the gateway's certificate changed: pinned " + pinned + ", presented " + presented);
    }
}
