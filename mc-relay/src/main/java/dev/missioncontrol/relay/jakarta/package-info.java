/** How does the relay sit in a servlet container? At one path, by the Jakarta WebSocket API. */
@NullMarked
package dev.missioncontrol.relay.jakarta;

import org.jspecify.annotations.NullMarked;
