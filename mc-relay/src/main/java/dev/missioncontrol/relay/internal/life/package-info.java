/** What happens on one connection, from its challenge to its close? One phase at a time, one event at a time. */
@NullMarked
package dev.missioncontrol.relay.internal.life;

import org.jspecify.annotations.NullMarked;
