package dev.missioncontrol.core.net;

import java.util.Optional;

/**
 * One element of a {@code Forwarded} header (RFC 7239 section 4): what one proxy says about what it received.
 *
 * @param node the {@code for} parameter without quotes; empty text, which is no address, if there is none
 * @param host the {@code host} parameter, if any
 * @param proto the {@code proto} parameter, if any
 */
record ForwardedHop(String node, Optional<String> host, Optional<String> proto) {}
