/** How do the relay's own frames look? Reads connect requests, writes answers and the hello of clients; JSON stays here. */
@NullMarked
package dev.missioncontrol.relay.internal.wire;

import org.jspecify.annotations.NullMarked;
