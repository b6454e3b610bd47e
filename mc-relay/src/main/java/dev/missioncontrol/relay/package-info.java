/**
 * How do their clients reach the gateway through us? The relay, what a container's WebSocket adapter implements and
 * calls, and what the embedder decides.
 */
@NullMarked
package dev.missioncontrol.relay;

import org.jspecify.annotations.NullMarked;
