package dev.missioncontrol.relay.front;

/** What a path of the Control UI is, and so how it is fetched from the gateway. */
public enum PathClass {
    /** A file of its build, the same for everybody: fetched without any credential. */
    FILE,
    /** Something the gateway shows to people it knows: fetched on behalf of the person. */
    PERSONAL,
    /** Nothing that is passed on. */
    NONE
}
