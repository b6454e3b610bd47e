package dev.missioncontrol.testkit.gateway;

/** How a socket ended; 1006 when the other side vanished. */
record Closed(int code, String reason) {}
