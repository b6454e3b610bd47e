package dev.missioncontrol.core.http;

/** What the embedder vouches for about the socket a request came in by. May grow: keep a default branch. */
public enum ListenerTrait {
    /**
     * A loopback address seen on this listener means a process of this machine: the listener serves no browser pages
     * and is no proxy's target.
     */
    TRUST_LOOPBACK
}
