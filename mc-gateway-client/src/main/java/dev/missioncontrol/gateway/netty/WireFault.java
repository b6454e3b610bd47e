package dev.missioncontrol.gateway.netty;

/**
 * The peer broke the protocol or a limit.
 *
 * @param closeCode what to answer
 */
record WireFault(int closeCode) {}
