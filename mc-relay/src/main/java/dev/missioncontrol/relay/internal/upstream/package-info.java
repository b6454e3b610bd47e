/** How does the relay reach the gateway? Mirrored clients, a bounded number of handshakes, refusals put into our words. */
@NullMarked
package dev.missioncontrol.relay.internal.upstream;

import org.jspecify.annotations.NullMarked;
