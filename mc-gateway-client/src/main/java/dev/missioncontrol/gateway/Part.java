package dev.missioncontrol.gateway;

/** Tells whether a piece of text is the end of its message. */
public enum Part {
    /** More of the same message follows. */
    CONTINUES,
    /** The message ends with this piece. */
    ENDS
}
