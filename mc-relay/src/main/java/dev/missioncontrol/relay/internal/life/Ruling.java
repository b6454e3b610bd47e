package dev.missioncontrol.relay.internal.life;

/** What happens to a call. */
enum Ruling {
    /** It goes to the gateway. */
    CARRIED,
    /** It is answered with an error here. */
    REFUSED,
    /** It is answered with an empty list of questions here: dashboards ask for ever, whatever their scopes. */
    ANSWERED,
    /** It is answered from our own desk. */
    SERVED,
    /** It is answered with an invitation to come back: this server is about to stop. */
    PAUSED
}
