package dev.missioncontrol.auth.internal.oidc;

import org.jspecify.annotations.Nullable;

/** The provider cannot be asked, or its answers cannot be used. Holds nothing of what was sent. */
public final class ProviderException extends Exception {
    private static final long serialVersionUID = 1L;

    ProviderException(String what) {
        super(what);
    }

    ProviderException(String what, @Nullable Throwable cause) {
        super(what, cause);
    }
}
